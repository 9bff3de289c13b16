"""Facts about what came from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PortraitNamed:
    """An actor's document names a portrait or banner that is not fetched yet."""

    person_id: int
