"""What an answer means: it arrived, it goes out again later, it never will, or the whole server is silent."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Literal

from petitmot.federation.signatures.signing import Scheme

FIRST_PAUSE, LONGEST_PAUSE = 30.0, 6 * 3600.0  # seconds
MOST_ATTEMPTS = 16  # of one delivery to a server that answers: about two days and a half
MOST_REFUSALS = 8  # of a signature: about an hour, for a server that could not fetch the key
LONGEST_WISH = 3600.0  # seconds; whatever a server wishes us to wait


Learned = Literal["", "cavage", "rfc9421"]  # "": nothing known


class Kind(Enum):
    """How an attempt ended."""

    DONE = "done"
    LATER = "later"  # this one failed, the server answers
    NEVER = "never"
    GONE = "gone"  # nobody is behind that inbox
    SLOWER = "slower"  # the server answers, and wishes us to wait
    SILENT = "silent"  # the server does not answer, or not as itself


@dataclass(frozen=True)
class Answer:
    """What a server said to a POST: the status, the seconds it wishes us to wait, the first signs of the body."""

    status: int
    wait: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended; `scheme` is what the server took, "" where that was not learned."""

    kind: Kind
    error: str = ""
    scheme: Learned = ""
    wait: float | None = None


def outcome_of(answer: Answer, scheme: Scheme, attempts: int) -> Outcome:
    """Read an answer. `attempts` is how often this delivery failed before."""
    status, error = answer.status, f"{answer.status} {answer.text}".strip()
    if 200 <= status < 300:
        return Outcome(Kind.DONE, scheme=scheme)
    if status in (404, 410):
        return Outcome(Kind.GONE, error)
    if status == 429:
        return Outcome(Kind.SLOWER, error, wait=min(answer.wait or FIRST_PAUSE, LONGEST_WISH))
    if status in (502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530):  # a proxy speaks in place of the server
        return Outcome(Kind.SILENT, error, wait=answer.wait)
    if status in (401, 403):
        return Outcome(Kind.LATER if attempts + 1 < MOST_REFUSALS else Kind.NEVER, error)
    if status in (408, 425) or status >= 500:
        return Outcome(Kind.LATER if attempts + 1 < MOST_ATTEMPTS else Kind.NEVER, error)
    return Outcome(Kind.NEVER, error)


def pause(failures: int) -> timedelta:
    """How long to wait after the `failures`-th failure in a row: doubling, with a quarter of chance both ways."""
    seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(30, failures - 1))
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311 - not a secret
