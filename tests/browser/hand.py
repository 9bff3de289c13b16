"""A hand inside the house: a process that stays open beside the server and does deeds by the real verbs.

Starting Django takes a second; a line of JSON to a process that has started takes a millisecond.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.serving import ROOT, environment


class Hand:
    """`hand.do("follow", who="ana", whom="bruno")` calls that function of `deeds.py` in the house."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, deed: str, **arguments: Any) -> Any:
        """Do a deed and return what it returns; an error there is an error here."""
        process = self._process
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps([deed, arguments]) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the hand has gone, at {deed}({arguments})")
        done = json.loads(answer)
        if "error" in done:
            raise RuntimeError(f"{deed}({arguments}):\n{done['error']}")
        return done["value"]


@contextmanager
def hand(data: Path, more: Mapping[str, str] | None = None) -> Iterator[Hand]:
    """Open a hand in a data folder."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "tests.browser.deeds"],
        cwd=ROOT,
        env=environment(data, **(more or {})),
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield Hand(process)
        assert process.stdin
        process.stdin.close()
