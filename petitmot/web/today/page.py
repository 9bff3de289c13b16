"""The page of Today, oldest unread first, twenty at a time, then the end (rules 11, 12 and 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.people.models import Person
from petitmot.posts import showing
from petitmot.reading import marks
from petitmot.reading import today as reading
from petitmot.web import fragments
from petitmot.web.fragments import Piece
from petitmot.web.pages import require_safe, show, viewer
from petitmot.web.today.table import on_the_table
from petitmot.web.today.welcome import welcome


@dataclass(frozen=True)
class Part:
    """Words of one moment of the day, under its heading."""

    heading: str
    posts: list[Piece]


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what waits to be read; a GET marks nothing. Visitors are shown what Petitmot is."""
    person = viewer(request)
    if person is None:
        return welcome(request)
    after = _number(request.GET.get("apres"))
    page = reading.page(person, after=after)
    if page.has_more and not after and "suite" not in request.GET and reading.needs_catching_up(person, page.waits):
        return redirect("catch-up")
    kept = marks.kept_unread_among(person, page.ids)
    posts = fragments.pieces(person, showing.facts(person, page.rows), kept=kept, lead=0)
    return show(
        request,
        "web/today/page.html",
        place="today",
        parts=in_parts(posts),
        to_mark=[id_ for id_ in page.ids if id_ not in kept],
        next="/?suite=1" if "suite" in request.GET else "/",
        only_kept=bool(posts) and len(kept) == len(posts),
        last=page.ids[-1] if kept and page.ids else 0,
        has_more=page.has_more,
        after=after,
        is_up_to_date=not posts and reading.is_up_to_date(person),
        follows_nobody=not posts and reading.reads_nobody(person),
        now=clock.now(),
        table=on_the_table(person),
    )


def in_parts(posts: Sequence[Piece]) -> list[Part]:
    """Group words that follow each other by the moment of the day at which they were said."""
    parts: list[Part] = []
    for it in posts:
        if not parts or parts[-1].heading != it.said_at:
            parts.append(Part(it.said_at, []))
        parts[-1].posts.append(it)
    return parts


def posts_for(person: Person, ids: Sequence[int]) -> list[Piece]:
    """Return these posts as pieces, those kept unread marked as such."""
    kept = marks.kept_unread_among(person, ids)
    return fragments.pieces(person, showing.facts_of(person, ids), kept=kept, lead=0)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
