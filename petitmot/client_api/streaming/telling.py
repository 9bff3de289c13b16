"""A fact, said in the words of the wire for one person: what of it stands in which of their streams. In a thread.

Each stream asks the question of the timeline it belongs to, about this one post; so a stream shows what a timeline would.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import msgspec

from petitmot.attentions import listing
from petitmot.client_api import finding
from petitmot.client_api.doors.conversations import told as told_conversations
from petitmot.client_api.doors.notifications import every_kind
from petitmot.client_api.entities.announcement import announcements as told_announcements
from petitmot.client_api.entities.announcement import reaction as told_reaction
from petitmot.client_api.entities.notification import notifications
from petitmot.client_api.entities.status import Teller
from petitmot.client_api.streaming.streams import KNOWN, Stream
from petitmot.client_api.streaming.together import told_alike
from petitmot.kit.pages import Window
from petitmot.kit.refusals import Refusal
from petitmot.live import carrying
from petitmot.live.callers import renew_connection
from petitmot.moderation import announcements
from petitmot.people import circles
from petitmot.people.models import Person
from petitmot.posts import conversations
from petitmot.reading import home, timelines

UPDATES = {carrying.WORDS: "update", carrying.PRIVATE: "update", carrying.EDITED: "status.update"}
BUT_USER = KNOWN - {"user"}
BUT_NOTIFICATIONS = KNOWN - {"user", "user:notification"}
MERGED = ("notifications_merged", "1")  # the payload is Mastodon's; its documentation says to ignore it
Streams = frozenset[Stream]
encode = msgspec.json.encode


class Event(NamedTuple):
    """What a connection is told if it has one of `streams`: the name of the event, and its payload as JSON, an id or nothing."""

    name: str
    payload: str
    streams: Streams


def tell(fact: str, id_: int, wanted: Mapping[int, Streams]) -> dict[int, list[Event]]:
    """Say a fact to these people, of each to the streams they have open; each word is rendered once for a person."""
    if fact == carrying.FILTERS:
        return {person: _of_names(("filters_changed", ""), streams, BUT_USER) for person, streams in wanted.items()}
    if fact == carrying.MERGED:
        return {person: _of_names(MERGED, streams, BUT_NOTIFICATIONS) for person, streams in wanted.items()}
    if fact == carrying.GONE:
        return {person: _of_names(("delete", str(id_)), streams) for person, streams in wanted.items()}
    if fact == carrying.ANNOUNCEMENT_GONE:
        return {person: _in_user("announcement.delete", str(id_), streams) for person, streams in wanted.items()}
    renew_connection()
    try:
        said, alike = told_alike(id_, wanted) if fact in (carrying.WORDS, carrying.EDITED) else ("", set[int]())
        found = {person: _in_user(UPDATES[fact], said, wanted[person]) for person in alike}
        others = finding.persons(person for person in wanted if person not in alike)
        return found | {person.pk: _events(person, fact, id_, wanted[person.pk]) for person in others}
    finally:
        renew_connection()


def _of_names(
    said: tuple[str, str], streams: Streams, apart: Collection[str] = ("user:notification", "direct")
) -> list[Event]:
    left = frozenset(stream for stream in streams if stream.name not in apart)
    return [Event(*said, left)] if left else []


def _in_user(name: str, payload: str, streams: Streams) -> list[Event]:
    here = frozenset(stream for stream in streams if stream.name == "user")
    return [Event(name, payload, here)] if here else []


def _events(person: Person, fact: str, id_: int, streams: Streams) -> list[Event]:
    if fact in (carrying.NOTICE, carrying.QUIET_NOTICE):
        return _notification(person, id_, streams)
    if fact in (carrying.ANNOUNCED, carrying.ANNOUNCEMENT_ANSWERED):
        here = frozenset(stream for stream in streams if stream.name == "user")
        return _announcement(person, fact, id_, here) if here else []
    found = _words(person, UPDATES[fact], id_, streams) if fact in UPDATES else []
    return found + (_conversation(person, id_, streams) if fact == carrying.PRIVATE else [])


def _announcement(person: Person, fact: str, id_: int, here: Streams) -> list[Event]:
    """An announcement, or a sign under one: told with the number that this person may know."""
    if fact == carrying.ANNOUNCED:
        told = [each for each in announcements.of_person(person) if each.announcement.pk == id_]
        return [Event("announcement", encode(each).decode(), here) for each in told_announcements(told)]
    found = announcements.sign_of(person, id_)
    if found is None:
        return []
    about, sign = found
    said = {**told_reaction(sign), "announcement_id": str(about)}
    return [Event("announcement.reaction", encode(said).decode(), here)]


def _words(person: Person, event: str, id_: int, streams: Streams) -> list[Event]:
    standing = frozenset(stream for stream in streams if _stands(person, stream, id_))
    if not standing:
        return []
    teller = Teller(person)
    return [Event(event, bytes(told).decode(), standing) for told in teller.tell(teller.see([id_]))]


def _stands(person: Person, stream: Stream, id_: int) -> bool:
    name, part = stream.name, Window(max_id=id_ + 1, since_id=id_ - 1, limit=1)
    if name == "user":
        return id_ in home.holds(person.pk, [id_])
    if name == "list":
        try:
            circle = circles.my_circle(person, int(stream.value))
        except Refusal:
            return False
        return bool(timelines.of_circle(person, part, circle).items)
    if name.startswith("hashtag"):
        return bool(timelines.tagged(person, part, [stream.value], local=name.endswith(":local")).items)
    if name.startswith("public"):
        kinds = name.split(":")
        found = timelines.public(
            person, part, local="local" in kinds, remote="remote" in kinds, only_media="media" in kinds
        )
        return bool(found.items)
    return False


def _notification(person: Person, id_: int, streams: Streams) -> list[Event]:
    here = frozenset(stream for stream in streams if stream.name in ("user", "user:notification"))
    if not here:
        return []
    rows = listing.page(person, Window(max_id=id_ + 1, since_id=id_ - 1, limit=1), every_kind()).items
    return [Event("notification", encode(told).decode(), here) for told in notifications(person, rows)]


def _conversation(person: Person, post_id: int, streams: Streams) -> list[Event]:
    here = frozenset(stream for stream in streams if stream.name == "direct")
    if not here:
        return []
    members = conversations.of_person(person).filter(conversation__posts=post_id)[:1]
    return [Event("conversation", encode(told).decode(), here) for told in told_conversations(person, list(members))]
