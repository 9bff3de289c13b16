"""Replies owed, and words that wait: the same rows seen from the two sides (rules 33 and 34)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from petitmot.attentions.models import Addressed
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import ties
from petitmot.people.models import Person
from petitmot.posts.models import Post
from petitmot.posts.seeing import visible_to

MOST = 100


@dataclass(frozen=True)
class Owed:
    """One line: who spoke (or was spoken to), their last word in a thread that waits, and the handle of the line."""

    line: int  # the id of the row the gesture names
    person: Person
    post: Post


def owed_by(person: Person) -> list[Owed]:
    """Return words addressed to this person by people they know and not answered, oldest first."""
    waiting = Addressed.objects.filter(to=person, answered_at=None, rested_at=None)
    known = ties.known_ids(person) | _talked_with(person)
    return _lines(person, waiting.filter(by__in=known - ties.muted_ids(person)), "by")


def waiting_for(person: Person) -> list[Owed]:
    """Return this person's own words that wait for an answer, oldest first; the others never learn of it."""
    return _lines(person, Addressed.objects.filter(by=person, answered_at=None), "to")


def no_answer_needed(person: Person, line: int) -> None:
    """Clear one line: everything this person was told there so far needs no answer. A new word opens it again."""
    row = Addressed.objects.filter(pk=line, to=person).first()
    if row is None:
        raise NotFound(_("Cette ligne n’est plus là."))
    same = Addressed.objects.filter(to=person, by=row.by_id, thread=row.thread, post_id__lte=row.post_id)
    same.update(rested_at=clock.now())


def _lines(viewer: Person, rows: QuerySet[Addressed], side: str) -> list[Owed]:
    newest = rows.values(side, "thread").annotate(last=Max("post_id")).values("last")
    found = Addressed.objects.filter(post__in=newest).filter(pk__in=rows.values("pk"))
    found = found.select_related(f"{side}__server", "post__author__server").order_by("at")[:MOST]
    seen = set(
        visible_to(viewer, Post.objects.filter(pk__in=[row.post_id for row in found])).values_list("pk", flat=True)
    )
    return [Owed(row.pk, getattr(row, side), row.post) for row in found if row.post_id in seen]


def _talked_with(person: Person) -> set[int]:
    """Return those in conversation with this person: they are known, too (rule 26)."""
    wrote = Addressed.objects.filter(by=person, thread__lt=0).values_list("to_id", flat=True)
    return set(wrote)
