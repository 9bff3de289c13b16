"""Polls as one viewer sees them: results are results, shown as such; nobody's vote is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from petitmot.people.models import Person
from petitmot.posts.models import Poll, Vote
from petitmot.posts.polls import is_over


@dataclass(frozen=True)
class Answer:
    """One answer as it is shown; `votes` is None while the results are hidden."""

    words: str
    votes: int | None
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A poll for one viewer. `voters` counts persons, None where it is hidden."""

    post_id: int
    several: bool
    ends_at: datetime | None
    over: bool
    voted: bool
    own: bool
    voters: int | None
    answers: tuple[Answer, ...]

    @property
    def may_vote(self) -> bool:
        return not (self.over or self.voted or self.own)


def shown(viewer: Person | None, asking: Mapping[int, Person]) -> dict[int, Shown]:
    """Return polls by their post's id; `asking` are the authors of posts with a poll, by the post's id.

    At most five queries for any number, none where there is no poll.
    """
    if not asking:
        return {}
    polls = list(Poll.objects.filter(pk__in=asking).prefetch_related("answers"))
    here = [poll.pk for poll in polls if _is_counted_here(asking[poll.pk])]
    votes = _votes(here)
    voters_here = dict(
        Vote.objects.filter(poll_id__in=here)
        .values_list("poll_id")
        .annotate(number=Count("person_id", distinct=True))
        .order_by()
    )
    mine: dict[int, set[int]] = {}
    if viewer is not None:
        for poll_id, place in Vote.objects.filter(person=viewer, poll_id__in=asking).values_list("poll_id", "place"):
            mine.setdefault(poll_id, set()).add(place)
    return {
        poll.pk: _shown(poll, asking[poll.pk], viewer, votes, voters_here, mine.get(poll.pk, set())) for poll in polls
    }


def _is_counted_here(author: Person) -> bool:
    """Elsewhere the author's server counts, and says what it counted."""
    return author.server.is_local


def _votes(ids: Sequence[int]) -> dict[tuple[int, int], int]:
    rows = Vote.objects.filter(poll_id__in=ids).values_list("poll_id", "place").annotate(number=Count("pk")).order_by()
    return {(poll_id, place): number for poll_id, place, number in rows}


def _shown(
    poll: Poll,
    author: Person,
    viewer: Person | None,
    votes: dict[tuple[int, int], int],
    voters_here: dict[int, int],
    mine: set[int],
) -> Shown:
    here, over = _is_counted_here(author), is_over(poll)
    hidden = poll.hides_results and not over
    answers = tuple(
        Answer(
            answer.words,
            None if hidden else votes.get((poll.pk, answer.place), 0) if here else answer.votes_elsewhere,
            answer.place in mine,
        )
        for answer in sorted(poll.answers.all(), key=lambda answer: answer.place)
    )
    return Shown(
        post_id=poll.pk,
        several=poll.several,
        ends_at=poll.ends_at,
        over=over,
        voted=bool(mine),
        own=viewer is not None and author.pk == viewer.pk,
        voters=None if hidden else voters_here.get(poll.pk, 0) if here else poll.voters_elsewhere,
        answers=answers,
    )
