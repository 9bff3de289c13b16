"""List (docs.joinmastodon.org/entities/List): a circle. Nobody but its owner ever learns of it (rule 29)."""

from __future__ import annotations

from typing import Any

from petitmot.kit.language import _
from petitmot.people.models import Circle


def told_list(circle: Circle) -> dict[str, Any]:
    """Close ones have no name of their own: they are told under the house's."""
    return {
        "id": str(circle.pk),
        "title": circle.name or _("Mes proches"),
        "replies_policy": circle.replies,
        "exclusive": circle.exclusive,
    }
