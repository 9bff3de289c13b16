"""Facts and reactions for the tests of the outbox; `seen` is what happened, in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.jobs.models import Job
from petitmot.kit.refusals import TryLater

seen: list[tuple[str, int]] = []
gate = threading.Event()  # `wait_at_gate` waits for it
at_gate = threading.Event()  # set when somebody waits there
broken: set[int] = set()  # numbers for which `break_some` fails
after: set[int] = set()  # numbers for which `ask_for_patience` is not ready yet


@dataclass(frozen=True)
class Rang:
    number: int
    who: str = ""
    loud: bool = False
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class Opened:
    number: int


kept: list[Rang] = []


def note(fact: Rang) -> None:
    seen.append(("note", fact.number))


def note_again(fact: Rang) -> None:
    seen.append(("note_again", fact.number))


def keep(fact: Rang) -> None:
    kept.append(fact)


def only_loud(fact: Rang) -> None:
    seen.append(("only_loud", fact.number))


def is_loud(fact: Rang) -> bool:
    return fact.loud


def key_of(fact: Rang) -> str:
    return fact.who


def break_some(fact: Rang) -> None:
    seen.append(("break_some", fact.number))
    if fact.number in broken:
        raise ValueError(f"{fact.number} is broken")


def ask_for_patience(fact: Rang) -> None:
    seen.append(("ask_for_patience", fact.number))
    if fact.number in after:
        raise TryLater("the server does not answer", wait=600)


def be_vague(fact: Rang) -> None:
    seen.append(("be_vague", fact.number))
    raise TryLater("not yet")


def leave(fact: Rang) -> None:
    raise SystemExit(3)


def open_door(fact: Rang) -> None:
    seen.append(("open_door", fact.number))
    with transaction.atomic():
        announce(Opened(fact.number + 1))


def note_opened(fact: Opened) -> None:
    seen.append(("note_opened", fact.number))


def write_and_fail(fact: Rang) -> None:
    Job.objects.filter(given_up_at__isnull=True).update(last_error="half done")
    raise ValueError("no")


def wait_at_gate(fact: Rang) -> None:
    seen.append(("wait_at_gate", fact.number))
    at_gate.set()
    gate.wait(20)


def take_a_while(fact: Rang) -> None:
    time.sleep(0.03)
    seen.append(("take_a_while", fact.number))


def sweep() -> None:
    seen.append(("sweep", 0))


def sweep_badly() -> None:
    seen.append(("sweep_badly", 0))
    raise ValueError("no broom")


batches: list[int] = []  # how many facts `note_together` was handed, each time


def note_together(facts: Sequence[Rang]) -> None:
    """As `note`, for many: all of them or, where one is broken, none."""
    batches.append(len(facts))
    if any(fact.number in broken for fact in facts):
        raise ValueError("one of them is broken")
    seen.extend(("break_some", fact.number) for fact in facts)
