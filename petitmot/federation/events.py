"""Facts about what came from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FollowArrived:
    """Somebody elsewhere follows, or asks to: their server waits for Accept or Reject of the activity in `text`."""

    follower_id: int
    followed_id: int
    text: str


@dataclass(frozen=True)
class PortraitNamed:
    """An actor's document names a portrait or banner that is not fetched yet."""

    person_id: int
