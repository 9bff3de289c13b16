"""One server for all libraries, with the accounts of `seed-test-accounts`, behind a listener that keeps what is answered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import ROOT, environment, free_port, serve
from tests.client_api.watching import Watch, watching

ACCOUNTS = 13


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The server that libraries speak to here is on SQLite."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.once)


@dataclass
class Place:
    """Where libraries go: `address`, the accounts (three for each library), and the listener."""

    address: str
    accounts: list[dict[str, Any]]
    watch: Watch

    def three(self, number: int) -> list[dict[str, Any]]:
        """Return three accounts that no other library uses."""
        return self.accounts[1 + 3 * number : 4 + 3 * number]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data, port, behind = tmp_path_factory.mktemp("clients"), free_port(), free_port()
    more = {"PETITMOT_DOMAIN": f"localhost:{port}", "PETITMOT_SCHEME": "http", "PETITMOT_SIGN_UP": "open"}
    command = [sys.executable, "-P", "-m", "petitmot", "seed-test-accounts", "--count", str(ACCOUNTS)]
    done = subprocess.run(
        [*command, "--password", "password", "--json"],
        cwd=ROOT, env=environment(data, **more), capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    with watching(port, behind) as watch, serve(data, data / "log", behind, more) as server:
        assert told["base_url"] == server.address
        yield Place(server.address, told["accounts"], watch)
