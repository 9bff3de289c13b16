"""Two real servers and the people on them (`bin/demo --two`): words asked, answered, accepted and thanked for across the two."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from demo import PASSWORD
from demo.two import Side
from tests.browser.conftest import PATIENCE
from tests.browser.guard import Guard
from tests.browser.ways import DESK, PHONE, Way
from tests.federation.test_real_servers import _listens, ask, free_port, until

NOTE = "Bonjour Nora, votre chorale cherche un alto ; ma sœur chante, et elle a la clef d’une salle. Puis-je lui dire ?"
YES = "Dites-lui de venir jeudi, avec la clef."
THANKS = "Merci Nora, elle apporte aussi le thé."
BY_LINK = "La soupe dont vous parliez, ma grand-mère la faisait avec du pain de trois jours. Je voulais vous le dire."
WELCOME = "Du pain de trois jours, voilà qui me parle. Bienvenue."

pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Side]]:
    """Two servers whose people follow each other, as `bin/demo --two` makes them."""
    folder: Path = tmp_path_factory.mktemp("two")
    both = [
        Side(0, folder / "un", f"localhost:{free_port()}"),
        Side(1, folder / "deux", f"127.0.0.1:{free_port()}"),
    ]
    for side in both:
        side.data.mkdir()
    at_once(both, lambda side: ("gather", str(side.number)))
    servers = [side.serve() for side in both]
    try:
        for side in both:
            until(lambda side=side: _listens(side), "a server did not start")
        at_once(both, lambda side: ("follow", str(side.number), both[1 - side.number].domain))
        follows = "SELECT count(*) FROM people_follow"
        until(lambda: [ask(side, follows) for side in both] == [[(18,)]] * 2, "not all follows hold")
        yield both
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(30)


def at_once(sides: list[Side], what: Callable[[Side], tuple[str, ...]]) -> None:
    with ThreadPoolExecutor(len(sides)) as pool:
        list(pool.map(lambda side: side.run(*what(side)), sides))


@pytest.fixture
def enter(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """`enter(way, side, "nora")`: a browser that signed in by the form; without a name a visitor's. All must behave."""
    guards: list[Guard] = []

    def enter(way: Way, side: Side, name: str = "") -> Page:
        context = new_context(**way.context(), base_url=side.address)
        context.set_default_timeout(PATIENCE)
        guards.append(Guard(context, side.address))
        page = context.new_page()
        if name:
            page.goto("/entrer/")
            page.locator("input[name=login]").fill(f"{name}@example.com")
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("input[name=password]").press("Enter")
            expect(page).not_to_have_url(re.compile("/entrer/"))
        return page

    yield enter
    assert [line for guard in guards for line in guard.seen] == []


def until_seen(page: Page, address: str, text: str) -> None:
    """Look again until what the other server sent is there."""
    end = time.monotonic() + PATIENCE / 1000
    while True:
        page.goto(address)
        if page.get_by_text(text).first.is_visible():
            return
        assert time.monotonic() < end, f"{text} never came to {page.url}"
        page.wait_for_timeout(250)


def as_to_any_other_software(side: Side, name: str) -> None:
    """Let this side take somebody's server for one that knows nothing of requests; their Accept came a while ago."""
    who = f"(SELECT id FROM people_person WHERE name = '{name}')"
    change(
        side,
        f"UPDATE federation_actor SET understands_words = 0, supports_requests = 0 WHERE person_id = {who}",
        "UPDATE federation_followletter SET accept_arrived_at = datetime(accept_arrived_at, '-5 minutes')"
        f" WHERE follower_id = {who}",
    )


def let_the_time_to_undo_pass(side: Side) -> None:
    change(
        side,
        "UPDATE people_gesture SET leaves_at = datetime(leaves_at, '-3 minutes')",
        "UPDATE jobs_job SET due = datetime(due, '-3 minutes') WHERE reaction LIKE '%gestures:carry_out'",
    )


def change(side: Side, *statements: str) -> None:
    with closing(sqlite3.connect(side.data / "petitmot.sqlite3", timeout=20)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_words_go_from_one_server_to_the_other_and_come_back_with_a_yes_and_thanks(sides, enter):
    here, there = sides
    delphine, nora = enter(DESK, here, "delphine"), enter(PHONE, there, "nora")
    delphine.goto(f"/@nora@{there.domain}")
    delphine.get_by_role("link", name="Lui écrire quelques mots").click()
    delphine.locator("textarea[name=words]").fill(NOTE)
    delphine.get_by_role("button", name="Demander à").click()
    expect(delphine).to_have_url(re.compile("/demandes/envoyees/$"))
    until_seen(nora, "/demandes/", NOTE)
    nora.locator("summary", has_text="Accepter avec un mot").click()
    nora.get_by_placeholder("Quelques mots pour").first.fill(YES)
    nora.get_by_role("button", name="Accepter et envoyer").click()
    until_seen(delphine, "/demandes/envoyees/", YES)
    delphine.get_by_role("link", name="Remercier").click()
    delphine.locator("textarea[name=words]").fill(THANKS)
    delphine.get_by_role("button", name="Remercier").click()
    until_seen(nora, "/conversations/", THANKS)
    for side in sides:
        both = "SELECT count(*) FROM people_contact"
        assert ask(side, both) == [(2,)]


def test_the_kind_question_is_answered_by_its_page_without_an_account_and_the_answer_reaches_the_desk(sides, enter):
    here, there = sides
    as_to_any_other_software(here, "fabien")
    delphine, fabien = enter(PHONE, here, "delphine"), enter(DESK, there, "fabien")
    delphine.goto("/demandes/")
    delphine.locator("summary", has_text="Demander quelques mots à Fabien").click()
    delphine.get_by_role("button", name="Envoyer à Fabien").click()
    until(lambda: ask(here, "SELECT 1 FROM people_gesture") == [(1,)], "the gesture was not made")
    let_the_time_to_undo_pass(here)
    until_seen(fabien, "/conversations/", "Delphine")
    fabien.locator("main a[href^='/conversations/']", has_text="Delphine").first.click()
    expect(fabien.get_by_text("Il suffit de répondre à ce message.")).to_be_visible()
    link = fabien.locator(f"a[href^='{here.address}repondre/']").first.get_attribute("href")
    assert link
    anybody = enter(PHONE, here)
    for _preview in range(2):  # to look uses nothing up
        anybody.goto(link)
    anybody.locator("textarea[name=words]").fill(BY_LINK)
    anybody.get_by_role("button", name="Envoyer", exact=True).click()
    expect(anybody.get_by_text("Vos mots sont arrivés")).to_be_visible()
    until_seen(delphine, "/demandes/", BY_LINK)
    expect(delphine.get_by_text("par le lien")).to_be_visible()
    delphine.locator("summary", has_text="Accepter avec un mot").click()
    delphine.get_by_placeholder("Quelques mots pour").first.fill(WELCOME)
    delphine.get_by_role("button", name="Accepter et envoyer").click()
    until_seen(fabien, "/conversations/", WELCOME)
