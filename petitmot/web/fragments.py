"""Posts as finished pieces of HTML, kept while nothing about them differs.

A piece is made of a post's facts (the rows it was read from), of how it is shown, and of the reader's language, zone and
day; all of it is the key, so that a kept piece can never be stale, in whatever process and whoever wrote: the database
is asked for the facts each time, only the markup is saved. The reader is in it only where the facts name them. A piece
holds no token: its buttons belong to the page's one hidden form.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template import engines
from django.utils import timezone
from django.utils.translation import get_language
from jinja2 import Template

from petitmot.kit import clock
from petitmot.look.moments import part_of_day
from petitmot.people.models import Person
from petitmot.posts import showing
from petitmot.posts.showing import Facts
from petitmot.web.finished import Finished
from petitmot.web.telling import Told, tell

MOST = 2000  # pieces kept in one process; about 5 kB each with its key


@dataclass(frozen=True, slots=True)
class Piece:
    """One post, told and finished. `said_at`: the part of the day it was said in, as a heading says it."""

    told: Told
    said_at: str
    raw: bytes  # encoded: pages are joined of it

    @property
    def markup(self) -> str:
        return self.raw.decode()

    def __html__(self) -> str:
        return self.raw.decode()


def of(viewer: Person | None, ids: Sequence[int], *, pinned: Collection[int] = ()) -> list[Piece]:
    """Return these posts, without those the viewer may not see."""
    return pieces(viewer, showing.facts_of(viewer, ids), pinned=pinned)


def pieces(
    viewer: Person | None,
    facts: Sequence[Facts],
    *,
    pinned: Collection[int] = (),
    kept: Collection[int] | None = None,
    lead: int = -1,
) -> list[Piece]:
    """Return posts as pieces; members get their gestures under them.

    `pinned`: ids shown as pinned. `kept`: ids kept unread, where read marks are kept (Today, catch-up); else None.
    `lead`: the place of the one whose first words are set larger.
    """
    reader = (
        viewer is not None,
        get_language() or "fr",
        timezone.get_current_timezone_name(),
        clock.local_day(),
    )
    return [
        _piece(it, it.words[0] in pinned, None if kept is None else it.id in kept, place == lead, *reader)
        for place, it in enumerate(facts)
    ]


@lru_cache(maxsize=MOST)
def _piece(
    facts: Facts, pinned: bool, kept: bool | None, lead: bool, member: bool, language: str, zone: str, today: date
) -> Piece:
    """Make a piece. Of its reader it knows what the facts say, and whether there is one: nobody else's words get in."""
    viewer = Person(pk=facts.asks) if member else None
    pins = [facts.words[0]] if pinned else []
    keeps = None if kept is None else [facts.id] if kept else []
    told = tell(viewer, [facts.shown()], pinned=pins, kept=keeps)[0]
    return Piece(told, part_of_day(told.when), _template().render(it=told, lead=lead, with_gestures=member).encode())


@lru_cache(maxsize=1)
def _template() -> Template:
    return engines["jinja2"].env.get_template("web/words/one.html")  # type: ignore[attr-defined,no-any-return]


def one_after_the_other(posts: Sequence[Piece]) -> Finished:
    """Return pieces as a page sets them (`pieces` in templates)."""
    return Finished(b"".join([it.raw for it in posts]))
