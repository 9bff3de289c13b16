"""A request as it lies on the desk: its paper, why it lies where it does, who knows the asker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from petitmot.attentions import judging
from petitmot.kit.compiled import Compiled, Row
from petitmot.people.judging import PERSONAL, Reason
from petitmot.people.models import Contact, ContactRequest, Follow, NeverAsked, Person, Question
from petitmot.posts.models import Post
from petitmot.posts.seeing import visible_to


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


def lay_out(owner: Person, requests: list[ContactRequest], rows: Sequence[Row] = ()) -> list[Sheet]:
    """Lay requests out as sheets, the most personal words first. `rows`: what the requests were made of, if they came so."""
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
        for request, row in zip(requests, rows or [()] * len(requests), strict=True)
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


def _between(owner: int, people: list[int]) -> QuerySet[Contact]:
    mine = Contact.objects.filter(person_id=owner, other=OuterRef("other"))  # seldom asked: few have a contact here
    rows = Contact.objects.filter(Exists(mine), person__in=people, other__left_at=None)
    return rows.select_related("other").order_by("since")


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
