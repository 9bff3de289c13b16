"""The requests desk: who would like to know me, the most personal words first; a machine sorts, a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest

from django.db.models import Exists, F, OuterRef, QuerySet

from petitmot.attentions import judging, tally
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled, Row
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people.judging import PERSONAL, Reason
from petitmot.people.models import Block, Contact, ContactRequest, Follow, Gesture, NeverAsked, Person, Question
from petitmot.posts.models import Post
from petitmot.posts.seeing import visible_to

State = ContactRequest.State

LATELY = timedelta(hours=24)  # how long what was accepted stays on the desk
FOLLOWERS = 30  # of those who follow without a word, the newest
MOST = 200


@dataclass(frozen=True)
class Sheet:
    """One request as it lies on the desk. `paper` is its shape: note, blank, copies or flyer."""

    request: ContactRequest
    paper: str
    reasons: tuple[Reason, ...] = ()
    known_by: tuple[Person, ...] = ()  # contacts of mine who know them, too
    because: Post | None = None
    was_asked: bool = False  # for a few words: not twice (rule 24)
    first_meeting: bool = False  # from a server never seen before: folded
    is_limited: bool = False  # moderators limited who asks, or their server: folded
    row: Row = ()  # what the request and its asker were made of, where they came as a row

    @property
    def is_talk(self) -> bool:
        """Whether a stranger wrote a first private word, and asks for no contact (rule 19)."""
        return self.request.about == ContactRequest.About.CONVERSATION


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
    sheets = _sheets(owner, _LYING.copied(rows), rows)
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
    found = _sheets(owner, list(rows))
    if not found:
        raise NotFound(_("Cette demande n’attend plus."))
    return found[0]


def _lying(owner: int) -> QuerySet[ContactRequest]:
    """What lies there, but for those about whom a gesture waits to leave."""
    rows = ContactRequest.objects.on_desk().filter(asked_id=owner, asker__left_at=None, asker__suspended_at=None)
    rows = rows.exclude(Exists(Gesture.objects.filter(owner_id=owner, about=OuterRef("asker"))))
    return rows.select_related("asker__server").order_by("-asked_at")[:MOST]


def _accepted(owner: int, since: datetime) -> QuerySet[ContactRequest]:
    still = Contact.objects.filter(person_id=owner, other=OuterRef("asker"))
    rows = ContactRequest.objects.filter(Exists(still), asked_id=owner, state=State.ACCEPTED, closed_at__gte=since)
    return rows.select_related("asker__server").order_by("-closed_at")


def _silenced(owner: int) -> QuerySet[ContactRequest]:
    rows = ContactRequest.objects.filter(asked_id=owner).open().filter(state=State.DECLINED_SILENTLY)
    return rows.select_related("asker__server").order_by("lapses_at")[:MOST]


def _sheets(owner: Person, requests: list[ContactRequest], rows: Sequence[Row] = ()) -> list[Sheet]:
    askers = {request.asker_id for request in requests}
    known_by = _known_by(owner, askers)
    questioned = set(_QUESTIONED(owner=owner.pk, people=list(askers)))
    never = set(_NEVER_ASKED(people=list(askers)))
    posts = _posts(owner, requests)
    met = servers_met(owner, {request.asker.server_id for request in requests if not request.asker.server.is_local})
    sheets = [
        Sheet(
            request=request,
            paper=paper_of(request),
            reasons=tuple(judging.reasons_of(request)),
            known_by=tuple(known_by.get(request.asker_id, ())),
            because=posts.get(request.because or 0),
            was_asked=request.asker_id in questioned | never or request.asker.kind != Person.Kind.PERSON,
            first_meeting=not request.asker.server.is_local and request.asker.server_id not in met,
            is_limited=request.asker.limited_at is not None,
            row=row,
        )
        for request, row in zip_longest(requests, rows, fillvalue=())
    ]
    return sorted(sheets, key=lambda sheet: (-(sheet.request.score or 0), sheet.request.asked_at))


def paper_of(request: ContactRequest) -> str:
    """Return the shape of the paper; a request that was not judged yet lies with the words for you, if it has any."""
    if not request.note.strip():
        return "blank"
    if request.score is None or request.score >= PERSONAL:
        return "note"
    return request.paper if request.paper in ("blank", "flyer") else "copies"


def _known_by(owner: Person, people: set[int]) -> dict[int, list[Person]]:
    """Return which of the owner's contacts know each of these people, those of longest standing first."""
    found: dict[int, list[Person]] = defaultdict(list)
    for row in _BETWEEN(owner=owner.pk, people=list(people)):
        found[row.person_id].append(row.other)
    return found


