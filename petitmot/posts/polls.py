"""Polls: a question with a few answers to choose from, asked, voted in once, and over when its time is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

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
