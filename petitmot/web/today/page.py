"""The page of Today, oldest unread first, twenty at a time, then the end (rules 11, 12 and 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.look.moments import part_of_day
from petitmot.people.models import Person
from petitmot.posts import showing
from petitmot.reading import marks
from petitmot.reading import today as reading
from petitmot.web.pages import require_safe, show, viewer
from petitmot.web.telling import Told, tell
from petitmot.web.today.table import on_the_table
from petitmot.web.today.welcome import welcome


@dataclass(frozen=True)
class Part:
    """Words of one moment of the day, under its heading."""

    heading: str
    posts: list[Told]


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
    told = tell(person, showing.assemble(person, page.posts), kept=marks.kept_unread_among(person, page.ids))
    kept = [it for it in told if it.kept_unread]
    return show(
        request,
        "web/today/page.html",
        place="today",
        parts=in_parts(told),
        to_mark=[it.id for it in told if not it.kept_unread],
        next="/?suite=1" if "suite" in request.GET else "/",
        only_kept=bool(told) and len(kept) == len(told),
        last=page.ids[-1] if kept and page.ids else 0,
        has_more=page.has_more,
        after=after,
        is_up_to_date=not told and reading.is_up_to_date(person),
        follows_nobody=not told and reading.reads_nobody(person),
        now=clock.now(),
        table=on_the_table(person),
    )


def in_parts(told: Sequence[Told]) -> list[Part]:
    """Group words that follow each other by the moment of the day at which they were said."""
    parts: list[Part] = []
    for it in told:
        said = part_of_day(it.when)
        if not parts or parts[-1].heading != said:
            parts.append(Part(said, []))
        parts[-1].posts.append(it)
    return parts


def posts_for(person: Person, ids: Sequence[int]) -> list[Told]:
    """Tell these posts, those kept unread marked as such."""
    kept = marks.kept_unread_among(person, ids)
    return tell(person, showing.show(person, ids), kept=kept)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
