"""Today is read to its end, twice, from two devices; the end is said only when it is so."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.ways import Way

END = "Vous êtes à jour"


def read_all(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^J’ai (tout )?lu")).click()


@pytest.mark.journey
def test_today_is_read_to_its_end_twice(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    for number in range(23):
        do("says", who=bruno["name"], words=f"Le carnet du jour, page {number}.")
    page = open_browser(way, ana)
    page.goto("/")
    posts = page.locator(".post[data-post-id]")
    expect(posts).to_have_count(20)
    expect(posts.first).to_contain_text("page 0.")  # the oldest first
    expect(page.get_by_text(END)).to_have_count(0)
    page.get_by_role("button", name="J’ai lu, la suite").click()
    expect(posts).to_have_count(3)
    page.get_by_role("button", name="J’ai tout lu").click()
    expect(page.get_by_role("heading", name=END)).to_be_visible()
    do("says", who=bruno["name"], words="Encore une page, le soir.")
    page.reload()
    expect(page.get_by_text(END)).to_have_count(0)
    expect(posts).to_have_count(1)
    read_all(page)
    expect(page.get_by_role("heading", name=END)).to_be_visible()
    assert do("unread_of", who=ana["name"]) == []


@pytest.mark.journey
def test_what_is_read_on_one_device_is_read_on_the_other(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    do("says", who=bruno["name"], words="Le merle a recommencé.")
    kept = do("says", who=bruno["name"], words="À relire demain, au calme.")
    phone, desk = open_browser(way, ana), open_browser(way, ana)
    phone.goto("/")
    desk.goto("/")
    expect(desk.get_by_text("Le merle a recommencé.")).to_be_visible()
    post = phone.locator(f"#p{kept}")
    post.get_by_label(re.compile("Autres gestes")).click()
    post.get_by_role("button", name="Garder non lu").click()
    read_all(phone)
    desk.reload()
    expect(desk.get_by_text("Le merle a recommencé.")).to_have_count(0)
    expect(desk.get_by_text("À relire demain, au calme.")).to_be_visible()
    expect(desk.get_by_text(END)).to_have_count(0)
    assert do("unread_of", who=ana["name"]) == [kept]
    post = desk.locator(f"#p{kept}")
    post.get_by_label(re.compile("Autres gestes")).click()
    post.get_by_role("button", name="C’est lu").click()
    phone.goto("/")
    expect(phone.get_by_role("heading", name=END)).to_be_visible()


def test_a_word_that_comes_meanwhile_stays_unread(open_browser: Open, way: Way, cast, do):
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    do("says", who=bruno["name"], words="Il pleut sur le pont.")
    page = open_browser(way, ana)
    page.goto("/")
    expect(page.get_by_text("Il pleut sur le pont.")).to_be_visible()
    later = do("says", who=bruno["name"], words="Et maintenant, il y a du soleil.")
    read_all(page)
    expect(page.get_by_text(END)).to_have_count(0)
    expect(page.get_by_text("Et maintenant, il y a du soleil.")).to_be_visible()
    expect(page.get_by_text("Il pleut sur le pont.")).to_have_count(0)
    assert do("unread_of", who=ana["name"]) == [later]


def test_looking_at_a_page_marks_nothing(open_browser: Open, way: Way, cast, do):
    """A GET is not reading: leaving at once leaves everything unread."""
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="Bruno Keller")
    do("follow", who=ana["name"], whom=bruno["name"])
    ids = [
        do("says", who=bruno["name"], words=f"Un long mot, numéro {number}. " + "Encore. " * 200) for number in (1, 2)
    ]
    page = open_browser(way, ana)
    page.goto("/")
    page.goto("/conversations/")
    page.goto("/")
    expect(page.locator(".post[data-post-id]")).to_have_count(2)
    assert do("unread_of", who=ana["name"]) == ids
