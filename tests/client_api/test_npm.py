"""masto and megalodon, as they come from npm, against a real server: every method that has a counterpart here."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.client_api import ledger
from tests.client_api.conftest import Place
from tests.client_api.test_mastodon_py import code_of

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent / "npm"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
UNKNOWN = "the library itself does not know them in Mastodon"
MASTO_WITHOUT = {
    "v1.timelines.": "declared, but a folder", "v1.trends.": "declared, but a folder",
}  # fmt: skip
NOTHING_TRENDS, YEARS = "nothing trends: 404", "nobody’s year is measured: 404"
MASTO_REFUSED = {
    "v1.statuses.$select.translate": "words are not sent away to be translated: 404",
    "v1.annualReports.$select.fetch": YEARS, "v1.annualReports.$select.read": YEARS,
    "v1.search.list": "gone since Mastodon 3: 404",
}  # fmt: skip
MEGALODON_WITHOUT = {
    "EmojiReaction": UNKNOWN, "getAccountFavourites": UNKNOWN, "readNotifications": UNKNOWN,
    "cancel": "asks nothing", "urlToAccounts": "asks nothing",
}  # fmt: skip


def run(
    libraries: Path, script: str, place: Place, number: int, book: ledger.Ledger
) -> tuple[dict[str, str], list[str]]:
    """Run one script of npm/; return what was wrong by name ("" for nothing), and all names the library has."""
    given = {
        "people": place.three(number), "staff": place.staff, "strangers": place.strangers, "targets": place.targets(1),
        "app": let_in(place, place.three(number)[2]),
    }  # fmt: skip
    command = ["node", str(HERE / script), str(libraries), place.address, json.dumps(given)]
    mark, streams = len(place.watch.seen), len(place.watch.streams)
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240)
    told: dict[str, Any] = dict(json.loads(line) for line in ran.stdout.splitlines() if line.startswith("["))
    assert ran.returncode == 0 and told, ran.stderr[-2000:]
    every = told.pop("*", [])
    wrong = {deed: why for deed, why in told.items() if why}
    assert not wrong, "\n".join(f"{deed}: {why}" for deed, why in wrong.items())
    book.hold_answers(place.watch.since(mark))
    book.hold_streams(place.watch, streams)
    book.did = list(told)
    return told, every


def let_in(place: Place, account: dict[str, Any]) -> dict[str, str]:
    """Make an application with a token of its own, which somebody lets in, and return it with the code they were shown."""
    asked = {"client_name": "Essai", "redirect_uris": OUT_OF_BAND, "scopes": "read write"}
    app: dict[str, str] = requests.post(f"{place.address}/api/v1/apps", data=asked, timeout=60).json()
    known = {"client_id": app["client_id"], "redirect_uri": OUT_OF_BAND, "scope": "read write"}
    there = (
        requests.Request("GET", f"{place.address}/oauth/authorize", params=known | {"response_type": "code"})
        .prepare()
        .url
    )
    own = known | {"client_secret": app["client_secret"], "grant_type": "client_credentials"}
    token = requests.post(f"{place.address}/oauth/token", data=own, timeout=60).json()["access_token"]
    return known | {"client_secret": app["client_secret"], "code": code_of(place, str(there), account), "token": token}


def why_not(name: str, without: dict[str, str]) -> str | None:
    return next((why for part, why in without.items() if part in name), None)


def test_every_method_of_masto_that_has_a_counterpart_works(place: Place, libraries: Path):
    book = ledger.Ledger("masto", refused=MASTO_REFUSED)
    told, _every = run(libraries, "masto.mjs", place, 1, book)
    book.refused |= {name: NOTHING_TRENDS for name in told if ".trends." in name and name.startswith("v1.admin")
                     and ("$select" in name or "publishers" in name)}  # fmt: skip
    listed = subprocess.run(
        ["node", str(HERE / "resources.mjs"), str(libraries)], capture_output=True, text=True, timeout=60, check=True
    )
    declared = {_key(name): name for name in json.loads(listed.stdout)}
    assert len(declared) > 180
    left = set(declared) - {_key(name) for name in told if name.count(".") > 1}
    book.not_asked = {declared[key]: why for key in left if (why := why_not(key, MASTO_WITHOUT))}
    assert {declared[key] for key in left} - set(book.not_asked) == set(), "neither asked nor said why not"
    ledger.hold(book)


def _key(name: str) -> str:
    """Make one of `v1.accounts.$select.lists.list`, as it is called, and `v1.Accounts$SelectLists.list`, as declared."""
    version, *path, method = name.split(".")
    return f"{version}.{''.join(path).lower().replace('mediaattachments', 'media')}.{method}"


def test_every_method_of_megalodon_that_has_a_counterpart_works(place: Place, libraries: Path):
    book = ledger.Ledger("megalodon", refused={"refreshToken": "tokens do not run out here: 400"})
    told, every = run(libraries, "megalodon.mjs", place, 2, book)
    assert len(every) > 120
    book.not_asked = {name: why for name in set(every) - set(told) if (why := why_not(name, MEGALODON_WITHOUT))}
    assert set(every) - set(told) - set(book.not_asked) == set(), "neither asked nor said why not"
    ledger.hold(book)
