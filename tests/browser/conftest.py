"""One real server a worker, the ways in which its pages are met, and somebody's own browser."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import heard_by_axe
from tests.browser.databases import own_database
from tests.browser.guard import Guard
from tests.browser.hand import Hand, hand
from tests.browser.serving import Server, serve
from tests.browser.ways import DESK, PHONE, WAYS, Way, launching

PATIENCE = 30_000  # milliseconds that a page may take on a busy machine before a journey is called broken
expect.set_options(timeout=PATIENCE)

# Playwright's loop runs in the thread of the tests, and Django asks whether there is one before it asks a database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launching()


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Hand]]:
    """A server with a data folder of its own (on PostgreSQL a database of its own), and a hand inside."""
    folder = tmp_path_factory.mktemp("house")
    with (
        own_database(os.environ.get("PETITMOT_DATABASE", "")) as more,
        serve(folder / "data", folder / "log", more=more) as server,
        hand(folder / "data", more) as inside,
    ):
        yield server, inside


@pytest.fixture(scope="session")
def server(set_up: tuple[Server, Hand]) -> Server:
    return set_up[0]


@pytest.fixture(scope="session")
def do(set_up: tuple[Server, Hand]) -> Callable[..., Any]:
    """`do("follow", who="ana", whom="bruno")`: a deed of `deeds.py`, beside the browser."""
    return set_up[1].do


_numbers = itertools.count(1)


@pytest.fixture
def cast(do: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """`cast("ana", called="Ana")`: somebody new, whose name nobody else in the house has."""

    def cast(name: str, **more: Any) -> dict[str, Any]:
        person: dict[str, Any] = do("person", name=f"{name}_{next(_numbers)}", called=more.pop("called", ""), **more)
        return person

    return cast


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    """Each journey is made with scripts at both sizes, and without them on a phone."""
    found: Way = request.param
    return found


@pytest.fixture(params=(PHONE, DESK), ids=lambda way: way.name)
def way_with_scripts(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


Open = Callable[..., Page]


@pytest.fixture
def open_browser(
    server: Server, new_context: Callable[..., BrowserContext], request: pytest.FixtureRequest
) -> Iterator[Open]:
    """`open_browser(way, ana)`: a browser of one's own, signed in as Ana; without a person it is a visitor's.

    Each call is another device. At the end every page must have behaved (see `guard.py`); where one has not, what the
    server said meanwhile is told. Where a journey ends, axe listens too.
    """
    pages: list[Page] = []
    guards: list[Guard] = []
    said_before = server.log.stat().st_size

    def open_browser(way: Way, person: dict[str, Any] | None = None, at: Server = server) -> Page:
        context = new_context(**way.context(), base_url=at.address)
        context.set_default_timeout(PATIENCE)
        guards.append(Guard(context, at.address))
        if person:
            context.add_cookies([{"name": "sessionid", "value": person["session"], "url": at.address}])
        page = context.new_page()
        if way.scripts and request.node.get_closest_marker("journey"):
            pages.append(page)
        return page

    yield open_browser
    heard = [f"{page.url}: {line}" for page in pages for line in heard_by_axe(page)]
    assert not heard, "\n".join(heard)
    seen = [line for guard in guards for line in guard.seen]
    assert not seen, "\n".join([*seen, server.log.read_bytes()[said_before:].decode(errors="replace")])
