"""Accounts as bytes, for pages that show the same people again and again.

Kept in memory under the very rows they were made of (their emoji among them), which are read from the database at each request: whatever changes
in a person, it is another row, so nothing stale is ever told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import msgspec

from petitmot.client_api.entities.account import accounts, numbers_of
from petitmot.kit.compiled import Compiled, Row
from petitmot.people import consent, emoji
from petitmot.people.models import Person
from petitmot.posts import tallies

MOST = 4_000  # accounts kept in memory, of about one kB
OF_VIEWER = ("followers_count", "following_count", "feature_approval")
SHOWS = [field.attname for field in Person._meta.concrete_fields].index("shows_people")
MOVED = [field.attname for field in Person._meta.concrete_fields].index("moved_to_id")
EMOJI = [field.attname for field in Person._meta.concrete_fields].index("emoji")
_encode = msgspec.json.Encoder().encode


class _Body(NamedTuple):
    """An account, open at its end: what depends on who looks follows. `depends`: on who follows whom, too."""

    start: bytes
    standing: str
    depends: bool


_kept: dict[tuple[Row, Row], _Body] = {}


def told(viewer: Person | None, ids: Collection[int]) -> dict[int, msgspec.Raw]:
    """Tell people by their ids to a viewer. Two queries; one more where emoji stand in them, two for oneself and for who
    shows their people, two where whom they follow says who may show them in a selection."""
    rows = {row[0]: row for row in _PEOPLE.rows(ids=list(ids))}
    written = tallies.rows(ids)
    signs = emoji.rows_of([row[EMOJI] for row in rows.values()])
    keys = {id_: (row, (*written.get(id_, ()), *_emoji_of(row, signs))) for id_, row in rows.items()}
    bodies = {id_: body for id_, key in keys.items() if (body := _kept.get(key)) is not None}
    if len(bodies) < len(rows):
        bodies |= _make({id_: key for id_, key in keys.items() if id_ not in bodies})
    me = viewer.pk if viewer else 0
    numbers = numbers_of([id_ for id_, row in rows.items() if id_ == me or row[SHOWS]])
    standings = _standings(viewer, {id_: rows[id_] for id_, body in bodies.items() if body.depends})
    return {
        id_: _whole(body, *numbers.get(id_, (0, 0)), _standing(viewer, id_, body, standings))
        for id_, body in bodies.items()
    }


def _standings(viewer: Person | None, rows: dict[int, Row]) -> dict[int, consent.Standing]:
    return consent.standings(viewer, _PEOPLE.made(list(rows.values()))) if viewer and rows else {}


def _standing(viewer: Person | None, id_: int, body: _Body, standings: dict[int, consent.Standing]) -> str:
    if viewer is None:
        return consent.Standing.DENIED.value
    if viewer.pk == id_:
        return consent.Standing.AUTOMATIC.value
    return standings[id_].value if id_ in standings else body.standing


def _emoji_of(row: Row, signs: dict[int, Row]) -> list[Row]:
    return [signs[id_] for id_ in emoji.read(row[EMOJI]) if id_ in signs] if signs else []


def _make(keys: dict[int, tuple[Row, Row]]) -> dict[int, _Body]:
    people = _PEOPLE.made([row for row, _written in keys.values()])
    made: dict[int, _Body] = {}
    for id_, person, each in zip(keys, people, accounts(people), strict=True):
        approval = {name: each["feature_approval"][name] for name in ("automatic", "manual")}
        start = _encode(_same_for_all(each))[:-1] + b',"feature_approval":' + _encode(approval)[:-1]
        made[id_] = _Body(start, consent.for_strangers(person).value, consent.depends(person))
        if keys[id_][0][MOVED] is None:  # else it holds somebody else's account, too
            _keep(keys[id_], made[id_])
    return made


def _same_for_all(each: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in each.items() if name not in OF_VIEWER}


def _whole(body: _Body, followers: int, following: int, standing: str) -> msgspec.Raw:
    end = b',"current_user":"%s"},"followers_count":%d,"following_count":%d}'
    return msgspec.Raw(body.start + end % (standing.encode(), followers, following))


def _keep(key: tuple[Row, Row], body: _Body) -> None:
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
