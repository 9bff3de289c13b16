"""`petitmot words score`: notes in as JSON lines, scores and reasons out as JSON lines."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any, TextIO

from petitmot.people.judging.cases import Case, Recipient, Sender
from petitmot.people.judging.sentences import speaking
from petitmot.people.judging.verdicts import Verdict, judge

LONGEST_LINE = 8_000_000  # characters (bytes when bytes are given)


class BadLine(Exception):
    """A line that cannot be judged; its text says why."""


def score_lines(lines: Iterable[bytes | str], out: TextIO, err: TextIO) -> int:
    """Judge each line, write `{"id", "score", "reasons": [{"code", "text"}]}` for it to `out`.

    A line that cannot be judged goes to `err` with its number, the others are still answered. Empty lines are passed
    over. Returns the exit status: 0, or 2 when there were bad lines.
    """
    status = 0
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8")  # whatever the locale says
    lines = getattr(lines, "buffer", lines)  # of a text stream the bytes, so that one bad byte costs one line
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            answer = _answer(row["id"], judge(_case(row)), row.get("lang"))
        except BadLine as wrong:
            err.write(f"line {number}: {wrong}\n")
            status = 2
            continue
        out.write(answer + "\n")
    return status


def _row(line: bytes | str) -> dict[str, Any]:
    """Return the object that a line holds, with an id and a note."""
    if len(line) > LONGEST_LINE:
        raise BadLine(f"longer than {LONGEST_LINE} characters")
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        row = json.loads(text.lstrip("\ufeff"))
    except UnicodeDecodeError:
        raise BadLine("not UTF-8") from None
    except (ValueError, RecursionError):
        raise BadLine("not JSON") from None
    if not isinstance(row, dict):
        raise BadLine("not an object")
    if isinstance(row.get("id"), bool) or not isinstance(row.get("id"), str | int):
        raise BadLine('"id" is missing or neither a text nor a whole number')
    if not isinstance(row.get("note"), str):
        raise BadLine('"note" is missing or not a text')
    return row


def _text(row: dict[str, Any], name: str) -> str:
    """Return a text; missing or null is empty."""
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f'"{name}" is not a text')
    return value


def _texts(row: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return a list of texts; missing or null is empty."""
    value = row.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadLine(f'"{name}" is not a list of texts')
    return tuple(value)


def _object(row: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object; missing or null is empty."""
    value = row.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadLine(f'"{name}" is not an object')
    return value


def _case(row: dict[str, Any]) -> Case:
    """Make a case of a row; what is missing besides id and note is empty."""
    sender, to = _object(row, "sender"), _object(row, "recipient")
    return Case(
        sender=Sender(_text(sender, "name"), _text(sender, "bio")),
        recipient=Recipient(
            name=_text(to, "name"),
            bio=_text(to, "bio"),
            welcome=_text(to, "welcome"),
            posts=_texts(to, "posts"),
            tags=_texts(to, "tags"),
            places=_texts(to, "places"),
        ),
        note=row["note"],
        sent_before=_texts(row, "sent_before"),
        lang=_text(row, "lang"),
    )


def _answer(line_id: str | int, verdict: Verdict, lang: object) -> str:
    """Return the line of output: reasons in French for a French note or one of no said language, else in English."""
    with speaking("fr" if not lang or lang == "fr" else "en"):
        reasons = [{"code": reason.code, "text": reason.text} for reason in verdict.reasons]
    answer = {"id": line_id, "score": verdict.score, "reasons": reasons}
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a pair of surrogates can stand in JSON, but not in UTF-8
        text = json.dumps(answer)
    return text
