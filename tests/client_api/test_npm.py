"""masto and megalodon, as they come from npm, against a real server: every method that has a counterpart here."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from petitmot.client_api.tests import answers
from tests.client_api import ledger
from tests.client_api.conftest import Place

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent / "npm"
KEPT = Path(__file__).parents[2] / ".cache"
YEARS = "nobody’s year is measured"
MASTO_WITHOUT = {
    "v1.annualreports$select.": YEARS, "v1.search.": "gone since Mastodon 3",
    "v1.announcements$select": "tried where announcements are",
    "v1.timelines.": "declared, but a folder", "v1.trends.": "declared, but a folder",
}  # fmt: skip
MEGALODON_WITHOUT = {
    "EmojiReaction": "the library itself does not know them in Mastodon", "cancel": "asks nothing", "urlToAccounts": "asks nothing",
    "getAccountFavourites": "the library itself does not know them in Mastodon",
    "readNotifications": "the library itself does not know them in Mastodon",
    "InstanceAnnouncement": "tried where announcements are", "ReactionToAnnouncement": "tried where announcements are",
    "ReactionFromAnnouncement": "tried where announcements are", "refreshToken": "tokens do not run out here",
    "fetchAccessToken": "signing in is tried with Mastodon.py", "registerAccount": "tried with masto and Mastodon.py",
}  # fmt: skip


@pytest.fixture(scope="session")
def libraries() -> Path:
    """A folder with the locked libraries, fetched once for each lock and kept in .cache/."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("there is no node and npm here to run the libraries of npm with")
    lock = (HERE / "package-lock.json").read_bytes()
    folder = KEPT / f"npm-{hashlib.sha256(lock).hexdigest()[:16]}"
    if (folder / "whole").exists():
        return folder
    being_made = folder.with_suffix(f".{os.getpid()}")
    shutil.rmtree(being_made, ignore_errors=True)
    being_made.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, being_made)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    fetched = subprocess.run(command, cwd=being_made, capture_output=True, text=True, timeout=300)
    if fetched.returncode:
        pytest.skip(f"the libraries cannot be fetched from npm here: {fetched.stderr[-300:]}")
    (being_made / "whole").touch()
    shutil.rmtree(folder, ignore_errors=True)
    being_made.rename(folder)
    return folder


def run(libraries: Path, script: str, place: Place, number: int) -> tuple[dict[str, str], list[str]]:
    """Run one script of npm/; return what was wrong by name ("" for nothing), and all names the library has."""
    given = json.dumps(place.three(number))
    command = ["node", str(HERE / script), str(libraries), place.address, given]
    mark = len(place.watch.seen)
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240)
    told: dict[str, Any] = dict(json.loads(line) for line in ran.stdout.splitlines() if line.startswith("["))
    assert ran.returncode == 0 and told, ran.stderr[-2000:]
    for each in place.watch.since(mark):
        answers.hold(each.method, each.path, each.status, each.kind, each.body)
    return told, told.pop("*", [])


def hold(name: str, told: dict[str, str], not_asked: dict[str, str]) -> None:
    wrong = {deed: why for deed, why in told.items() if why}
    assert not wrong, "\n".join(f"{deed}: {why}" for deed, why in wrong.items())
    ledger.hold(ledger.Ledger(name, [deed for deed in told if not deed.startswith("streaming.")], not_asked))


def why_not(name: str, without: dict[str, str]) -> str | None:
    return next((why for part, why in without.items() if part in name), None)


def test_every_method_of_masto_that_has_a_counterpart_works(place: Place, libraries: Path):
    told, _every = run(libraries, "masto.mjs", place, 1)
    listed = subprocess.run(
        ["node", str(HERE / "resources.mjs"), str(libraries)], capture_output=True, text=True, timeout=60, check=True
    )
    declared = {_key(name): name for name in json.loads(listed.stdout)}
    assert len(declared) > 120
    asked = {_key(name) for name in told if name.count(".") > 1}
    not_asked = {declared[key]: why for key in set(declared) - asked if (why := why_not(key, MASTO_WITHOUT))}
    assert {declared[key] for key in set(declared) - asked} - set(not_asked) == set(), "neither asked nor said why not"
    not_asked["streaming"] = "its streams want Node 22: from there on they are tried, too"
    hold("masto", told, not_asked)


def _key(name: str) -> str:
    """Make one of `v1.accounts.$select.lists.list`, as it is called, and `v1.Accounts$SelectLists.list`, as declared."""
    version, *path, method = name.split(".")
    return f"{version}.{''.join(path).lower().replace('mediaattachments', 'media')}.{method}"


def test_every_method_of_megalodon_that_has_a_counterpart_works(place: Place, libraries: Path):
    told, every = run(libraries, "megalodon.mjs", place, 2)
    assert len(every) > 120
    not_asked = {name: why for name in set(every) - set(told) if (why := why_not(name, MEGALODON_WITHOUT))}
    assert set(every) - set(told) - set(not_asked) == set(), "neither asked nor said why not"
    hold("megalodon", told, not_asked)
