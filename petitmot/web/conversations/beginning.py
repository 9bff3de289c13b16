"""To begin a conversation: to whom, and a first word."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.addresses import split_handle
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.kit.text import row_number
from petitmot.people import conversing, pace, ties
from petitmot.people.models import Contact, Person
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility
from petitmot.posts.publishing import publish
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.who import who

MOST_PEOPLE = 12


@member_page
def begin(request: MemberRequest) -> HttpResponse:
    """`/conversations/nouvelle/?a=muriel`: GET shows the sheet, POST sends the first word."""
    if request.method != "POST":
        return _page(request, request.GET.get("a", ""))
    handles, words = request.POST.get("to", ""), request.POST.get("words", "")

    def send() -> HttpResponse:
        pace.spend(request.person, "write")
        people = _people(request.person, handles, request.POST.getlist("person"))
        post = publish(
            request.person,
            typed(words, language=request.user.language, place_for="words"),
            To(Visibility.NAMED, people=tuple(people)),
        )
        return redirect(f"/conversations/{post.conversation_id}/")

    return form_or_refusal(send, lambda refusal: _page(request, handles, words=words, refusal=refusal))


def _page(request: MemberRequest, handles: str, *, words: str = "", refusal: Refusal | None = None) -> HttpResponse:
    contacts = Contact.objects.filter(person=request.person).select_related("other__server").order_by("other__name")
    chosen = set(request.POST.getlist("person"))
    return show(
        request,
        "web/conversations/begin.html",
        place="conversations",
        to=handles,
        people=[(who(contact.other), str(contact.other_id) in chosen) for contact in contacts],
        will_knock=_will_knock(request.person, handles),
        words=words,
        refusal=refusal,
    )


def _people(writer: Person, handles: str, chosen: list[str]) -> list[Person]:
    """Read `muriel, @ana@ailleurs.fr` and the ticked contacts. Refused: `nobody_named`, `not_found`, `too_many`."""
    found: dict[int, Person] = {}
    for handle in handles.replace(";", ",").replace("\n", ",").split(","):
        if handle.strip():
            person = _named(handle)
            found[person.pk] = person
    ids = [row_number(id_) for id_ in chosen]
    for contact in Contact.objects.filter(person=writer, other__in=ids).select_related("other"):
        found[contact.other_id] = contact.other
    found.pop(writer.pk, None)
    if not found:
        raise Refusal(_("À qui écrivez-vous ? Nommez au moins une personne."), code="nobody_named", field="to")
    if len(found) > MOST_PEOPLE:
        raise Refusal(_("Douze personnes au plus dans une conversation."), code="too_many", field="to")
    return list(found.values())


def _named(handle: str) -> Person:
    split = split_handle(handle)
    person = Person.objects.present().named(*split).first() if split else None
    if person is None:
        raise Refusal(
            _("Nous ne connaissons pas « %(handle)s ». Vérifiez son adresse.", handle=handle.strip()[:80]),
            code="not_found",
            field="to",
        )
    return person


def _will_knock(writer: Person, handles: str) -> str:
    """Return whose desk the first word would go to, for a sentence that says so before it is sent (rule 19)."""
    split = split_handle(handles) if handles else None
    person = Person.objects.present().here().named(*split).select_related("manners").first() if split else None
    if person is None or ties.is_blocked_between(writer, person) or conversing.is_open_to(person, writer):
        return ""
    return person.first_name
