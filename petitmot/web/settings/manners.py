"""How one likes to be approached, and of what one is told by mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import consent, profiles
from petitmot.people.models import Person
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.settings import choices

TEXTS = ("welcome_line", "welcome_question", "question", "lapse_days")
OF_PERSON = ("approves_followers", "shows_people")
OF_MANNERS = ("asks_by_itself", "lets_read_be_seen", "opens_conversations")
WINKS = ("message", "mention")


@member_page
def manners(request: MemberRequest) -> HttpResponse:
    """`/reglages/abord/`."""
    values = typed(request, *TEXTS, "wink_way", "selected_by") if request.method == "POST" else _kept(request.person)
    ticked = _ticked(request)

    def page(refusal: Refusal | None = None) -> HttpResponse:
        shown = lines(values, refusal)
        return show(request, "web/settings/manners.html", f=shown, ticked=ticked, errors=wrong(refusal, values))

    def keep() -> HttpResponse:
        days = values["lapse_days"]
        profiles.mind(
            request.person,
            lapse_days=int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0,
            question=values["question"].strip(),
            wink_way=values["wink_way"] if values["wink_way"] in WINKS else WINKS[0],
            **{name: name in ticked for name in OF_MANNERS},
        )
        said = {name: values[name] for name in ("welcome_line", "welcome_question")}
        if values["selected_by"] in consent.CHOICES:
            said["selected_by"] = values["selected_by"]
        profiles.describe(request.person, **said, **{name: name in ticked for name in OF_PERSON})
        messages.success(request, _("C’est gardé."))
        return redirect("settings-manners")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@member_page
def mails(request: MemberRequest) -> HttpResponse:
    """`/reglages/courriels/`."""
    if request.method == "POST":
        profiles.mind(request.person, mails_of=request.POST.getlist("mails_of"))
        messages.success(request, _("C’est gardé."))
        return redirect("settings-mails")
    chosen = request.person.manners.mails_of
    return show(request, "web/settings/mails.html", mails=choices.mails(), chosen=chosen)


def _kept(person: Person) -> dict[str, str]:
    own = person.manners
    return {
        "welcome_line": person.welcome_line,
        "welcome_question": person.welcome_question,
        "question": own.question,
        "lapse_days": str(own.lapse_days),
        "wink_way": own.wink_way,
        "selected_by": consent.choice_of(person),
    }


def _ticked(request: MemberRequest) -> set[str]:
    if request.method == "POST":
        return {name for name in (*OF_PERSON, *OF_MANNERS) if request.POST.get(name)}
    person = request.person
    found = {name for name in OF_PERSON if getattr(person, name)}
    return found | {name for name in OF_MANNERS if getattr(person.manners, name)}
