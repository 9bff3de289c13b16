"""What the scripts of the look do, in a real Chromium, on the pages of the gallery."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
PAGES = ["today", "desk", "ask", "talk", "write", "settings", "door", "community", "absence", "parts", "empty"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOO_SMALL = """() => [...document.querySelectorAll('button, summary, select, input:not([type=hidden]), .gestures a, .places a, nav a')]
  .filter((it) => it.checkVisibility() && !it.matches('input[type=file], .choice input'))
  .filter((it) => { const box = it.getBoundingClientRect(); return box.height < 43.5 || box.width < 24; })
  .map((it) => it.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    serving = subprocess.Popen(
        [sys.executable, "-m", "petitmot.look.tests.gallery.serving"], stdout=subprocess.PIPE, text=True
    )
    assert serving.stdout
    yield serving.stdout.readline().strip()
    serving.terminate()
    serving.wait()


@pytest.fixture(scope="module")
def browser(playwright) -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no Chromium here")
    made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield made
    made.close()


@pytest.fixture
def phone(browser) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    yield page
    page.close()


def marks(page: Any, address: str) -> list[str]:
    found: list[str] = page.request.get(f"{address}/lu/").json()["marks"]
    return found


@pytest.fixture
def today(phone, address):
    phone.request.get(f"{address}/lu/?forget=1")
    phone.goto(f"{address}/gallery/today/")
    return phone


def end_of(page: Any, place: int) -> str:
    """Bring the end of the post at `place` into view and return its id."""
    post = page.locator("[data-read-url] > .post").nth(place)
    post.locator(".gestures").last.scroll_into_view_if_needed()
    return str(post.get_attribute("data-post-id"))


def test_rule_12_a_post_is_read_when_its_end_was_in_view_for_a_second(today, address):
    end_of(today, 0)
    today.evaluate("document.querySelector('[data-read-url] > .post > .post-end').scrollIntoView({block: 'center'})")
    today.wait_for_timeout(500)
    assert today.locator("[data-seen]").count() == 0
    today.wait_for_timeout(3200)
    first = today.locator("[data-read-url] > .post").first.get_attribute("data-post-id")
    assert first in marks(today, address)


def test_rule_12_a_post_that_was_scrolled_past_is_read(today, address):
    ids = [it.get_attribute("data-post-id") for it in today.locator("[data-read-url] > .post").all()]
    for height in range(0, 3000, 250):
        today.evaluate(f"scrollTo(0, {height})")
        today.wait_for_timeout(40)
    today.wait_for_timeout(2600)
    assert ids[0] in marks(today, address)
    assert ids[-1] not in marks(today, address)


def test_rule_12_marks_go_when_the_page_is_left(today, address):
    today.evaluate("document.querySelector('[data-read-url] > .post > .post-end').scrollIntoView({block: 'center'})")
    today.wait_for_selector("[data-seen]", state="attached", timeout=4000)
    assert marks(today, address) == []
    today.goto(f"{address}/gallery/desk/")
    for _ in range(80):  # by the beacon, or, where a busy browser lost it, by the page that came next
        if marks(today, address):
            break
        today.wait_for_timeout(100)
    assert len(marks(today, address)) >= 1


def test_rule_12_opening_the_page_marks_nothing(today, address):
    today.evaluate("scrollTo(0, 0)")
    today.wait_for_timeout(3500)
    assert marks(today, address) == []


def test_keys_lead_through_the_posts_and_can_be_switched_off(today, address):
    focused = "document.activeElement.dataset.postId"
    ids = [it.get_attribute("data-post-id") for it in today.locator("[data-read-url] > .post").all()]
    today.keyboard.press("j")
    assert today.evaluate(focused) in ids
    before = today.evaluate(focused)
    today.keyboard.press("j")
    assert today.evaluate(focused) == ids[ids.index(before) + 1]
    today.keyboard.press("k")
    assert today.evaluate(focused) == before
    today.keyboard.press("?")
    assert today.locator("#keys").is_visible()
    today.goto(f"{address}/gallery/today/?keys=off")
    today.keyboard.press("?")
    assert not today.locator("#keys").is_visible()


def test_letters_typed_into_a_field_are_letters(phone, address):
    phone.goto(f"{address}/gallery/ask/")
    phone.locator("#f-words").fill("")
    phone.locator("#f-words").press_sequentially("jk?")
    assert phone.locator("#f-words").input_value() == "jk?"


def test_what_was_typed_is_there_again_after_an_accident(phone, address):
    phone.goto(f"{address}/gallery/talk/")
    phone.locator("#f-answer").press_sequentially("Chère Nora, je")
    phone.reload()
    assert phone.locator("#f-answer").input_value() == "Chère Nora, je"


def test_the_composer_says_how_much_is_left(phone, address):
    phone.goto(f"{address}/gallery/write/")
    assert "encore" in phone.locator(".left").inner_text()
    phone.locator("#w").fill("Trois mots.")
    assert phone.locator(".left").inner_text() == ""


def test_a_menu_opens_without_a_script_and_closes_with_escape(browser, phone, address):
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{address}/gallery/desk/")
    plain.locator("details.more > summary").first.click()
    assert plain.get_by_text("Décliner sans bruit").first.is_visible()
    plain.context.close()
    phone.goto(f"{address}/gallery/desk/")
    phone.locator("details.more > summary").first.click()
    phone.keyboard.press("Escape")
    assert phone.locator("details.more[open]").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_320_pixels_and_fingers(browser, address, name):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}/gallery/{name}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(TOO_SMALL) == []
    assert complaints == []
    page.close()
