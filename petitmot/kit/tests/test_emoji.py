"""Codes of emoji in a text, and what is drawn in their place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitmot.kit.cleaning import clean_html
from petitmot.kit.emoji import CODE, codes_in, drawn

CAT = {"chat": "<img>"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Un :chat: et un :Chat_2:.", ["chat", "Chat_2"]),
        (":chat::chien:", ["chat", "chien"]),
        ("猫:chat:です", ["chat"]),
        ("Il est 12:30:45.", []),
        ("mot:chat:", []),
        (":chat:s", []),
        (":c: ::", []),
        (":petit-chat: :été:", []),
        ("https://exemple.fr:8080/", []),
        (":" * 10_000, []),
        (f":{'a' * 101}:", []),
    ],
)
def test_codes_are_found_between_two_colons_and_in_no_word(text, codes):
    assert codes_in(text) == codes


def test_each_code_is_found_once():
    assert codes_in(":chat: :chat:", ":chien: :chat:") == ["chat", "chien"]


@pytest.mark.parametrize("code", ["a", "", "a b", "chat\n", "é_è", "../x", "a" * 101, "a:b", "<b>", "chat-noir"])
def test_what_cannot_stand_between_two_colons_is_no_code(code):
    assert not CODE.match(code)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>:chat:</p>", "<p><img></p>"),
        ("<p>:chat: :chien:</p>", "<p><img> :chien:</p>"),
        ('<p><a href="https://x.example/:chat:/">ici</a></p>', '<p><a href="https://x.example/:chat:/">ici</a></p>'),
        ("<p><code>:chat:</code> :chat:</p>", "<p><code>:chat:</code> <img></p>"),
        ("<pre><code>:chat:</code></pre>", "<pre><code>:chat:</code></pre>"),
        ("12:chat:45", "12:chat:45"),
    ],
)
def test_pictures_are_drawn_into_the_text_alone(html, shown):
    assert drawn(html, CAT) == shown


@given(st.text(alphabet='<>/="&;: \n' + "chatpredivo", max_size=200))
def test_whatever_stands_in_clean_html_only_codes_are_replaced(text):
    html = clean_html(text)
    shown = drawn(html, CAT)
    assert shown.replace("<img>", ":chat:") == html
    assert not re.search(r"<[^<>]*<img>", shown)
