"""Lost from view: people of mine with whom no word was exchanged for longer than is usual between us (rule 35)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from django.db.models import Q

from petitmot.attentions.models import Addressed, LeftAlone
from petitmot.kit import clock
from petitmot.people import ties
from petitmot.people.models import Contact, Person
from petitmot.posts.models import Post

BOTH_WAYS_WITHIN = timedelta(days=14)
LEAST_SILENCE = timedelta(days=30)
LEAST_EXCHANGES = 3
TIMES_THEIR_PAUSE = 3


@dataclass(frozen=True)
class Lost:
    """Somebody lost from view: their last words exchanged, and the usual pause between the two."""

    person: Person
    last_word: Post
    usual_pause: timedelta


@dataclass(frozen=True)
class Word:
    at: datetime
    mine: bool
    post_id: int


def lost_from_view(owner: Person) -> list[Lost]:
    """Return contacts and close ones who are silent for unusually long, the longest silence first."""
    wanted = set(Contact.objects.filter(person=owner).values_list("other_id", flat=True)) | ties.close_ids(owner)
    wanted -= set(LeftAlone.objects.filter(owner=owner).values_list("person_id", flat=True))
    found = []
    for other, words in words_between(owner, wanted).items():
        pause = usual_pause(words)
        if pause is not None and clock.now() - words[-1].at > max(LEAST_SILENCE, TIMES_THEIR_PAUSE * pause):
            found.append((words[-1], other, pause))
    persons = Person.objects.present().select_related("server").in_bulk([other for _word, other, _pause in found])
    posts = Post.objects.select_related("author").in_bulk([word.post_id for word, *_rest in found])
    found.sort(key=lambda each: each[0].at)
    return [Lost(persons[other], posts[word.post_id], pause) for word, other, pause in found if other in persons]


def leave_alone(owner: Person, person: Person) -> None:
    """Put it to rest for a person."""
    LeftAlone.objects.get_or_create(owner=owner, person=person, defaults={"since": clock.now()})


def words_between(owner: Person, others: set[int]) -> dict[int, list[Word]]:
    """Return the words addressed either way between a person and each of others, the oldest first."""
    rows = Addressed.objects.filter(Q(by=owner, to__in=others) | Q(to=owner, by__in=others)).order_by("at", "post_id")
    found: dict[int, list[Word]] = defaultdict(list)
    for by, to, at, post_id in rows.values_list("by_id", "to_id", "at", "post_id"):
        found[to if by == owner.pk else by].append(Word(at, by == owner.pk, post_id))
    return found


def exchanges(words: list[Word]) -> list[datetime]:
    """Return the moments of exchanges: a word that follows one of the other side within 14 days; one a day at most."""
    found: list[datetime] = []
    last: dict[bool, datetime] = {}
    for word in words:
        other_side = last.get(not word.mine)
        answers = other_side is not None and word.at - other_side <= BOTH_WAYS_WITHIN
        if answers and (not found or found[-1].date() != word.at.date()):
            found.append(word.at)
        last[word.mine] = word.at
    return found


def usual_pause(words: list[Word]) -> timedelta | None:
    """Return the median pause between the exchanges of two people; None where there are fewer than three."""
    moments = exchanges(words)
    if len(moments) < LEAST_EXCHANGES:
        return None
    pauses = [(after - before).total_seconds() for before, after in pairwise(moments)]
    return timedelta(seconds=median(pauses))
