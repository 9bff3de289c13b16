"""Notices as plain rows, for applications: of some kinds, in pages, without what is over or from people kept away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from petitmot.attentions.models import Notice
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.pages import LARGEST_ID, Slice, Window
from petitmot.people import ties
from petitmot.people.models import ContactRequest, FollowRequest, Mute, Person

Kind = Notice.Kind
Kinds = tuple[str, ...]


class Row(NamedTuple):
    """One notice: who did what, to which post or request, and when."""

    id: int
    kind: str
    actor: int
    post: int | None
    about: int
    at: datetime


def page(person: Person, part: Window, kinds: Kinds, *, actor: int | None = None, filtered: bool = False) -> Slice[Row]:
    """Return one page, the newest first. One query.

    `actor` keeps those of one person. `filtered` adds private words that wait on the desk (rule 19). Requests are told
    while they wait, each person once.
    """
    upwards = part.min_id is not None
    ask = _question(tuple(sorted(kinds)), upwards, part.limit, actor is not None, filtered)
    found = ask(
        person=person.pk,
        now=clock.now(),
        after=max(part.since_id or 0, part.min_id or 0),
        before=LARGEST_ID if part.max_id is None else part.max_id,
        **({"actor": actor} if actor is not None else {}),
    )
    rows = [Row._make(row) for row in found]
    if upwards:
        rows.reverse()
    return Slice(rows, rows[-1].id, rows[0].id) if rows else Slice([], None, None)


@lru_cache(maxsize=256)
def _question(kinds: Kinds, upwards: bool, limit: int, of_one: bool, filtered: bool) -> Compiled[Any]:
    def rows(person: int, now: datetime, after: int, before: int, actor: int | None = None) -> QuerySet[Notice, Any]:
        found = Notice.objects.filter(person_id=person, kind__in=kinds, pk__gt=after, pk__lt=before)
        found = found.filter(actor__left_at=None, actor__suspended_at=None)
        if actor is not None:
            found = found.filter(actor_id=actor)
        found = found.exclude(_apart(person, now))
        for kind in (Kind.ASKED, Kind.FOLLOW_ASKED):
            if kind in kinds:
                found = found.filter(~Q(kind=kind) | _STILL[kind](person))
        if Kind.WRITTEN in kinds and not filtered:
            found = found.exclude(kind=Kind.WRITTEN, actor__in=_strangers(person))
        ordered = found.order_by("pk" if upwards else "-pk")
        return ordered.values_list("pk", "kind", "actor_id", "post_id", "about", "at")[:limit]

    kinds_of_values: dict[str, type] = {"person": int, "now": datetime, "after": int, "before": int}
    return Compiled(rows, **kinds_of_values, **({"actor": int} if of_one else {}))


def _apart(person: int, now: datetime) -> Q:
    in_force = Q(until__isnull=True) | Q(until__gt=now)
    muted = Mute.objects.filter(in_force, muter_id=person, muted_id=OuterRef("actor_id"), hides_notices=True)
    return Q(Exists(muted)) | ties.apart(person, "actor")


def _asks_still(person: int) -> Q:
    waiting = ContactRequest.objects.on_desk().filter(pk=OuterRef("about"), about=ContactRequest.About.CONTACT)
    return Q(Exists(waiting))


def _follow_waits_still(person: int) -> Q:
    waiting = FollowRequest.objects.filter(follower=OuterRef("actor_id"), followed_id=person)
    asks = ContactRequest.objects.on_desk().filter(asker=OuterRef("actor_id"), asked_id=person, about="contact")
    return Q(Exists(waiting)) & ~Q(Exists(asks))


def _strangers(person: int) -> QuerySet[ContactRequest, Any]:
    """Whose first private words wait, or were put aside without a word."""
    rows = ContactRequest.objects.open().filter(asked_id=person, about=ContactRequest.About.CONVERSATION)
    return rows.values("asker_id")


_STILL: dict[str, Callable[[int], Q]] = {Kind.ASKED: _asks_still, Kind.FOLLOW_ASKED: _follow_waits_still}
