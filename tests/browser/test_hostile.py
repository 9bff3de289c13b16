"""Words that want to be more than words: on a real page nothing of them runs, nothing is fetched for them."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.ways import DESK

SNIPPETS = Path(__file__).parents[2] / "petitmot" / "kit" / "tests" / "hostile.jsonl"
TOGETHER = 25  # snippets in one post: whatever one of them leaves open meets the next ones
LONGEST = 4_500
# What a page would hold if a snippet had become more than words.
ALIVE = """() => [...document.querySelectorAll(".post .words *, .note .words *, .person *")].flatMap((one) => [
  ...(["SCRIPT", "STYLE", "IFRAME", "OBJECT", "EMBED", "FORM", "LINK", "META", "BASE", "SVG", "MATH"]
      .includes(one.tagName.toUpperCase()) && !one.closest(".gestures, .face") ? [one.outerHTML] : []),
  ...[...one.attributes].filter((it) => /^on/i.test(it.name) || it.name === "style"
      || /^\\s*(javascript|data|vbscript):/i.test(it.value)).map((it) => `${one.tagName} ${it.name}=${it.value}`)])"""


def snippets() -> list[str]:
    """Return the snippets as a browser would send them: half a character becomes a question mark."""
    texts = [json.loads(line)["text"] for line in SNIPPETS.read_text("utf-8").splitlines()]
    return [text.encode("utf-8", "replace").decode() for text in texts]


def posts_of(texts: list[str]) -> list[str]:
    """Put many snippets into few posts, none longer than a post may be."""
    found: list[list[str]] = [[]]
    for text in texts:
        if len(found[-1]) >= TOGETHER or sum(map(len, found[-1])) + len(text) > LONGEST:
            found.append([])
        found[-1].append(text[:LONGEST])
    return ["\n\n".join(texts) for texts in found]


def test_hostile_words_stay_words_on_a_page(open_browser: Open, cast, do):
    """The guard of `open_browser` fails on a dialog, an error, a refused script and a request elsewhere."""
    ana, bruno = cast("ana", called="Ana"), cast("bruno", called="<img src=x onerror=alert(1)>")
    texts = snippets()
    assert len(texts) >= 200
    ids = [do("says", who=bruno["name"], words=words) for words in posts_of(texts)]
    page = open_browser(DESK, ana)
    for number, id_ in enumerate(ids):
        page.goto(f"/@{bruno['name']}/{id_}")
        expect(page.locator(f"#p{id_} .words")).to_be_visible()
        assert page.evaluate(ALIVE) == [], f"post {number}"
    page.goto(f"/@{bruno['name']}")
    assert page.evaluate(ALIVE) == []
    page.wait_for_timeout(500)  # what would run a moment later would have run


def test_hostile_words_of_a_stranger_stay_words_on_the_desk(open_browser: Open, cast, do):
    ana = cast("ana", called="Ana")
    for number, text in enumerate(snippets()[::40]):
        stranger = cast(f"inconnu{number}", called=f"<svg onload=alert({number})>")
        do("ask", who=stranger["name"], whom=ana["name"], words=f"{text[:600]}\nDes lettres, il y en a assez ici.")
    do("settle")
    page = open_browser(DESK, ana)
    page.goto("/demandes/")
    expect(page.locator("article.ask").first).to_be_visible()
    assert page.evaluate(ALIVE) == []
    assert page.locator("article.ask .words a, article.ask .excerpt a").count() == 0  # a stranger's links are inert
