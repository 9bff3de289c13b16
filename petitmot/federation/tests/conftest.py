"""Other servers for tests of federation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from petitmot.federation.tests.peers import Peer, a_peer


@pytest.fixture
def loopback(settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True


@pytest.fixture
def peer(loopback: None) -> Iterator[Peer]:
    """A server elsewhere with one person, Muriel."""
    with a_peer() as one:
        one.actor("muriel")
        yield one


@pytest.fixture
def other_peer(loopback: None) -> Iterator[Peer]:
    """Another one, with Pia."""
    with a_peer() as one:
        one.actor("pia")
        yield one
