"""What a status says to everybody: JSON kept in memory under (post, its last edit, its author's cover, its pictures), so that no write can leave it stale.

The key is read from the database at each request together with whether the viewer may see the post; nothing that can
change without an edit stands in here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from petitmot.client_api.entities import status_rows
from petitmot.client_api.entities.media import media
from petitmot.client_api.entities.moments import maybe, moment
from petitmot.client_api.entities.status_rows import Body, Head, Named
from petitmot.client_api.entities.tag import tag_url
from petitmot.kit import addresses
from petitmot.posts.models import Picture, Visibility

MOST = 4_000  # statuses kept in memory, of one to three kB
_encode = msgspec.json.Encoder().encode
Key = tuple[int, object, object, int]  # the post, its last edit, since when its author is covered, its pictures
_kept: dict[Key, bytes] = {}


def bodies(heads: Sequence[Head]) -> dict[int, bytes]:
    """Return the beginning of each status's JSON, open at its end: `{"id":"1",...`. At most five queries."""
    found: dict[int, bytes] = {}
    unknown: dict[int, Key] = {}
    for head in heads:
        key = (head.id, head.edited_at, head.covered, head.hung)
        body = _kept.get(key)
        if body is None:
            unknown[head.id] = key
        else:
            found[head.id] = body
    if unknown:
        for row, told in read(list(unknown)):
            found[row.id] = _keep(unknown[row.id], _encode(told)[:-1])
    return found


def _keep(key: Key, body: bytes) -> bytes:
    if len(_kept) >= MOST:
        for old in list(_kept)[: MOST // 4]:
            _kept.pop(old, None)
    _kept[key] = body
    return body


def forget() -> None:
    """Forget everything: for tests, which make the same ids twice."""
    _kept.clear()


def read(ids: list[int]) -> list[tuple[Body, dict[str, Any]]]:
    """Read what posts say from the database."""
    rows = status_rows.bodies(ids)
    words = [row.id for row in rows if row.shares is None]
    named = status_rows.people_named(words, [row.id for row in rows if row.visibility == Visibility.NAMED])
    tags = status_rows.tag_names(words)
    pictures = status_rows.pictures([row.id for row in rows if row.has_pictures])
    return [(row, _told(row, named.get(row.id, []), tags.get(row.id, []), pictures.get(row.id, []))) for row in rows]


def _told(row: Body, named: list[Named], tags: list[str], pictures: list[Picture]) -> dict[str, Any]:
    page = f"{addresses.origin()}/@{row.name}/{row.id}"
    return {
        "id": str(row.id),
        "created_at": moment(row.published),
        "edited_at": maybe(row.edited_at),
        "sensitive": row.is_sensitive or bool(row.warning) or row.covered is not None,
        "spoiler_text": row.warning,
        "language": row.language or None,
        "uri": row.uri if row.shares is None else f"{row.uri}/activity",
        "url": page if row.is_local else row.uri,
        "content": content(row.html, [each for each in named if not each.is_local] if row.is_local else []),
        "media_attachments": [media(picture) for picture in pictures],
        "mentions": [_mention(each) for each in named],
        "tags": [{"name": name, "url": tag_url(name)} for name in tags],
    }


def content(html: str, elsewhere: Sequence[Named] = ()) -> str:
    """Return HTML whose links lead to whole addresses; people elsewhere are linked as `mentions` tells them."""
    origin = addresses.origin()
    html = html.replace('href="/', f'href="{origin}/')
    for each in elsewhere:
        html = html.replace(f'href="{origin}/@{each.name}@{each.domain}"', f'href="{each.uri}"')
    return html


def _mention(each: Named) -> dict[str, Any]:
    return {
        "id": str(each.id),
        "username": each.name,
        "url": f"{addresses.origin()}/@{each.name}" if each.is_local else each.uri,
        "acct": each.name if each.is_local else f"{each.name}@{each.domain}",
    }
