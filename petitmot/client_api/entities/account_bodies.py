"""Accounts as bytes, for pages that show the same people again and again.

Kept in memory under the very rows they were made of (their emoji among them), which are read from the database at each request: whatever changes
in a person, it is another row, so nothing stale is ever told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from petitmot.client_api.entities.account import accounts, numbers_of
from petitmot.kit.compiled import Compiled, Row
from petitmot.people import emoji
from petitmot.people.models import Person
from petitmot.posts import tallies

MOST = 4_000  # accounts kept in memory, of about one kB
NUMBERS = ("followers_count", "following_count")
SHOWS = [field.attname for field in Person._meta.concrete_fields].index("shows_people")
MOVED = [field.attname for field in Person._meta.concrete_fields].index("moved_to_id")
EMOJI = [field.attname for field in Person._meta.concrete_fields].index("emoji")
_encode = msgspec.json.Encoder().encode
_kept: dict[tuple[Row, Row], bytes] = {}


def told(viewer: Person | None, ids: Collection[int]) -> dict[int, msgspec.Raw]:
    """Tell people by their ids to a viewer. Two queries; one more where emoji stand in them, two for oneself and for who
    shows their people."""
    rows = {row[0]: row for row in _PEOPLE.rows(ids=list(ids))}
    written = tallies.rows(ids)
    signs = emoji.rows_of([row[EMOJI] for row in rows.values()])
    keys = {id_: (row, (*written.get(id_, ()), *_emoji_of(row, signs))) for id_, row in rows.items()}
    bodies = {id_: body for id_, key in keys.items() if (body := _kept.get(key)) is not None}
    if len(bodies) < len(rows):
        bodies |= _make({id_: key for id_, key in keys.items() if id_ not in bodies})
    me = viewer.pk if viewer else 0
    numbers = numbers_of([id_ for id_, row in rows.items() if id_ == me or row[SHOWS]])
    return {id_: _whole(body, *numbers.get(id_, (0, 0))) for id_, body in bodies.items()}


def _emoji_of(row: Row, signs: dict[int, Row]) -> list[Row]:
    return [signs[id_] for id_ in emoji.read(row[EMOJI]) if id_ in signs] if signs else []


def _make(keys: dict[int, tuple[Row, Row]]) -> dict[int, bytes]:
    people = _PEOPLE.made([row for row, _written in keys.values()])
    made: dict[int, bytes] = {}
    for id_, each in zip(keys, accounts(people), strict=True):
        made[id_] = _encode(_without_numbers(each))[:-1]
        if keys[id_][0][MOVED] is None:  # else it holds somebody else's account, too
            _keep(keys[id_], made[id_])
    return made


def _without_numbers(each: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in each.items() if name not in NUMBERS}


def _whole(body: bytes, followers: int, following: int) -> msgspec.Raw:
    return msgspec.Raw(b'%s,"followers_count":%d,"following_count":%d}' % (body, followers, following))


def _keep(key: tuple[Row, Row], body: bytes) -> None:
    if len(_kept) >= MOST:
        _drop(list(_kept)[: MOST // 4])
    _kept[key] = body


def _drop(keys: Iterable[tuple[Row, Row]]) -> None:
    for key in keys:
        _kept.pop(key, None)


def forget() -> None:
    """Forget everything: for tests, which make the same rows twice."""
    _kept.clear()


_PEOPLE = Compiled[Person](lambda ids: Person.objects.filter(pk__in=ids).select_related("server"), ids=list)
