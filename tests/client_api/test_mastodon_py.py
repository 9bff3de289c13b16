"""Mastodon.py, as it comes from PyPI, against a real server: every method that has a counterpart here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import ROOT, environment, free_port, serve
from tests.client_api.deeds import DEEDS, Stage

mastodon = pytest.importorskip("mastodon")

pytestmark = pytest.mark.slow
CANNOT = {"poll", "poll_vote", "scheduled_statuses"}  # what is not here yet


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server with four accounts, made by the command that outside checks use, before the server starts."""
    data, port = tmp_path_factory.mktemp("mastodon_py"), free_port()
    more = {"PETITMOT_DOMAIN": f"localhost:{port}", "PETITMOT_SCHEME": "http", "PETITMOT_SIGN_UP": "open"}
    command = [sys.executable, "-P", "-m", "petitmot", "seed-test-accounts", "--count", "4", "--password", "password"]
    done = subprocess.run(
        [*command, "--json"], cwd=ROOT, env=environment(data, **more), capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    with serve(data, data / "log", port, more) as server:
        assert told["base_url"] == server.address
        yield server.address, told["accounts"]


def client(address: str, token: str) -> Any:
    return mastodon.Mastodon(access_token=token, api_base_url=address, version_check_mode="none")


def test_every_method_that_has_a_counterpart_works(seeded: tuple[str, list[dict[str, Any]]]):
    address, accounts = seeded
    stage = Stage(client(address, accounts[1]["access_token"]), client(address, accounts[2]["access_token"]))
    failed: dict[str, str] = {}
    for name, deed in DEEDS.items():
        try:
            deed(stage)
        except Exception as error:  # noqa: BLE001 - what a library may raise is what is looked for
            failed[name] = f"{type(error).__name__}: {error}"[:300]
    assert {name: error for name, error in failed.items() if name not in CANNOT} == {}


def test_somebody_signs_in_with_the_library(seeded: tuple[str, list[dict[str, Any]]]):
    import requests

    address, accounts = seeded
    client_id, secret = mastodon.Mastodon.create_app(
        "Essai", api_base_url=address, scopes=["read", "write"], redirect_uris="urn:ietf:wg:oauth:2.0:oob"
    )
    library = mastodon.Mastodon(client_id, secret, api_base_url=address, version_check_mode="none")
    there = library.auth_request_url(scopes=["read", "write"], allow_http=True)
    browser = requests.Session()
    page = browser.get(there)
    page = browser.post(page.url, form(page.text) | {"login": accounts[3]["email"], "password": "password"})
    assert "Essai" in page.text, page.text[:2000]
    page = browser.post(f"{address}/oauth/authorize", form(page.text) | {"answer": "yes"})
    code = re.search(r'class="oauth-code">([^<]+)<', page.text)
    assert code, page.text[:2000]
    library.log_in(code=code[1], scopes=["read", "write"], allow_http=True)
    assert library.me()["username"] == accounts[3]["username"]


def form(page: str) -> dict[str, str]:
    """The hidden fields of a page."""
    import html

    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in fields}


def test_an_account_is_opened_with_the_library(seeded: tuple[str, list[dict[str, Any]]]):
    address, _accounts = seeded
    client_id, secret = mastodon.Mastodon.create_app("Essai", api_base_url=address, scopes=["read", "write"])
    library = mastodon.Mastodon(client_id, secret, api_base_url=address, version_check_mode="none")
    library.create_account("nouvelle", "password", "nouvelle@example.com", agreement=True, scopes=["read", "write"])
    assert library.me()["username"] == "nouvelle"
    library.email_resend_confirmation()
    library.status_post("Me voici.")


def test_a_server_that_lives_is_given_accounts(seeded: tuple[str, list[dict[str, Any]]], tmp_path: Path):
    assert len({account["id"] for account in seeded[1]}) == 4
    assert [account["role"] for account in seeded[1]] == ["admin", "user", "user", "user"]
