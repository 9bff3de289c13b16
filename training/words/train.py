"""Train the weights of the judge of words: python -m training.words.train [--also FILE] [--check FILE] [--write]

Trains on the notes of this folder, says how well it does on folds it has not seen, on the fresh notes, and on the file of
`--check`; `--also` trains on another labelled set too; `--write` puts the weights into the judge's folder.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from petitmot.people.judging.features import measure
from petitmot.people.judging.model import WEIGHTS
from training.words.logistic import chance, fit, measures
from training.words.notes import HERE, Labelled, other, own

PENALTY = 1.5
FOLDS = 6


def table(notes: list[Labelled]) -> tuple[list[str], list[list[float]], list[bool]]:
    """Return names of figures, rows of figures and labels."""
    measured = [measure(note.case) for note in notes]
    names = sorted(measured[0])
    return names, [[m[name] for name in names] for m in measured], [note.personal for note in notes]


def across(notes: list[Labelled], penalty: float) -> list[float]:
    """Return the score of each note from a model that saw no note to the same person."""
    _names, rows, labels = table(notes)
    people = sorted({note.case.recipient.name for note in notes})
    fold_of = {name: index % FOLDS for index, name in enumerate(people)}
    scores = [0.0] * len(notes)
    for fold in range(FOLDS):
        inside = [i for i, note in enumerate(notes) if fold_of[note.case.recipient.name] != fold]
        weights = fit([rows[i] for i in inside], [labels[i] for i in inside], penalty)
        for i in set(range(len(notes))) - set(inside):
            scores[i] = chance(weights, rows[i])
    return scores


def report(title: str, notes: list[Labelled], scores: list[float], errors: int) -> None:
    """Print the measures of a set, and its worst mistakes."""
    labels = [note.personal for note in notes]
    print(title, " ".join(f"{name} {value:.3f}" for name, value in measures(scores, labels).items()))
    hard = [i for i, note in enumerate(notes) if note.hard]
    if hard:
        of_hard = measures([scores[i] for i in hard], [labels[i] for i in hard])
        print("  of these, hard:", " ".join(f"{name} {value:.3f}" for name, value in of_hard.items()))
    wrong = [i for i in range(len(notes)) if (scores[i] >= 0.5) != labels[i]]
    for i in sorted(wrong, key=lambda i: -abs(scores[i] - 0.5))[:errors]:
        print(f"    {scores[i]:.2f} {notes[i].kind} ({notes[i].case.lang}): {notes[i].case.note[:140]!r}")


def trained(notes: list[Labelled] | None = None, penalty: float = PENALTY) -> dict[str, float]:
    """Return the weights by the names of their figures, from the notes of this folder if no others are given."""
    names, rows, labels = table(notes or own())
    weights = fit(rows, labels, penalty)
    return {name: round(w, 3) for name, w in zip([*names, "constant"], weights, strict=True)}


def main() -> None:
    """Train, measure, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--also", type=Path, help="train on these notes too")
    parser.add_argument("--check", type=Path, help="measure on these notes, which are not trained on")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--errors", type=int, default=0, help="show so many mistakes of each set")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    notes = own() + (other(asked.also) if asked.also else [])
    report("folds unseen:", notes, across(notes, asked.penalty), asked.errors)
    written = trained(notes, asked.penalty)
    sets = {"fresh": own("fresh.jsonl")} if (HERE / "fresh.jsonl").exists() else {}
    if asked.check:
        sets[asked.check.name] = other(asked.check)
    for title, checked in sets.items():
        scores = [chance(list(written.values()), row) for row in table(checked)[1]]
        report(f"{title}:", checked, scores, asked.errors)
    if asked.write:
        WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
        print("written:", WEIGHTS)


if __name__ == "__main__":
    main()