def _posts(owner: Person, requests: Sequence[ContactRequest]) -> dict[int, Post]:
    ids = [request.because for request in requests if request.because]
    rows = visible_to(owner, Post.objects.filter(pk__in=ids)).select_related("author__server") if ids else ()
    return {row.pk: row for row in rows}


def servers_met(owner: Person, servers: set[int]) -> set[int]:
    """Return those of these servers from which this person knows somebody already."""
    if not servers:
        return set()
    tied = Contact.objects.filter(person=owner, other__server__in=servers).values_list("other__server_id", flat=True)
    followed = Follow.objects.filter(follower=owner, followed__server__in=servers)
    return {*tied, *followed.values_list("followed__server_id", flat=True)}


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


def has_new(owner: Person) -> bool:
    """Whether a request lies on the desk that was not read yet, or was answered since."""
    return new(owner).exists()


def new(owner: Person) -> QuerySet[ContactRequest]:
    """Return the requests on the desk that were not read yet."""
    return ContactRequest.objects.on_desk().filter(asked=owner, read_at=None)


def names_waiting(owner: Person, limit: int = 2) -> tuple[list[Person], bool]:
    """Return who waits on the desk, those known first, and whether there are others (for a title: names alone)."""
    rows = _WAITING.rows(owner=owner.pk)
    return [row.asker for row in _WAITING.copied(rows[:limit])], len(rows) > limit


def _waiting(owner: int) -> QuerySet[ContactRequest]:
    """Who waits, a handful: a title names two or three."""
    rows = ContactRequest.objects.on_desk().filter(asked_id=owner, asker__left_at=None, asker__suspended_at=None)
    rows = rows.exclude(Exists(Gesture.objects.filter(owner_id=owner, about=OuterRef("asker"))))
    known = Exists(Contact.objects.filter(person_id=owner, other=OuterRef("asker"))) | Exists(
        Follow.objects.filter(follower_id=owner, followed=OuterRef("asker"))
    )
    ordered = rows.annotate(is_known=known).order_by("-is_known", F("score").desc(nulls_last=True), "asked_at")
    called = ("asker__name", "asker__display_name", "asker__left_at")
    return ordered.select_related("asker").only("asked_at", *called)[:6]


def _between(owner: int, people: list[int]) -> QuerySet[Contact]:
    mine = Contact.objects.filter(person_id=owner, other=OuterRef("other"))  # seldom asked: few have a contact here
    rows = Contact.objects.filter(Exists(mine), person__in=people, other__left_at=None)
    return rows.select_related("other").order_by("since")


_LYING = Compiled[ContactRequest](_lying, owner=int)
_ACCEPTED = Compiled[ContactRequest](_accepted, owner=int, since=datetime)
_SILENCED = Compiled[ContactRequest](_silenced, owner=int)
_FOLLOWERS = Compiled[Follow](lambda owner: followers_without_words(Person(pk=owner))[:FOLLOWERS], owner=int)
_WAITING_TO_LEAVE = Compiled[Gesture](
    lambda owner: Gesture.objects.filter(owner_id=owner).select_related("about__server", "request").order_by("made_at"),
    owner=int,
)
_QUESTIONED = Compiled[int](
    lambda owner, people: Question.objects.filter(owner_id=owner, person__in=people).values_list(
        "person_id", flat=True
    ),
    owner=int,
    people=list,
)
_NEVER_ASKED = Compiled[int](
    lambda people: NeverAsked.objects.filter(person__in=people).values_list("person_id", flat=True), people=list
)
_BETWEEN = Compiled[Contact](_between, owner=int, people=list)
_WAITING = Compiled[ContactRequest](_waiting, owner=int)
