"""Hostile words and bytes through the composer: inert, or refused calmly."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from petitmot.web.tests.test_words import newest, write

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "<a href='java\tscript:alert(1)'>x</a>",
    "</textarea><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "\u202egnirts eht fo dne",
    "<iframe src=//ailleurs.example>",
    "<style>*{display:none}</style>",
]


class Dangers(HTMLParser):
    """Collects what a browser would run or load: found by reading the page as a browser does, not by searching text."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in ("iframe", "object", "embed", "style", "base") or (tag == "script" and not given.get("src")):
            self.found.append(tag)
        self.found += [name for name, _value in attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "formaction"):
            address = re.sub(r"[\s\x00-\x20]", "", given.get(name) or "").lower()
            if address.startswith(("javascript:", "data:", "//", "vbscript:")):
                self.found.append(address)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_out_inert_wherever_they_are_typed(world, text):
    client = world.client(world.ana)
    answer = write(client, f"{text} fin", warning=text[:300])
    post = newest()
    if "\x00" in text:  # refused at the door, with a sentence
        assert (answer.status_code, post) == (400, None)
        return
    asked = {"texte": text, "a": text, "cercle": text}
    pages = [
        client.get(f"/@ana/{post.pk}"),
        client.get("/@ana"),
        client.get(f"/mot/{post.pk}/retoucher/"),
        client.get(f"/mot/{post.pk}/versions/"),
        client.get("/ecrire/", asked),
        client.get(f"/mots/{quote(text, safe='')}", follow=True),
        write(client, "", warning=text, people=text),
    ]
    for page in pages:
        html = page.content.decode()
        assert Dangers(html).found == []
        assert "\x00" not in html


def test_bytes_that_are_no_text_and_forms_without_a_token_are_refused_calmly(world):
    client = world.client(world.ana)
    body = b"words=%ff%fe%00&whom=public"
    assert client.post("/ecrire/", body, content_type="application/x-www-form-urlencoded").status_code in (
        302,
        400,
        422,
    )
    assert write(client, "avec un nul \x00").status_code == 400
    assert client.get(f"/@ana/{2**70}").status_code == 404
    from django.test import Client

    strict = Client(headers={"host": "petitmot.test"}, enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post("/ecrire/", {"words": "sans jeton"}).status_code == 403
