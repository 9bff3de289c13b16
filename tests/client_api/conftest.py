"""One server for all libraries, with the accounts of `seed-test-accounts`, behind a listener that keeps what is answered."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.browser.serving import ROOT, environment, free_port, serve
from tests.client_api.watching import Watch, watching

LIBRARIES, OF_EACH, STRANGERS, TARGETS = 4, 3, 4, 4
ACCOUNTS = 1 + LIBRARIES * OF_EACH + STRANGERS + TARGETS
NPM = Path(__file__).parent / "npm"
KEPT = Path(__file__).parents[2] / ".cache"
ANNOUNCEMENT = "Le jardin ouvre samedi. #jardin"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The server that libraries speak to here is on SQLite."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.once)


@dataclass
class Place:
    """Where libraries go: `address`, the accounts (the staff, three for each library, and others), and the listener."""

    address: str
    accounts: list[dict[str, Any]]
    watch: Watch

    def three(self, number: int) -> list[dict[str, Any]]:
        """Return three accounts that no other library uses."""
        return self.accounts[1 + OF_EACH * number :][:OF_EACH]

    @property
    def staff(self) -> dict[str, Any]:
        """The operator."""
        return self.accounts[0]

    @property
    def strangers(self) -> list[dict[str, Any]]:
        """Four whom nobody knows."""
        return self.accounts[1 + LIBRARIES * OF_EACH :][:STRANGERS]

    def targets(self, number: int) -> list[dict[str, Any]]:
        """Return two accounts for the staff to decide about, of the first library that does or the second."""
        return self.accounts[1 + LIBRARIES * OF_EACH + STRANGERS + 2 * number :][:2]


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
        place = Place(server.address, told["accounts"], watch)
        announce(place)
        yield place


def announce(place: Place) -> None:
    """Let the operator say something to everybody, on the page where that is written: the API has no way to."""
    page = f"{place.address}/reglages/serveur/annonces/"
    browser = requests.Session()
    there = browser.get(page)
    there = browser.post(there.url, hidden(there.text) | {"login": place.staff["email"], "password": "password"})
    there = browser.post(page, hidden(browser.get(page).text) | {"text": ANNOUNCEMENT})
    assert "samedi" in there.text


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in fields}


@pytest.fixture(scope="session")
def libraries() -> Path:
    """A folder with the locked libraries, fetched once for each lock and kept in .cache/."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("there is no node and npm here to run the libraries of npm with")
    lock = (NPM / "package-lock.json").read_bytes()
    folder = KEPT / f"npm-{hashlib.sha256(lock).hexdigest()[:16]}"
    if (folder / "whole").exists():
        return folder
    being_made = folder.with_suffix(f".{os.getpid()}")
    shutil.rmtree(being_made, ignore_errors=True)
    being_made.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NPM / name, being_made)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    fetched = subprocess.run(command, cwd=being_made, capture_output=True, text=True, timeout=300)
    if fetched.returncode:
        pytest.skip(f"the libraries cannot be fetched from npm here: {fetched.stderr[-300:]}")
    (being_made / "whole").touch()
    shutil.rmtree(folder, ignore_errors=True)
    being_made.rename(folder)
    return folder
