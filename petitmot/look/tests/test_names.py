"""People are called by their names, never counted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import translation

from petitmot.look.names import goodwill, names


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


def test_names_are_joined_as_one_says_them():
    assert names([]) == ""
    assert names(["Delphine"]) == "Delphine"
    assert names(["Delphine", "Marco"]) == "Delphine et Marco"
    assert names(["Delphine", "Marco", "Eric"]) == "Delphine, Marco et Eric"


def test_many_names_end_in_others_and_not_in_a_number():
    said = names(["Delphine", "Marco", "Eric", "Nora", "Paul"])
    assert said == "Delphine, Marco et d’autres"


def test_a_person_is_called_by_the_short_name():
    assert (
        names([SimpleNamespace(name="Delphine Roche", short="Delphine"), SimpleNamespace(name="Marco")])
        == "Delphine et Marco"
    )


def test_rule_26_known_people_are_named_or_counted_in_letters():
    assert goodwill(["Delphine", "Marco", "Eric"]) == "Delphine et deux autres que vous connaissez"
    assert goodwill(["Delphine", "Marco"]) == "Delphine et Marco"


def test_rule_26_people_i_do_not_know_are_never_a_number():
    assert goodwill(["Delphine"], others=True) == "Delphine et d’autres"
    assert goodwill([], others=True) == "d’autres personnes"
    assert goodwill(["A", "B", "C"], others=True) == "A, deux autres que vous connaissez, et d’autres"
    for number in range(12):
        said = goodwill([f"P{letter}" for letter in "abcdefghijkl"[:number]], others=True)
        assert not any(sign.isdigit() for sign in said) or number > 11
