"""A film and a sound, from the composer to the player: with scripts and without, held by the keyboard, in parts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from petitmot.posts.tests.films import made, needs_ffmpeg
from tests.browser.conftest import Open
from tests.browser.ways import Way

PLAY = """async (element) => {
  element.muted = true;
  await element.play();
  element.currentTime = 3;
  await new Promise((done) => { element.onseeked = done; });
  element.pause();
  return [element.currentTime, element.duration];
}"""


def publish_when_ready(page: Page) -> None:
    """Press until it is made: without a script the page says so each time, and keeps everything."""
    for _ in range(30):
        page.get_by_role("button", name="Publier").click()
        page.wait_for_load_state()
        if "/@ana" in page.url:
            return
        expect(page.get_by_label("Vos mots")).to_have_value("Au bord du lac.")
        page.wait_for_timeout(1000)
    pytest.fail("the film was not made")


@needs_ffmpeg
def test_a_film_is_joined_prepared_published_and_played(open_browser: Open, way: Way, cast):
    page = open_browser(way, cast("ana", called="Ana"))
    page.goto("/ecrire/")
    page.get_by_label("Vos mots").fill("Au bord du lac.")
    file = {"name": "lac.mp4", "mimeType": "video/mp4", "buffer": made("mp4", seconds=4, options=("-shortest",))}
    page.locator("#pictures").set_input_files([file])
    if not way.scripts:
        page.get_by_role("button", name="Les joindre maintenant").click()
    expect(page.locator(".shot")).to_have_count(1)
    page.get_by_label("Ce qu’on y voit et entend").fill("Une barque, le bruit des rames.")
    publish_when_ready(page)
    player = page.locator("video[controls]")
    expect(player).to_have_attribute("preload", "none")
    expect(player).to_have_attribute("aria-label", "Une barque, le bruit des rames.")
    player.focus()
    expect(player).to_be_focused()
    if way.scripts:
        at, lasts = player.evaluate(PLAY)
        assert at == pytest.approx(3, abs=0.2) and lasts == pytest.approx(4, abs=0.2)
