"""How good the judge is on notes that it was not trained on, and what it costs."""

import json
import sys
from pathlib import Path

import pytest

from petitmot.people.judging import Case, Recipient, Sender, judge
from petitmot.people.judging.features import measure
from petitmot.people.judging.model import WEIGHTS
from petitmot.people.judging.tests.cast import to_agathe

NOTES = Path(__file__).parents[4] / "training" / "words"


def notes_of(name: str) -> list[tuple[Case, bool]]:
    from training.words.notes import own

    return [(note.case, note.personal) for note in own(name)]


def right(notes: list[tuple[Case, bool]]) -> float:
    """Return the share of notes on the right side of one half."""
    return sum(judge(case).personal == personal for case, personal in notes) / len(notes)


def test_nine_in_ten_notes_it_never_saw_are_on_the_right_side():
    fresh = notes_of("fresh.jsonl")
    assert len(fresh) >= 90
    assert right(fresh) >= 0.92


def test_nearly_all_it_was_trained_on_are():
    notes = notes_of("notes.jsonl")
    assert len(notes) >= 750
    assert right(notes) >= 0.96


def test_no_fresh_note_was_trained_on():
    seen = {case.note for case, _personal in notes_of("notes.jsonl")}
    assert not [case.note for case, _personal in notes_of("fresh.jsonl") if case.note in seen]


def test_each_figure_has_a_weight_and_each_weight_a_figure():
    assert set(json.loads(WEIGHTS.read_text())) == {*measure(to_agathe("Bonjour")), "constant"}


@pytest.mark.slow
def test_the_weights_are_those_that_training_gives():
    from training.words.train import trained

    kept = json.loads(WEIGHTS.read_text())
    assert trained() == pytest.approx(kept, abs=0.02)


def calls(case: Case) -> int:
    """Return how many calls, of Python and of C, one judgement takes."""
    count = 0

    def tally(_frame, event, _what):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        judge(case)
    finally:
        sys.setprofile(before)
    return count


def test_a_note_costs_a_bounded_number_of_calls():
    cases = [case for case, _personal in notes_of("fresh.jsonl")]
    for case in cases:
        judge(case)  # the lists are read once
    assert max(map(calls, cases)) < 12_000


@pytest.mark.parametrize("piece", ["mot ", "a.", "a@", "((", "1 000 ", "? ", "é", "je suis le fils de la "])
def test_the_longest_note_to_the_fullest_page_costs_a_bounded_number_of_calls(piece: str):
    long = (piece * 1_000)[:20_000]
    page = Recipient("Muriel", long, long, (long,) * 500, (long,) * 100, (long,) * 100)
    case = Case(Sender("Zoé", long), page, long, (long,) * 500)
    judge(case)
    assert calls(case) < 150_000
