"""An outbox, read as far as is wanted: its newest page first, each page a hostile document (ActivityPub, section 5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from petitmot.federation.budgets import Budget
from petitmot.federation.fetching import fetch_page
from petitmot.federation.models import Actor
from petitmot.federation.signatures.material import host_of
from petitmot.federation.translation.shapes import PUBLIC, Document, kind, many, moment, uri
from petitmot.federation.translation.words import WORDS
from petitmot.kit.refusals import Gone, NotFound

MOST_PAGES = 10
MOST_ON_A_PAGE = 100  # what a page holds beyond is not read


@dataclass(frozen=True)
class Item:
    """One thing somebody did: a Create or an Announce, by its author, for everybody. `uri` is what we would hold it under."""

    activity: Document
    uri: str
    at: datetime | None

    @property
    def words(self) -> Document:
        """The words it carries whole; {} where it only names them."""
        said = self.activity.get("object")
        return said if isinstance(said, Mapping) and self.activity["type"] == "Create" else {}


@dataclass
class Reading:
    """What was read. `unchanged`: the newest page is the one we know; `began`: the whole outbox was read."""

    items: list[Item] = field(default_factory=list)
    page: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    began: bool = False


def read(actor: Actor, *, back_to: datetime | None, least: int) -> Reading:
    """Read an outbox until a page leads behind `back_to`, or `least` things were found; ten pages at most.

    Raises what `fetch_page` raises for the first page; a later one that is refused ends the reading.
    """
    budget = Budget(fetches=MOST_PAGES + 3, seconds=90)
    author, host = actor.person.uri, host_of(actor.person.uri)
    if host_of(actor.outbox) != host:
        return Reading()
    reading, page = _newest(actor, budget)
    seen = {actor.outbox, reading.page}
    for _number in range(MOST_PAGES):
        if page is None:
            break
        found = items_of(page, author)
        reading.items += found
        following = uri(page.get("next"))
        reading.began = not following
        oldest = min((item.at for item in found if item.at), default=None)
        far_enough = oldest is None or (oldest < back_to if back_to else len(reading.items) >= least)
        if far_enough or not following or following in seen or host_of(following) != host:
            break
        seen.add(following)
        page = fetch_page(following, budget=budget).document
    return reading


def _newest(actor: Actor, budget: Budget) -> tuple[Reading, Document | None]:
    if actor.outbox_page and host_of(actor.outbox_page) == host_of(actor.outbox):
        try:
            got = fetch_page(actor.outbox_page, budget=budget, etag=actor.outbox_etag, modified=actor.outbox_modified)
            return Reading([], actor.outbox_page, got.etag, got.modified, got.document is None), got.document
        except (NotFound, Gone):
            pass  # its pages have other addresses now
    head = fetch_page(actor.outbox, budget=budget)
    document = head.document or {}
    first = document.get("first")
    if isinstance(first, Mapping) and _listed(first):  # carried whole
        return Reading([], actor.outbox, head.etag, head.modified), {"next": first.get("next"), **first}
    address = uri(first)
    if _listed(document) or host_of(address) != host_of(actor.outbox):
        return Reading([], actor.outbox, head.etag, head.modified), document
    got = fetch_page(address, budget=budget)
    return Reading([], address, got.etag, got.modified), got.document


def _listed(page: Document) -> list[Any]:
    return many(page.get("orderedItems") or page.get("items"))[:MOST_ON_A_PAGE]


def items_of(page: Document, author: str) -> list[Item]:
    """Return what on a page is the author's, for everybody, and of their own host; the rest is not believed."""
    return [item for each in _listed(page) if (item := _item(each, author)) is not None]


def _item(said: object, author: str) -> Item | None:
    if isinstance(said, str):  # words that are only named: fetched where they live
        said = {"type": "Create", "object": said, "to": list(PUBLIC)[:1]}
    elif kind(said, WORDS) and isinstance(said, Mapping):
        said = {"type": "Create", "object": said, "to": said.get("to"), "cc": said.get("cc")}
    if not isinstance(said, Mapping) or uri(said.get("actor") or author) != author:
        return None
    what = kind(said, frozenset({"Create", "Announce"}))
    object_ = said.get("object")
    held_as = uri(object_) if what == "Create" else uri(said)
    if not what or host_of(held_as) != host_of(author) or not _is_for_all(said, object_):
        return None
    carried = object_ if isinstance(object_, Mapping) else {}
    at = moment(said.get("published")) or moment(carried.get("published"))
    return Item({**said, "type": what, "actor": author}, held_as, at)


def _is_for_all(activity: Document, object_: object) -> bool:
    carriers = [activity, object_] if isinstance(object_, Mapping) else [activity]
    named = {str(each) for one in carriers for name in ("to", "cc") for each in many(one.get(name))[:1000]}
    return bool(named & PUBLIC)
