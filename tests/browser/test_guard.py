"""The guard itself: what it watches for, it sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.guard import Guard
from tests.browser.serving import Server

DEEDS = {
    "an error": ("setTimeout(() => { throw new Error('oh') })", "an error in a script"),
    "the console": ("console.error('oh')", "console: oh"),
    "a dialog": ("setTimeout(() => alert(1))", "a dialog"),
    "elsewhere": ("fetch('http://127.0.0.1:9/').catch(() => {})", "Content Security Policy"),
    "an inline script": (
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'void 0'}))",
        "Content Security Policy",
    ),
    "not there": ("document.body.append(Object.assign(new Image(), {src: '/nulle-part.png'}))", "404"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_guard_sees(server: Server, new_context: Callable[..., BrowserContext], deed: str):
    context = new_context()
    guard = Guard(context, server.address)
    page = context.new_page()
    page.goto(f"{server.address}/regles/")
    assert guard.seen == []
    script, seen = DEEDS[deed]
    page.evaluate(script)
    page.wait_for_timeout(300)
    assert seen in "\n".join(guard.seen)


def test_the_guard_sees_a_request_elsewhere_that_no_policy_stops(
    server: Server, new_context: Callable[..., BrowserContext]
):
    context = new_context(bypass_csp=True)
    guard = Guard(context, server.address)
    page = context.new_page()
    page.goto(f"{server.address}/regles/")
    page.evaluate("fetch('http://127.0.0.1:9/').catch(() => {})")
    page.wait_for_timeout(300)
    assert any(line.startswith("a request elsewhere: http://127.0.0.1:9/") for line in guard.seen)
