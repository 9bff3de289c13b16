"""Selections as pages show them: names and faces, never a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from petitmot.people import selections
from petitmot.people.models import InSelection, Person, Selection
from petitmot.web.who import Who, who


@dataclass(frozen=True)
class Line:
    """A selection among others: its name, a few words, and who is in it."""

    id: int
    name: str
    words: str
    lang: str
    url: str
    people: list[Who]
    warned: bool
    listed: bool


@dataclass(frozen=True)
class Row:
    """Somebody in a selection. `waits`: they were asked and have not answered."""

    id: int
    who: Who
    waits: bool


@dataclass(frozen=True)
class Standing:
    """A selection of somebody else in which one stands, or is asked to."""

    row: int
    selection: Line
    owner: Who


def lines(viewer: Person | None, found: Sequence[Selection]) -> list[Line]:
    """Return selections as lines. Three queries, whatever their number."""
    rows = selections.people_of(viewer, found) if found else {}
    return [_line(each, rows[each.pk]) for each in found]


def rows(viewer: Person | None, selection: Selection) -> list[Row]:
    """Return who is in a selection, as the viewer may know."""
    found = selections.people_of(viewer, [selection])[selection.pk]
    return [
        Row(row.pk, who(row.person, line=_says(row.person)), row.state == InSelection.State.PENDING) for row in found
    ]


def standings(person: Person, state: str) -> list[Standing]:
    """Return the selections of others in which somebody stands (or is asked to), the newest first."""
    held = selections.holding(person, state)
    told = lines(person, [row.selection for row in held])
    return [Standing(row.pk, line, who(row.selection.owner)) for row, line in zip(held, told, strict=True)]


def _line(selection: Selection, found: Sequence[InSelection]) -> Line:
    return Line(
        selection.pk,
        selection.name,
        selection.words,
        selection.language,
        f"/selections/{selection.pk}/",
        [who(row.person) for row in found if row.state == InSelection.State.ACCEPTED],
        selection.warned,
        selection.listed,
    )


def _says(person: Person) -> str:
    """What somebody says of themselves, on one line."""
    return person.card_does or " ".join(person.bio.split())[:140]
