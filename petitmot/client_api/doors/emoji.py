"""Emoji of this server (docs.joinmastodon.org/methods/custom_emojis)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.emoji import custom_emoji
from petitmot.people import emoji


@endpoint("GET", "/api/v1/custom_emojis", user=None)
def custom_emojis(call: Call) -> list[dict[str, Any]]:
    """All of them, by category and code; those that are not offered say so in `visible_in_picker`."""
    return [custom_emoji(each) for each in emoji.all_here()]
