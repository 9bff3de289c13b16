"""The gestures of the desk: each a POST, each marks the request as read, each can be undone for a while."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import contacts, distance, requests
from petitmot.people import gestures as verbs
from petitmot.people.models import ContactRequest, Person
from petitmot.posts.audiences import To
from petitmot.posts.content import typed as content_typed
from petitmot.posts.models import Visibility
from petitmot.posts.publishing import publish
from petitmot.web.desk.laying import Typed
from petitmot.web.desk.pages import alone
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture

DESK = "/demandes/"


@gesture
def read(request: MemberRequest, request_id: int) -> HttpResponse:
    """It was seen to its end."""
    requests.mark_read(_mine(request.person, request_id), request.person)
    return HttpResponse(status=204)


@gesture
def read_all(request: MemberRequest) -> HttpResponse:
    """Without a script: these were read, the answer comes later."""
    ids = [int(text) for text in request.POST.getlist("request")[:300] if text.isdecimal() and len(text) < 19]
    for mine in ContactRequest.objects.filter(pk__in=ids, asked=request.person):
        requests.mark_read(mine, request.person)
    return _to(DESK)


@gesture
def accept(request: MemberRequest, request_id: int) -> HttpResponse:
    """Say yes, with words; without them the next page asks for some (rule 23)."""
    words = request.POST.get("accept_words", "")
    follow_back = "follow_chosen" not in request.POST or bool(request.POST.get("follow_back"))

    def act(mine: ContactRequest) -> HttpResponse:
        contacts.accept(mine, request.person, words=words, follow_back=follow_back)
        if not words.strip():
            return _to(f"{DESK}{mine.pk}/un-mot/")
        return _to(DESK)

    return _do(request, request_id, "accept", words, act)


@gesture
def reply(request: MemberRequest, request_id: int) -> HttpResponse:
    """Answer a stranger's first private word: the conversation opens, nobody becomes a contact (rule 19)."""
    words = request.POST.get("reply_words", "")

    def act(mine: ContactRequest) -> HttpResponse:
        if mine.about != ContactRequest.About.CONVERSATION:
            raise NotFound(_("Cette demande n’attend plus."))
        content = content_typed(words, place_for="reply_words")
        sent = publish(request.person, content, To(Visibility.NAMED, people=(mine.asker,)))
        messages.success(request, _("La conversation avec %(name)s est ouverte.", name=mine.asker.called))
        return _to(f"/conversations/{sent.conversation_id}/")

    return _do(request, request_id, "reply", words, act)


@gesture
def ask_for_words(request: MemberRequest, request_id: int) -> HttpResponse:
    """Send one's own sentence, in two minutes."""
    words = request.POST.get("question", "")

    def act(mine: ContactRequest) -> HttpResponse:
        verbs.ask_for_words(request.person, mine.asker, words=words, request=mine)
        return _to(DESK)

    return _do(request, request_id, "question", words, act)


@gesture
def decline(request: MemberRequest, request_id: int) -> HttpResponse:
    """Decline kindly, in two minutes."""
    words = request.POST.get("decline_words", "")

    def act(mine: ContactRequest) -> HttpResponse:
        verbs.decline(mine, request.person, words=words)
        return _to(DESK)

    return _do(request, request_id, "decline", words, act)


@gesture
def decline_silently(request: MemberRequest, request_id: int) -> HttpResponse:
    """Set aside without a word: it looks like waiting, until the lapse (rule 20)."""
    mine = _waiting(request.person, request_id)
    verbs.decline_silently(mine, request.person)
    said = _("Ces mots sont mis de côté, sans bruit. Pour %(name)s, rien ne change.", name=mine.asker.called)
    return _done(request, mine, said)


@gesture
def block(request: MemberRequest, request_id: int) -> HttpResponse:
    """Keep the asker away, at once and silently."""
    mine = _waiting(request.person, request_id)
    distance.block(request.person, mine.asker)
    return _done(request, mine, _("%(name)s ne peut plus vous lire ni vous écrire.", name=mine.asker.called))


@gesture
def report(request: MemberRequest, request_id: int) -> HttpResponse:
    """Show the request to the moderators, in two minutes."""
    mine = _waiting(request.person, request_id)
    verbs.report(mine, request.person, words=request.POST.get("report_words", "")[:1000])
    return _to(DESK)


@gesture
def undo(request: MemberRequest, request_id: int) -> HttpResponse:
    """Take the last gesture on a request back (rule 23)."""
    verbs.undo(request.person, _mine(request.person, request_id))
    messages.success(request, _("C’est défait."))
    return _to(DESK)


@gesture
def ask_follower(request: MemberRequest, person_id: int) -> HttpResponse:
    """Ask somebody who follows without a word for a few words (rule 4)."""
    follower = Person.objects.present().filter(pk=person_id, follows__followed=request.person).first()
    if follower is None:
        raise NotFound(_("Cette personne ne vous suit pas."))
    verbs.ask_for_words(request.person, follower, words=request.POST.get("question", ""))
    return _to(DESK)


@gesture
def undo_follower(request: MemberRequest, person_id: int) -> HttpResponse:
    """Take a question back that has not left yet."""
    verbs.undo_question(request.person, Person(pk=person_id))
    messages.success(request, _("C’est défait."))
    return _to(DESK)


def _do(
    request: MemberRequest, request_id: int, which: str, words: str, act: Callable[[ContactRequest], HttpResponse]
) -> HttpResponse:
    """Do a gesture that carries words; where it is refused, show the request with the words kept."""
    mine = _waiting(request.person, request_id)
    return form_or_refusal(
        lambda: act(mine), lambda refusal: alone(request, request_id, Typed(which, words, refusal.sentence))
    )


def _waiting(owner: Person, request_id: int) -> ContactRequest:
    """Return a request that waits for this person, read from now on."""
    rows = ContactRequest.objects.on_desk().select_related("asker__server", "asked__manners")
    found = rows.filter(pk=request_id, asked=owner).first()
    if found is None:
        raise NotFound(_("Cette demande n’attend plus."))
    requests.mark_read(found, owner)
    return found


def _mine(owner: Person, request_id: int) -> ContactRequest:
    found = ContactRequest.objects.filter(pk=request_id, asked=owner).first()
    if found is None:
        raise NotFound(_("Cette demande n’est plus là."))
    return found


def _done(request: MemberRequest, mine: ContactRequest, said: str) -> HttpResponse:
    messages.success(request, said, extra_tags=f"{DESK}{mine.pk}/defaire/")
    return _to(DESK)


def _to(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})
