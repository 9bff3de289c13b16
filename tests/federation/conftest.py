"""Two and three servers for a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.federation.rig import Rig, rig_of


@pytest.fixture
def rig(db: None) -> Iterator[Rig]:
    """Two servers, `ici.example` and `la-bas.example`."""
    _needs_sqlite()
    with rig_of("ici.example", "la-bas.example") as made:
        yield made


@pytest.fixture
def rig3(db: None) -> Iterator[Rig]:
    """Three servers: `ici.example`, `la-bas.example`, `ailleurs.example`."""
    _needs_sqlite()
    with rig_of("ici.example", "la-bas.example", "ailleurs.example") as made:
        yield made


def _needs_sqlite() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the houses of the rig are databases in memory")
