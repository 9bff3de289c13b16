"""masto in a page of another origin, in a real browser: signing in by the consent page, home, words, and what arrives live."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.ways import launching
from tests.client_api.conftest import Place

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE = 30_000  # milliseconds


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def log_message(self, *said: Any) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launching()


@pytest.fixture
def elsewhere(libraries: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the page: a folder with it and the libraries, served from a port of its own."""
    shutil.copy(Path(__file__).parent / "npm" / "page.html", tmp_path)
    (tmp_path / "node_modules").symlink_to(libraries / "node_modules")
    listener = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=listener.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.server_port}/page.html"
    listener.shutdown()
    listener.server_close()
    thread.join(10)


def ask(place: Place, who: dict[str, Any], path: str, **said: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {who['access_token']}"}
    answer = requests.post(f"{place.address}/api/v1/{path}", data=said, headers=headers, timeout=60)
    assert answer.ok, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_page_of_another_origin_signs_in_reads_writes_and_listens(place: Place, elsewhere: str, page: Page):
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    me, friend = place.strangers[:2]
    ask(place, me, f"accounts/{friend['id']}/follow")
    words = ask(place, friend, "statuses", status="Les premières fèves", visibility="public")
    page.goto(f"{elsewhere}?server={place.address}")
    page.get_by_role("button", name="Se connecter").click()
    page.locator("input[name=login]").fill(me["email"])
    page.locator("input[name=password]").fill("password")
    page.locator("input[name=password]").press("Enter")
    page.locator("button[name=answer][value=yes]").click()
    expect(page.locator("#who")).to_have_text(me["username"])
    line = page.locator(f"#status-{words['id']}")
    expect(line).to_contain_text("Les premières fèves")
    line.get_by_role("button", name="J’aime").click()
    expect(line).to_have_attribute("data-liked", "true")
    line.get_by_role("button", name="Répondre").click()
    expect(line).to_have_attribute("data-answered", words["id"])
    expect(page.locator("body[data-listening]")).to_be_attached()
    page.wait_for_timeout(200)
    page.get_by_label("Vos mots").fill("Vu d’une page")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("#home li").first).to_contain_text("Vu d’une page")
    ask(place, friend, "statuses", status="Il pleut enfin", visibility="public")
    expect(page.locator("#home li").first).to_contain_text("Il pleut enfin")
    assert wrong == []
