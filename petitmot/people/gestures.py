"""Gestures of the desk that wait two minutes before anything leaves, and how each is undone (rule 23)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal, TryLater
from petitmot.people import contacts, distance, questions, requests
from petitmot.people.events import ContactDeclined, GestureDue, PersonReported
from petitmot.people.models import ContactRequest, Gesture, Person

WAITS = timedelta(minutes=2)

Kind = Gesture.Kind
State = ContactRequest.State


def decline(request: ContactRequest, by: Person, *, words: str = "") -> Gesture:
    """Decline kindly: in two minutes the asker is told, and the stamp comes back."""
    with transaction.atomic():
        return _begin(by, requests.on_my_desk(by, request.pk), Kind.DECLINE, words)


def report(request: ContactRequest, by: Person, *, words: str = "") -> Gesture:
    """Show a request to the moderators, in two minutes; to the asker it looks like waiting."""
    with transaction.atomic():
        return _begin(by, requests.on_my_desk(by, request.pk), Kind.REPORT, words)


def ask_for_words(owner: Person, person: Person, *, words: str, request: ContactRequest | None = None) -> Gesture:
    """Send one's own sentence, in two minutes, to whoever asked or follows without saying why.

    Refused: asked once already (`already_questioned`), or the person wishes never to be asked (`never_asked`).
    """
    with transaction.atomic():
        questions.refuse_if_not_questionable(owner, person)
        if request is not None:
            request = requests.on_my_desk(owner, request.pk)
            if request.about == ContactRequest.About.CONVERSATION:
                raise Refusal(_("Ces mots sont déjà une conversation qui commence : répondez-y."), code="answer_it")
        gesture = _wait(owner, person, request, Kind.ASK_FOR_WORDS, words.strip() or questions.own_sentence(owner))
    return gesture


def decline_silently(request: ContactRequest, by: Person) -> None:
    """Decline without a word: to the asker it looks like waiting until the lapse (rule 20)."""
    with transaction.atomic():
        request = requests.on_my_desk(by, request.pk)
        Gesture.objects.filter(owner=by, about=request.asker).delete()
        ContactRequest.objects.filter(pk=request.pk).update(state=State.DECLINED_SILENTLY)


def undo(owner: Person, request: ContactRequest) -> None:
    """Take the last gesture on a request back.

    One that still waits leaves no trace; a silent refusal or a block comes back to the desk until the lapse; an
    acceptance ends the contact silently. Refused (`nothing_to_undo`) where there is nothing, or where it has left.
    """
    with transaction.atomic():
        mine = ContactRequest.objects.select_for_update().filter(pk=request.pk, asked=owner).first()
        if mine is None:
            raise NotFound(_("Cette demande n’est plus là."))
        if Gesture.objects.filter(owner=owner, request=mine).delete()[0]:
            return
        if mine.state == State.DECLINED_SILENTLY and mine.is_open and not mine.has_lapsed(clock.now()):
            distance.unblock(owner, mine.asker)
            ContactRequest.objects.filter(pk=mine.pk).update(state=_state_before(mine))
        elif mine.state == State.ACCEPTED:
            contacts.end_contact(owner, mine.asker)
        else:
            raise Refusal(_("C’est parti : ce geste ne se reprend plus."), code="nothing_to_undo")


def undo_question(owner: Person, person: Person) -> None:
    """Take back a question to a follower that has not left yet."""
    if not Gesture.objects.filter(owner=owner, about=person, kind=Kind.ASK_FOR_WORDS).delete()[0]:
        raise Refusal(_("C’est parti : ce geste ne se reprend plus."), code="nothing_to_undo")


def carry_out(fact: GestureDue) -> None:
    """Do what was waited for, if it was not undone meanwhile. A reaction: done twice, it acts once."""
    with transaction.atomic():
        rows = Gesture.objects.select_for_update(of=("self",)).select_related("owner", "about", "request")
        gesture = rows.filter(pk=fact.gesture_id).first()
        if gesture is None:
            return
        left = (gesture.leaves_at - clock.now()).total_seconds()
        if left > 0:
            raise TryLater("the gesture can still be undone", wait=int(left) + 1)
        gesture.delete()
        _DEEDS[Kind(gesture.kind)](gesture)


def decline_from_elsewhere(request: ContactRequest, by: Person, *, words: str = "") -> None:
    """Refuse kindly, for somebody whose own server let them think it over: it acts at once."""
    with transaction.atomic():
        request = requests.on_my_desk(by, request.pk)
        requests.close(request, State.DECLINED)
        ContactRequest.objects.filter(pk=request.pk).update(acceptance_words=words)
        announce(ContactDeclined(request.pk))


def _begin(owner: Person, request: ContactRequest, kind: str, words: str) -> Gesture:
    return _wait(owner, request.asker, request, kind, words.strip())


def _wait(owner: Person, about: Person, request: ContactRequest | None, kind: str, words: str) -> Gesture:
    now = clock.now()
    Gesture.objects.filter(owner=owner, about=about).delete()  # the last gesture is the one that counts
    gesture = Gesture.objects.create(
        owner=owner, about=about, request=request, kind=kind, words=words, made_at=now, leaves_at=now + WAITS
    )
    announce(GestureDue(gesture.pk), at=gesture.leaves_at)
    return gesture


def _carry_decline(gesture: Gesture) -> None:
    if gesture.request is None or not gesture.request.is_open:
        return
    requests.close(gesture.request, State.DECLINED)
    ContactRequest.objects.filter(pk=gesture.request.pk).update(acceptance_words=gesture.words)
    announce(ContactDeclined(gesture.request.pk))


def _carry_question(gesture: Gesture) -> None:
    questions.put(gesture.owner, gesture.about, words=gesture.words, request=gesture.request)


def _carry_report(gesture: Gesture) -> None:
    if gesture.request is None:
        return
    ContactRequest.objects.filter(pk=gesture.request.pk, closed_at=None).update(state=State.DECLINED_SILENTLY)
    announce(PersonReported(gesture.owner.pk, gesture.about.pk, gesture.request.pk, gesture.words))


_DEEDS = {Kind.DECLINE: _carry_decline, Kind.ASK_FOR_WORDS: _carry_question, Kind.REPORT: _carry_report}


def _state_before(request: ContactRequest) -> str:
    if request.answered_at:
        return State.ANSWERED
    return State.READ if request.read_at else State.NEW
