"""Tests make the same ids twice: what is kept in memory under them is forgotten between tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from petitmot.client_api import tokens
from petitmot.client_api.entities import account_bodies, status_body


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    status_body.forget()
    account_bodies.forget()
    tokens.forget_known()
    yield
