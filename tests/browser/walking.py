"""Walking through a house: coming in by the door, and going from stop to stop."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.walk import STOPS, Stop
from tests.browser.ways import Way

MARKS = re.compile(r"/(lu|lues|vu)/$")
Doors = dict[str, dict[str, Any]]


def come_in(browser: Browser, address: str, emails: dict[str, str], passwords: dict[str, str]) -> Doors:
    """Let each of those who walk come in by the door; return what a context needs to be theirs."""
    doors: Doors = {"visitor": {}}
    for who, email in emails.items():
        context = browser.new_context(base_url=address, locale="fr-FR")
        page = context.new_page()
        page.goto("/entrer/")
        page.get_by_label("Votre adresse e-mail").fill(email)
        page.get_by_label("Mot de passe", exact=True).fill(passwords[who])
        page.get_by_role("button", name="Entrer", exact=True).click()
        page.wait_for_url(lambda url: "/entrer/" not in url)
        page.goto("/reglages/securite/code/")  # whoever touches the locks shows once more who they are
        page.get_by_label("Mot de passe").fill(passwords[who])
        page.get_by_role("button", name="C’est bien moi").click()
        page.wait_for_url("**/reglages/securite/code/")
        doors[who] = {"storage_state": context.storage_state()}
        context.close()
    return doors


def walk(
    context: BrowserContext, who: str, examples: dict[str, Any], only: Sequence[str] = ()
) -> Iterator[tuple[Stop, Page, str]]:
    """Go to each stop of this person (or to those of these names), in one window; say what is not as told."""
    page = context.new_page()
    for stop in STOPS:
        if stop.who != who or (only and stop.name not in only):
            continue
        address = address_of(stop, examples)
        answer = page.goto(address, wait_until="load")
        came_to = urlsplit(page.url)._replace(scheme="", netloc="").geturl()
        wrong = ""
        if answer is None or answer.status != stop.status:
            wrong = f"{stop.name}: {address} gave {answer and answer.status}"
        elif came_to.rstrip("/") != address.rstrip("/") and not stop.leads_elsewhere:
            wrong = f"{stop.name}: {address} led to {came_to}"
        yield stop, page, wrong
    page.close()


def address_of(stop: Stop, examples: dict[str, Any]) -> str:
    """Return the address of a stop in this house."""
    wanted = {field for _text, field, _spec, _conversion in string.Formatter().parse(stop.address) if field}
    missing = wanted - examples.keys()
    assert not missing, f"{stop.name}: this house has no {', '.join(sorted(missing))}"
    return stop.address.format(**examples)


def context_for(browser: Browser, address: str, way: Way, door: dict[str, Any]) -> BrowserContext:
    """Open a window of this size, for the one who came in by this door.

    Walking is not reading: no mark leaves this window, so that whoever walks next finds the same pages.
    """
    context = browser.new_context(base_url=address, service_workers="block", **way.context(), **door)
    context.route(MARKS, lambda route: route.fulfill(status=204))
    return context
