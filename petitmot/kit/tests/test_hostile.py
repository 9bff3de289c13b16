"""Hostile words, of the kinds that public lists of such tricks show, come out inert wherever words are read."""

import json
import re
import time
from pathlib import Path

import pytest

from petitmot.kit.cleaning import clean_html, inert, plain_text
from petitmot.kit.markup import parse
from petitmot.kit.tests.reading_html import Findings

HOSTILE = [json.loads(line) for line in (Path(__file__).parent / "hostile.jsonl").read_text().splitlines()]
NAMES = [f"{number}-{each['kind']}" for number, each in enumerate(HOSTILE)]
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def typed(text):
    return parse(text).html(mention=lambda handle: f"/@{handle}", tag=lambda name: f"/mots/{name}")


def test_there_are_two_hundred_of_them():
    assert len({each["text"] for each in HOSTILE}) >= 200


@pytest.mark.parametrize("hostile", HOSTILE, ids=NAMES)
def test_a_hostile_snippet_comes_out_inert(hostile):
    text = hostile["text"]
    for html in (typed(text), clean_html(text), inert(text), typed(clean_html(text)), clean_html(typed(text))):
        assert Findings(html).found == []
        assert not UNSEEN.search(html)
    assert set(Findings(inert(text)).tags) <= {"p", "br"}  # a stranger's words hold nothing to click
    once = clean_html(text)
    assert clean_html(once) == once  # what a parser mends it must not mend differently the next time


def test_the_strict_reader_finds_what_must_not_be_there():
    for bad in (
        "<script>x</script>",
        "<p onclick=x>y</p>",
        '<a href="javascript:x">y</a>',
        '<a href="//evil.example">y</a>',
        "<p>",
        "<em><strong></em></strong>",
        "<!-- x -->",
        '<span class="button">x</span>',
    ):
        assert Findings(bad).found, bad


NASTY = {
    "open brackets": "[" * 100_000,
    "links in links": "[a](" * 25_000,
    "brackets and ends": "[a]" * 130 + "]" * 99_000,
    "quotes in quotes": "> " * 50_000,
    "lists in lists": "- " * 50_000,
    "quoted lines": ">a\n" * 30_000,
    "stars": "*a **" * 20_000,
    "underscores": "_a*" * 30_000,
    "backticks": "`a``" * 25_000,
    "mentions": "@a@b-" * 20_000,
    "hashes": "#" * 100_000,
    "a long number": "#" + "1" * 99_999,
    "schemes": "http://" * 14_000,
    "full stops": ("https://a.b/" + "." * 1_900 + " ") * 50,
    "signs on one letter": "e" + "\u0301" * 100_000,
    "boxes": "<div>" * 80_000,
    "items": "<ul><li>" * 40_000,
    "half tags": "<a" * 200_000,
    "half tags with spaces": "<p " * 100_000,
    "half addresses": "<a href='" * 40_000,
    "fonts": "".join(f"<b class={number}>" for number in range(2_500)) + "<p>" * 2_499,
    "tables": "<table><b>" * 2_400,
    "comments": "<!--" * 100_000,
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">",
}


@pytest.mark.parametrize("nasty", NASTY.values(), ids=NASTY.keys())
def test_nasty_words_take_no_long_time(nasty):
    for through in (typed, clean_html, plain_text, inert):
        start = time.process_time()
        html = through(nasty)
        assert time.process_time() - start < 4
        if through is not plain_text and len(html) < 500_000:
            assert Findings(html).found == []
