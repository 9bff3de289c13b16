"""Poll (docs.joinmastodon.org/entities/Poll): the house has no polls yet, so no status has one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from petitmot.people.models import Person


def polls(viewer: Person | None, posts: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return the polls of these posts, by post."""
    return {}
