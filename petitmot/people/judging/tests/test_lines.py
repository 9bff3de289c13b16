"""`petitmot words score`: lines in, lines out."""

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from petitmot.people.judging.lines import LONGEST_LINE, score_lines

ROW: dict[str, Any] = {
    "id": "n1",
    "lang": "fr",
    "sender": {"name": "Hélène", "bio": ""},
    "recipient": {"name": "Agathe", "bio": "", "welcome": "", "posts": [], "tags": [], "places": []},
    "note": "Bonjour, je vous invite à rejoindre mon réseau professionnel.",
    "sent_before": [],
}


def run(*lines: bytes | str) -> tuple[int, list[dict[str, Any]], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    status = score_lines(lines, out, err)
    return status, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines()


def line(**changes) -> bytes:
    return json.dumps({**ROW, **changes}, ensure_ascii=False).encode() + b"\n"


def test_a_line_is_answered_with_id_score_and_reasons():
    status, answers, errors = run(line())
    assert (status, errors) == (0, [])
    assert set(answers[0]) == {"id", "score", "reasons"}
    assert answers[0]["id"] == "n1" and 0 <= answers[0]["score"] < 0.5
    assert answers[0]["reasons"][0] == {
        "code": "ready_made",
        "text": "C’est la phrase toute prête d’un autre réseau, ou presque.",
    }


def test_a_note_of_no_said_language_has_its_reasons_in_french():
    _status, answers, _errors = run(line(lang="", note="Bonjour."))
    assert answers[0]["reasons"][0]["text"] == run(line(note="Bonjour."))[1][0]["reasons"][0]["text"]


def test_a_note_in_another_language_has_its_reasons_in_english():
    _status, answers, _errors = run(line(lang="de", note="Lassen Sie uns vernetzen."))
    assert "ready-made" in answers[0]["reasons"][0]["text"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not an object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": ' + b"9" * 5000 + b', "note": "x"}', "not JSON"),
        (b'{"note": "Bonjour"}', '"id"'),
        (b'{"id": true, "note": "Bonjour"}', '"id"'),
        (b'{"id": [], "note": "Bonjour"}', '"id"'),
        (b'{"id": "a"}', '"note"'),
        (b'{"id": "a", "note": 5}', '"note"'),
        (b'{"id": "a", "note": null}', '"note"'),
        (b'{"id": "a", "note": "x", "recipient": 5}', '"recipient"'),
        (b'{"id": "a", "note": "x", "recipient": {"posts": "y"}}', '"posts"'),
        (b'{"id": "a", "note": "x", "recipient": {"name": 5}}', '"name"'),
        (b'{"id": "a", "note": "x", "sender": []}', '"sender"'),
        (b'{"id": "a", "note": "x", "sent_before": [1]}', '"sent_before"'),
        (b'{"id": "a", "note": "x", "lang": {}}', '"lang"'),
        (b"x" * (LONGEST_LINE + 1), "longer"),
    ],
    ids=range(18),
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_answered(bad: bytes, says: str):
    status, answers, errors = run(line(id="first"), b"\n", bad, line(id="last"))
    assert status == 2
    assert [answer["id"] for answer in answers] == ["first", "last"]
    assert len(errors) == 1 and errors[0].startswith("line 3: ") and says in errors[0]


def test_what_is_missing_besides_id_and_note_is_empty():
    status, answers, errors = run(
        b'{"id": 7, "note": "Bonjour"}', b'{"id": "8", "note": "", "sender": null, "recipient": {"bio": null}}'
    )
    assert (status, errors) == (0, [])
    assert [answer["id"] for answer in answers] == [7, "8"]
    assert answers[1]["score"] == 0


@pytest.mark.parametrize(
    "note", ["\0\0\0", "a\0b", "\ud800", "é" * 5_000, "(" * 5_000, "a." * 5_000, "\u202e\u200b", "🙂" * 2_000]
)
def test_strange_notes_are_answered_in_utf_8(note: str):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    title = note[:50]
    row = {**ROW, "id": title, "note": note, "recipient": {**ROW["recipient"], "posts": [title]}}
    assert score_lines([json.dumps(row)], out, io.StringIO()) == 0
    out.flush()


def test_text_lines_a_byte_order_mark_and_windows_line_ends_are_read():
    status, answers, _errors = run("\ufeff" + line().decode().replace("\n", "\r\n"))
    assert status == 0 and len(answers) == 1


def test_a_bad_byte_in_a_text_stream_costs_one_line_only():
    stream = io.TextIOWrapper(io.BytesIO(line(id="a") + b"\xff\n" + line(id="b")), encoding="utf-8")
    status, answers, errors = _run_stream(stream)
    assert status == 2 and [answer["id"] for answer in answers] == ["a", "b"]
    assert errors == ["line 2: not UTF-8"]


def _run_stream(stream: io.TextIOWrapper) -> tuple[int, list[dict[str, Any]], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    status = score_lines(stream, out, err)
    return status, [json.loads(one) for one in out.getvalue().splitlines()], err.getvalue().splitlines()


@pytest.mark.parametrize(
    "named", [{}, {"DJANGO_SETTINGS_MODULE": "petitmot.site.settings"}], ids=["no settings", "not set up"]
)
def test_it_runs_before_django_is_set_up(named: dict[str, str]):
    code = "import sys; from petitmot.people.judging.lines import score_lines; sys.exit(score_lines(sys.stdin.buffer, sys.stdout, sys.stderr))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=line() + line(lang="en"),
        capture_output=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ".", **named},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    in_french, in_english = [json.loads(one)["reasons"][0]["text"] for one in done.stdout.splitlines()]
    assert in_french.startswith("C’est la phrase toute prête")
    assert in_english.startswith("This is another network’s ready-made sentence")
