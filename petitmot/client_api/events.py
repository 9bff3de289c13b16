"""Facts about applications: what happened, said with ids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PushDue:
    """An application that is closed wants to be told of a notice."""

    subscription_id: int
    notice_id: int
