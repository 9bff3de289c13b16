"""Posts as finished pieces of HTML, kept while nothing about them differs.

A piece is made of a post's facts (the rows it was read from), of how it is shown, and of the reader's language, zone and
day; all of it is the key, so that a kept piece can never be stale, in whatever process and whoever wrote: the database
is asked for the facts each time, only the markup is saved. The reader is in it only where the facts name them. A piece
holds no token: its buttons belong to the page's one hidden form.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.template import engines
from django.utils.translation import get_language
from jinja2 import Template

from petitmot.kit import clock
from petitmot.look.moments import part_of_day
from petitmot.people.filters import Sieve
from petitmot.people.models import Person, WordFilter
from petitmot.posts import gathering, showing
from petitmot.posts.showing import Facts
from petitmot.web.finished import Finished
from petitmot.web.telling import Told, tell

Action = WordFilter.Action
_WARNING = gathering.OWN["warning"]
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


def of(viewer: Person | None, ids: Sequence[int], *, place: str, pinned: Collection[int] = ()) -> list[Piece]:
    """Return these posts, without those the viewer may not see, and those a filter of theirs hides in this place.

    `place` is one of `people.filters.PLACES`; empty: nothing is filtered, for one has put it there oneself.
    """
    sieve = Sieve(viewer, place) if place and ids else None
    return [it for it in pieces(viewer, showing.facts_of(viewer, ids), pinned=pinned, sieve=sieve) if it.raw]


def pieces(
    viewer: Person | None,
    facts: Sequence[Facts],
    *,
    pinned: Collection[int] = (),
    kept: Collection[int] | None = None,
    lead: int = -1,
    sieve: Sieve | None = None,
) -> list[Piece]:
    """Return posts as pieces; members get their gestures under them. What `sieve` hides is a piece without markup.

    `pinned`: ids shown as pinned. `kept`: ids kept unread, where read marks are kept (Today, catch-up); else None.
    `lead`: the place of the one whose first words are set larger.
    """
    reader = (viewer is not None, get_language() or "fr", *clock.here())
    plain = gathering.plain_of([it.words[0] for it in facts]) if sieve is not None and sieve.filters else {}
    found = []
    for place, it in enumerate(facts):
        cover = _cover(viewer, it, sieve, plain)
        piece = _piece(
            it, it.words[0] in pinned, None if kept is None else it.id in kept, place == lead, cover, *reader
        )
        found.append(piece if cover is None or cover[0] != Action.HIDE else replace(piece, raw=b""))
    return found


def _cover(viewer: Person | None, it: Facts, sieve: Sieve | None, plain: dict[int, str]) -> tuple[str, str] | None:
    """Return what is done with words that a filter holds, and its title. One's own words are covered for nobody."""
    if sieve is None or not sieve.filters or (viewer is not None and it.author[0] == viewer.pk):
        return None
    held = sieve.catch(it.words[0], (plain.get(it.words[0]), it.words[_WARNING]))
    return None if held is None else (held.action, held.title)


@lru_cache(maxsize=MOST)
def _piece(
    facts: Facts,
    pinned: bool,
    kept: bool | None,
    lead: bool,
    cover: tuple[str, str] | None,
    member: bool,
    language: str,
    zone: str,
    today: date,
) -> Piece:
    """Make a piece. Of its reader it knows what the facts say, and whether there is one: nobody else's words get in."""
    viewer = Person(pk=facts.asks) if member else None
    pins = [facts.words[0]] if pinned else []
    keeps = None if kept is None else [facts.id] if kept else []
    told = tell(viewer, [facts.shown()], pinned=pins, kept=keeps)[0]
    if cover is not None:
        told = replace(told, covered="" if cover[0] == Action.BLUR else cover[1], blurred=cover[1])
    return Piece(told, part_of_day(told.when), _template().render(it=told, lead=lead, with_gestures=member).encode())


@lru_cache(maxsize=1)
def _template() -> Template:
    return engines["jinja2"].env.get_template("web/words/one.html")  # type: ignore[attr-defined,no-any-return]


def one_after_the_other(posts: Sequence[Piece]) -> Finished:
    """Return pieces as a page sets them (`pieces` in templates)."""
    return Finished(b"".join([it.raw for it in posts]))
