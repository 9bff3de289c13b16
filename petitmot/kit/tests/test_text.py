import pytest

from petitmot.kit.text import cut, excerpt, first_line, fold, row_number


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Cœur d’Été", "coeur d'ete"),
        ("ÇA VA", "ca va"),
        ("Łódź", "lodz"),
        ("e\u0301te\u0301", "ete"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
        ("日本", "日本"),
        ("ASCII", "ascii"),
    ],
)
def test_what_looks_alike_is_found_alike(written, searched):
    assert fold(written) == searched
    assert fold(fold(written)) == searched


@pytest.mark.parametrize("sign", ["e\u0301", "👩‍👩‍👧", "👍🏽", "🇫🇷", "❤️", "नि", "e" + "\u0301" * 5])
def test_a_text_is_never_cut_within_a_sign(sign):
    for before in range(4):
        text = "a" * before + sign + "z" * 20
        for longest in range(1, len(text)):
            short = cut(text, longest)
            assert len(short) <= longest
            assert (sign in short) or short == "a" * len(short)


def test_flags_are_cut_between_countries():
    assert cut("🇫🇷🇧🇪🇨🇭", 5) == "🇫🇷🇧🇪"


def test_an_excerpt_ends_between_words_with_an_ellipsis():
    assert excerpt("Un  mot\nou deux", 100) == "Un mot ou deux"
    assert excerpt("Un mot, puis un autre", 10) == "Un mot…"
    assert excerpt("Un mot, puis un autre", 12) == "Un mot, puis…"
    assert excerpt("anticonstitutionnellement", 10) == "anticonsti…"


def test_the_first_line_is_the_first_that_says_something():
    assert first_line("\n  \nBonjour à vous\nla suite") == "Bonjour à vous"
    assert first_line("") == ""


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("12", 12),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), 0),
        ("9" * 5000, 0),
        ("-1", 0),
        ("٣", 0),
        ("²", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_the_number_of_a_row_is_one_that_a_row_can_have(sent, number):
    assert row_number(sent) == number
