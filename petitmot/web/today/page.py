"""The page of Today, oldest unread first, twenty at a time, then the end (rules 11, 12 and 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from petitmot.kit import clock
from petitmot.look.environment import heading
from petitmot.moderation import announcements
from petitmot.people import completeness
from petitmot.people.filters import Sieve
from petitmot.people.models import Person
from petitmot.posts import showing
from petitmot.reading import marks
from petitmot.reading import today as reading
from petitmot.web import fragments
from petitmot.web.announcing.cards import cards
from petitmot.web.finished import Finished
from petitmot.web.fragments import Piece
from petitmot.web.pages import require_safe, viewer
from petitmot.web.skeletons import filled
from petitmot.web.today.table import on_the_table
from petitmot.web.today.waiting import waiting
from petitmot.web.today.welcome import welcome


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what waits to be read; a GET marks nothing. Visitors are shown what Petitmot is."""
    person = viewer(request)
    if person is None:
        return welcome(request)
    after = _number(request.GET.get("apres"))
    there = waiting(person)
    page = reading.page(person, after=after, filters=there.has_filters)
    if page.has_more and not after and "suite" not in request.GET and reading.is_too_much(page.waits, there.was_away):
        return redirect("catch-up")
    kept = page.kept
    posts = fragments.pieces(person, showing.facts(person, page.rows), kept=kept, lead=0, sieve=page.sieve)
    is_up_to_date = not posts and reading.is_up_to_date(person)
    keeps = bool(posts) and bool(kept)
    to_mark = [id_ for id_ in page.ids if id_ not in kept]
    return filled(
        request,
        "web/today/page.html",
        {"moments": in_order(posts), "to_mark": fields(to_mark)},
        place="today",
        any=bool(posts),
        any_to_mark=bool(to_mark),
        next="/?suite=1" if "suite" in request.GET else "/",
        only_kept=bool(posts) and not to_mark,
        last=page.ids[-1] if keeps else 0,
        has_more=page.has_more,
        after=bool(after),
        is_up_to_date=is_up_to_date,
        follows_nobody=not posts and reading.reads_nobody(person),
        today=clock.local_day(),
        now=clock.now().replace(second=0, microsecond=0) if is_up_to_date else None,
        elsewhere=completeness.of_the_people_of(person) if is_up_to_date else None,
        announced=cards(announcements.unread(person), person) if there.is_announced else [],
        waits=there.dots,
        table=on_the_table(person, there.table),
    )


def in_order(posts: Sequence[Piece]) -> Finished:
    """Return words under the moments of the day at which they were said."""
    parts: list[bytes] = []
    said = ""
    for it in posts:
        if it.said_at != said:
            said = it.said_at
            parts.append(_moment(said))
        parts.append(it.raw)
    return Finished(b"".join(parts))


@lru_cache(maxsize=500)
def _moment(said: str) -> bytes:
    return Markup('<h2 class="part-of-day">{}</h2>\n').format(heading(said)).encode()


def fields(ids: Iterable[int]) -> Finished:
    """Return the hidden fields of a form that says these are read."""
    return Finished("".join([f'<input type="hidden" name="post" value="{id_}">' for id_ in ids]).encode())


def posts_for(person: Person, ids: Sequence[int]) -> list[Piece]:
    """Return these posts as pieces, those kept unread marked as such."""
    kept = marks.kept_unread_among(person, ids)
    sieve = Sieve(person, reading.PLACE) if ids else None
    return fragments.pieces(person, showing.facts_of(person, ids), kept=kept, lead=0, sieve=sieve)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
