"""Polls: a question with a few answers to choose from. Their results are results, shown as such; nobody's vote is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people.models import Person
from petitmot.posts.events import PollEnded, PollVoted
from petitmot.posts.models import Poll, PollAnswer, Post, Vote
from petitmot.posts.seeing import may_see

FEWEST, MOST, LONGEST = 2, 4, 50  # answers, and characters of one
SHORTEST_TIME, LONGEST_TIME = timedelta(minutes=5), timedelta(days=30)
AT_ONCE = 200  # polls that one run tells of


@dataclass(frozen=True)
class Asked:
    """What a poll asks: its answers in their order, whether several may be chosen, until when (None: no end)."""

    answers: tuple[str, ...]
    several: bool = False
    ends_at: datetime | None = None
    hides_results: bool = False


def typed(answers: Sequence[str], lasts: timedelta, *, several: bool = False, hides_results: bool = False) -> Asked:
    """Read a poll that somebody here asks. Empty lines are no answers.

    Refused, with the field `poll`: `poll_too_few`, `poll_too_many`, `poll_too_long`, `poll_same_twice`,
    `poll_too_short`, `poll_lasts_too_long`.
    """
    said = [" ".join(answer.replace("\0", "").split()) for answer in answers]
    said = [answer for answer in said if answer]
    if len(said) < FEWEST:
        raise _refusal(_("Un sondage a au moins deux réponses."), "poll_too_few")
    if len(said) > MOST:
        raise _refusal(_("Un sondage a quatre réponses au plus."), "poll_too_many")
    if any(len(answer) > LONGEST for answer in said):
        raise _refusal(_("Une réponse est trop longue : %(most)s signes au plus.", most=LONGEST), "poll_too_long")
    if len({answer.casefold() for answer in said}) < len(said):
        raise _refusal(_("Deux réponses disent la même chose."), "poll_same_twice")
    if not SHORTEST_TIME <= lasts <= LONGEST_TIME:
        code = "poll_too_short" if lasts < SHORTEST_TIME else "poll_lasts_too_long"
        raise _refusal(_("Un sondage dure de cinq minutes à trente jours."), code)
    return Asked(tuple(said), several, clock.now() + lasts, hides_results)


def _refusal(sentence: str, code: str) -> Refusal:
    return Refusal(sentence, code=code, field="poll")


def write(post: Post, asked: Asked) -> None:
    """Write a post's poll. In the transaction of the post."""
    poll = Poll.objects.create(
        post=post, several=asked.several, hides_results=asked.hides_results, ends_at=asked.ends_at
    )
    PollAnswer.objects.bulk_create(
        [PollAnswer(poll=poll, place=place, words=words) for place, words in enumerate(asked.answers)]
    )


def rewrite(post: Post, asked: Asked) -> None:
    """Ask again, in an edit: other answers throw away the votes that were given to those before. In a transaction."""
    poll = Poll.objects.filter(post=post).first()
    said = tuple(poll.answers.order_by("place").values_list("words", flat=True)) if poll else ()
    if poll and said == asked.answers and poll.several == asked.several:
        fields = {"ends_at": asked.ends_at, "hides_results": asked.hides_results, "told_at": None}
        Poll.objects.filter(pk=poll.pk).update(**fields)
        return
    forget(post)
    write(post, asked)
    Post.objects.filter(pk=post.pk).update(has_poll=True)


def forget(post: Post) -> None:
    """Take a post's poll away, with its votes. In a transaction."""
    Poll.objects.filter(post=post).delete()
    Post.objects.filter(pk=post.pk).update(has_poll=False)


def vote(person: Person, post: Post, places: Sequence[int], *, one_by_one: bool = False) -> Poll:
    """Choose among the answers of a poll, once.

    `one_by_one`: where several may be chosen, this is one of them, and others may come (as servers send them).

    Refused: `not_found` (no poll there, or not for this person), `poll_own`, `poll_over`, `already_voted`,
    `no_choice` (none, or one that is not there), `one_only`.
    """
    chosen = sorted(set(places))
    with transaction.atomic():
        poll = Poll.objects.select_for_update(of=("self",)).filter(post=post).first()
        if poll is None or not may_see(person, post):
            raise NotFound(_("Ce sondage n’est plus là, ou pas pour vous."))
        _refuse_vote(person, post, poll, chosen, one_by_one and poll.several)
        at = clock.now()
        Vote.objects.bulk_create([Vote(poll=poll, person=person, place=place, at=at) for place in chosen])
        announce(PollVoted(post.pk, person.pk))
    return poll


def _refuse_vote(person: Person, post: Post, poll: Poll, chosen: Sequence[int], more: bool) -> None:
    if post.author_id == person.pk:
        raise Refusal(_("C’est vous qui posez la question : les réponses sont aux autres."), code="poll_own")
    if is_over(poll):
        raise Refusal(_("Ce sondage est terminé."), code="poll_over")
    before = Vote.objects.filter(poll=poll, person=person)
    if (before.filter(place__in=chosen) if more else before).exists():
        raise Refusal(_("Vous avez déjà répondu à ce sondage."), code="already_voted")
    there = set(poll.answers.values_list("place", flat=True))
    if not chosen or not set(chosen) <= there:
        raise Refusal(_("Choisissez une des réponses."), code="no_choice", field="choices")
    if len(chosen) > 1 and not poll.several:
        raise Refusal(_("Une seule réponse, pour ce sondage."), code="one_only", field="choices")


def is_over(poll: Poll) -> bool:
    return poll.ends_at is not None and poll.ends_at <= clock.now()


def count_elsewhere(poll: Poll, votes: Sequence[int], voters: int) -> None:
    """Keep what the author's server counted, in the order of the answers."""
    with transaction.atomic():
        for answer, number in zip(poll.answers.order_by("place"), votes, strict=False):
            PollAnswer.objects.filter(pk=answer.pk).update(votes_elsewhere=max(0, number))
        Poll.objects.filter(pk=poll.pk).update(voters_elsewhere=max(0, voters))


def end_due() -> None:
    """Say of polls that they are over, once each. Periodic."""
    due = Poll.objects.filter(ends_at__lte=clock.now(), told_at=None).values_list("pk", flat=True)[:AT_ONCE]
    for id_ in list(due):
        with transaction.atomic():
            if Poll.objects.filter(pk=id_, told_at=None).update(told_at=clock.now()):
                announce(PollEnded(id_))


def voters(post_id: int) -> QuerySet[Person]:
    """Return who voted here."""
    return Person.objects.filter(pk__in=Vote.objects.filter(poll_id=post_id).values("person_id"))


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
