"""CustomEmoji (docs.joinmastodon.org/entities/CustomEmoji): emoji that a server drew for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from petitmot.client_api.entities.addresses import media_url
from petitmot.people.models import Emoji


def custom_emoji(emoji: Emoji) -> dict[str, Any]:
    """Tell one emoji; it must have a picture."""
    return {
        "shortcode": emoji.code,
        "url": media_url(emoji.picture),
        "static_url": media_url(emoji.still),
        "visible_in_picker": emoji.in_picker,
        "category": emoji.category or None,
    }


def emojis(ids: Iterable[int], known: Mapping[int, Emoji]) -> list[dict[str, Any]]:
    """Tell those of these emoji that have a picture: of all others the code is shown."""
    return [custom_emoji(known[id_]) for id_ in ids if id_ in known and known[id_].picture]
