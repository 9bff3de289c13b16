"""What every test stands on: the cast, and a world that settles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.world import World


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """Ana (open), Bruno (wants words), Chloé (elsewhere), Dov (blocked), Esther (moderator), and time that settles."""
    from petitmot.people import door_blocks
    from tests.world import World

    door_blocks.forget_kept()  # the database of each test is another one
    yield World()
