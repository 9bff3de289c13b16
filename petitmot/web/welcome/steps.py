"""Four short pages for somebody who just came in; each keeps what it asks and leads to the next, or is passed over."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.refusals import Refusal
from petitmot.people import accounts, profiles
from petitmot.people.models import Account, Invitation, Person
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.settings.choices import languages_named, languages_written
from petitmot.web.who import who as who_is


@member_page
def who(request: MemberRequest) -> HttpResponse:
    """Who one is: name, a few lines, languages, a picture."""
    person = request.person
    values = {"display_name": person.display_name, "bio": person.bio, "languages": languages_named(person.languages)}
    if request.method == "POST":
        values = typed(request, *values)

    def page(refusal: Refusal | None = None) -> HttpResponse:
        errors = wrong(refusal, values)
        return show(request, "web/welcome/who.html", f=lines(values, refusal), errors=errors, step=1)

    def keep() -> HttpResponse:
        profiles.describe(person, **values | {"languages": languages_written(values["languages"])})
        return redirect("welcome-greeting")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@member_page
def greeting(request: MemberRequest) -> HttpResponse:
    """How one likes to be approached: the welcome line and its question."""
    names = ("welcome_line", "welcome_question")
    values = {name: str(getattr(request.person, name)) for name in names}
    if request.method == "POST":
        values = typed(request, *names)

    def page(refusal: Refusal | None = None) -> HttpResponse:
        errors = wrong(refusal, names)
        return show(request, "web/welcome/greeting.html", f=lines(values, refusal), errors=errors, step=2)

    def keep() -> HttpResponse:
        profiles.describe(request.person, **values)
        return redirect("welcome-followers")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@member_page
def followers(request: MemberRequest) -> HttpResponse:
    """What happens to new followers who come without a word: asked once (rule 4)."""
    if request.method == "POST":
        profiles.mind(request.person, asks_by_itself=request.POST.get("asks_by_itself") == "yes")
        return redirect("welcome-people")
    return show(request, "web/welcome/followers.html", manners=request.person.manners, step=3)


@member_page
def people(request: MemberRequest) -> HttpResponse:
    """Whom to write to first: who invited, who keeps the house."""
    return show(
        request,
        "web/welcome/people.html",
        known=[who_is(one, line=one.welcome_line) for one in _first_people(request.person)],
        step=4,
    )


@gesture
def done(request: MemberRequest) -> HttpResponse:
    """The welcome is over, whatever was passed over."""
    accounts.welcome(request.user)
    return redirect("/")


def _first_people(person: Person) -> list[Person]:
    invited = Invitation.objects.filter(taken_by=person).select_related("inviter__server").first()
    found = [invited.inviter] if invited and invited.inviter.is_present else []
    keepers = Person.objects.present().here().filter(accounts__role=Account.Role.OPERATOR, actsfor__is_owner=True)
    found += [
        keeper
        for keeper in keepers.select_related("server").order_by("pk")[:2]
        if keeper != person and keeper not in found
    ]
    return found
