"""Rule 18: when words count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitmot.kit.language import override
from petitmot.kit.refusals import Refusal
from petitmot.people.judging import counted_words, refuse_words
from petitmot.people.judging.enough import AT_MOST, words_refused


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("abcdefgh", True),
        ("abcdefg", False),
        ("a b c d e f g h", True),
        ("Ça va bien", True),
        ("12345678 !!!!", False),
        ("", False),
        ("   \n\t ", False),
        ("Спасибо вам", True),
        ("안녕하세요여러분", True),
    ],
)
def test_rule_18_words_count_when_eight_letters_are_left(note: str, counts: bool):
    assert counted_words(note, "Muriel Castaing") is counts


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("你好朋友", True),
        ("你好吗", False),
        ("こんにちは", True),
        ("สวัสดี", True),
        ("你好abc", False),
        ("你好abcd", True),
    ],
)
def test_rule_18_four_letters_are_enough_in_scripts_without_spaces(note: str, counts: bool):
    assert counted_words(note, "Muriel") is counts


@pytest.mark.parametrize(
    "note",
    [
        "https://example.org/une-longue-page",
        "www.example.org/quelque-chose",
        "example.org/quelque-chose",
        "monsiteweb.com",
        "delphine.roy@example.org",
        "@delphine@example.social",
        "@muriel @delphine_de_loin",
        "🌸🌸🌸🌸🌸🌸🌸🌸🌸",
        "👩‍👩‍👧‍👧 🇫🇷 ℹ️ ™️ ❤️",
        "Salut 😀 https://example.org/bonjour-a-vous-tous",
    ],
)
def test_rule_18_links_addresses_and_emoji_are_no_words(note: str):
    assert not counted_words(note, "Muriel Castaing")


@pytest.mark.parametrize(
    "note", ["Muriel Castaing", "muriel, MURIEL, Muriel castaing !", "Bonjour Muriel", "hi Muriel 🙂"]
)
def test_rule_18_the_persons_own_name_is_no_word(note: str):
    assert not counted_words(note, "Muriel Castaing")


def test_rule_18_accents_do_not_hide_the_name():
    assert not counted_words("Benedicte Benedicte", "Bénédicte")
    assert not counted_words("Bénédicte Bénédicte", "Benedicte")


def test_rule_18_a_name_within_a_word_is_left_there():
    assert counted_words("annonces", "Ann")


def test_rule_18_a_thousand_characters_are_allowed_and_no_more():
    assert words_refused("a" * AT_MOST, "Muriel") == ""
    assert words_refused("a" * AT_MOST + "\n ", "Muriel") == ""
    assert words_refused("a" * (AT_MOST + 1), "Muriel") == "too_many_words"


def test_rule_18_a_line_break_is_one_character_however_it_was_sent():
    assert words_refused("a" * 998 + "\r\na", "Muriel") == ""


@pytest.mark.parametrize(("note", "code"), [("Salut", "too_few_words"), ("a" * 1001, "too_many_words")])
def test_rule_18_the_refusal_says_which_and_speaks_to_a_person(note: str, code: str):
    with override("fr"), pytest.raises(Refusal) as refused:
        refuse_words(note, "Muriel")
    assert refused.value.code == code
    assert refused.value.field == "words"
    assert refused.value.sentence.endswith(".")


def test_rule_18_enough_words_are_not_refused():
    refuse_words("Je lis le dos des boîtes, moi aussi.", "Muriel")


@given(st.text(max_size=1200), st.text(max_size=40))
def test_rule_18_any_text_and_any_name_get_an_answer(note: str, name: str):
    assert words_refused(note, name) in ("", "too_few_words", "too_many_words")
