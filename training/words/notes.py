"""Reads the labelled notes of this folder, and any other set in the form that `petitmot words score` takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from petitmot.people.judging.cases import Case, Recipient, Sender

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """A note with the answer a person gave."""

    case: Case
    personal: bool
    kind: str
    hard: bool


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def recipient(row: dict[str, Any]) -> Recipient:
    """Make a recipient of a row of people."""
    lists = [tuple(row[name]) for name in ("posts", "tags", "places")]
    return Recipient(row["name"], row["bio"], row["welcome"], *lists)


def own(notes: str = "notes.jsonl") -> list[Labelled]:
    """Return the notes of this folder: `people.jsonl` holds who is written to, `notes` what is written."""
    people = {row["id"]: recipient(row) for row in rows(HERE / "people.jsonl")}
    return [
        Labelled(
            Case(Sender(*row["sender"]), people[row["to"]], row["note"], tuple(row["before"]), row["lang"]),
            row["personal"],
            row["kind"],
            row["hard"],
        )
        for row in rows(HERE / notes)
    ]


def other(path: Path) -> list[Labelled]:
    """Return the notes of a set elsewhere, with `label`, `kind` and `hard` (for a measure, never for the repository)."""
    found = []
    for row in rows(path):
        sender = Sender(row["sender"]["name"], row["sender"]["bio"])
        case = Case(sender, recipient(row["recipient"]), row["note"], tuple(row["sent_before"]), row["lang"])
        found.append(Labelled(case, row["label"] == "personal", row["kind"], row["hard"]))
    return found
