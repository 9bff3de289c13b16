"""The requests desk: who would like to know me, the most personal words first; a machine sorts, a person decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from petitmot.attentions import tally
from petitmot.attentions.sheets import Sheet, lay_out
from petitmot.attentions.who_waits import waiting_on
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Block, Contact, ContactRequest, Follow, Gesture, NeverAsked, Person, Question

State = ContactRequest.State

LATELY = timedelta(hours=24)  # how long what was accepted stays on the desk
FOLLOWERS = 30  # of those who follow without a word, the newest
MOST = 200


@dataclass(frozen=True)
class Desk:
    """What lies on one person's desk, pile by pile."""

    for_you: list[Sheet] = field(default_factory=list)
    wordless: list[Sheet] = field(default_factory=list)
    for_everybody: list[Sheet] = field(default_factory=list)
    waiting: list[Gesture] = field(default_factory=list)  # gestures that can still be undone
    accepted: list[ContactRequest] = field(default_factory=list)  # lately
    silenced: list[ContactRequest] = field(default_factory=list)  # set aside without a word, until they lapse
    followers: list[Follow] = field(default_factory=list)  # *vous suivent, sans un mot* (rule 4)
    tally: tally.Tally = field(default_factory=tally.Tally)

    @property
    def sheets(self) -> list[Sheet]:
        return [*self.for_you, *self.wordless, *self.for_everybody]

    @property
    def is_empty(self) -> bool:
        return not (self.sheets or self.waiting or self.accepted or self.followers)


def of(owner: Person) -> Desk:
    """Return the owner's desk: about a dozen queries, however many requests lie on it."""
    rows = _LYING.rows(owner=owner.pk)
    sheets = lay_out(owner, _LYING.copied(rows), rows)
    return Desk(
        for_you=[sheet for sheet in sheets if sheet.paper == "note"],
        wordless=[sheet for sheet in sheets if sheet.paper == "blank"],
        for_everybody=[sheet for sheet in sheets if sheet.paper in ("copies", "flyer")],
        waiting=_WAITING_TO_LEAVE(owner=owner.pk),
        accepted=_ACCEPTED(owner=owner.pk, since=clock.now() - LATELY),
        silenced=_SILENCED(owner=owner.pk),
        followers=_FOLLOWERS(owner=owner.pk),
        tally=tally.of(owner),
    )


def one(owner: Person, request_id: int) -> Sheet:
    """Return one request that waits for this person; the same refusal for all that is not theirs."""
    rows = ContactRequest.objects.on_desk().filter(asked=owner, pk=request_id).select_related("asker__server")
    found = lay_out(owner, list(rows))
    if not found:
        raise NotFound(_("Cette demande n’attend plus."))
    return found[0]


def _lying(owner: int) -> QuerySet[ContactRequest]:
    return waiting_on(owner).select_related("asker__server").order_by("-asked_at")[:MOST]


def _accepted(owner: int, since: datetime) -> QuerySet[ContactRequest]:
    still = Contact.objects.filter(person_id=owner, other=OuterRef("asker"))
    rows = ContactRequest.objects.filter(Exists(still), asked_id=owner, state=State.ACCEPTED, closed_at__gte=since)
    return rows.select_related("asker__server").order_by("-closed_at")


def _silenced(owner: int) -> QuerySet[ContactRequest]:
    rows = ContactRequest.objects.filter(asked_id=owner).open().filter(state=State.DECLINED_SILENTLY)
    return rows.select_related("asker__server").order_by("lapses_at")[:MOST]


def followers_without_words(owner: Person) -> QuerySet[Follow]:
    """Return those who follow and have said nothing: neither asked, nor were asked, nor are known (rule 4)."""
    follower = OuterRef("follower")
    rows = Follow.objects.filter(followed=owner, follower__left_at=None, follower__suspended_at=None)
    rows = rows.filter(follower__kind=Person.Kind.PERSON).exclude(
        Exists(ContactRequest.objects.filter(asker=follower, asked=owner))
        | Exists(ContactRequest.objects.filter(asker=owner, asked=follower))
        | Exists(Contact.objects.filter(person=owner, other=follower))
        | Exists(Question.objects.filter(owner=owner, person=follower))
        | Exists(Gesture.objects.filter(owner=owner, about=follower))
        | Exists(NeverAsked.objects.filter(person=follower))
        | Exists(Block.objects.filter(blocker=owner, blocked=follower))
    )
    return rows.select_related("follower__server").order_by("-since")


_LYING = Compiled[ContactRequest](_lying, owner=int)
_ACCEPTED = Compiled[ContactRequest](_accepted, owner=int, since=datetime)
_SILENCED = Compiled[ContactRequest](_silenced, owner=int)
_FOLLOWERS = Compiled[Follow](lambda owner: followers_without_words(Person(pk=owner))[:FOLLOWERS], owner=int)
_WAITING_TO_LEAVE = Compiled[Gesture](
    lambda owner: Gesture.objects.filter(owner_id=owner).select_related("about__server", "request").order_by("made_at"),
    owner=int,
)
