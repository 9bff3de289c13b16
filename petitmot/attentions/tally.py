"""The desk's tally, for its owner alone (rule 25): the one place with figures, because the article has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from petitmot.kit.compiled import Compiled
from petitmot.people.judging import PERSONAL
from petitmot.people.models import Person, Question


@dataclass(frozen=True)
class Tally:
    """Who came without words and was asked; of them, who answered; of those, whose answer is personal."""

    asked: tuple[Person, ...] = ()
    answered: tuple[Person, ...] = ()
    personal: tuple[Person, ...] = ()
    since: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.asked)


def of(owner: Person) -> Tally:
    """Return the owner's tally, with names; those who have left are not named."""
    asked = _ASKED(owner=owner.pk)
    answered = [row for row in asked if row.answered_at]
    return Tally(
        asked=tuple(row.person for row in asked),
        answered=tuple(row.person for row in answered),
        personal=tuple(row.person for row in answered if (row.answer_score or 0) >= PERSONAL),
        since=asked[0].asked_at if asked else None,
    )


_ASKED = Compiled[Question](
    lambda owner: (
        Question.objects.filter(owner_id=owner, was_wordless=True, person__left_at=None)
        .select_related("person__server")
        .order_by("asked_at", "pk")
    ),
    owner=int,
)
