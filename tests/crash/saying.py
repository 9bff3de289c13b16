"""What the child does: words are said, each is heard in three ways."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection, transaction

from petitmot.jobs import announcing
from petitmot.jobs.announcing import Reaction, announce
from petitmot.jobs.models import Job
from petitmot.jobs.runner import Runner


@dataclass(frozen=True)
class WordSaid:
    number: int


def hear(fact: WordSaid) -> None:
    _note("hear", fact.number)


def hear_slowly(fact: WordSaid) -> None:
    time.sleep(0.001)
    _note("hear_slowly", fact.number)


def hear_in_order(fact: WordSaid) -> None:
    _note("hear_in_order", fact.number)


def of_three(fact: WordSaid) -> str:
    return f"ear {fact.number % 3}"


def _note(ear: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO heard (ear, number) VALUES (%s, %s)", [ear, number])


def wire() -> None:
    """Make the tables of the first life, and say what follows from a word."""
    if "jobs_job" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        serial = "BIGSERIAL PRIMARY KEY" if connection.vendor == "postgresql" else "INTEGER PRIMARY KEY"
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE said (number INTEGER)")
            cursor.execute(f"CREATE TABLE heard (id {serial}, ear TEXT, number INTEGER)")
    reactions = [Reaction(hear), Reaction(hear_slowly, "soon"), Reaction(hear_in_order, "later", key=of_three)]
    announcing.install({WordSaid: reactions})


def say_for_ever(number: int) -> None:
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO said (number) VALUES (%s)", [number])
            announce(WordSaid(number))
        print(number, flush=True)
        number += 1
        time.sleep(0.0005)


def main(task: str, first: int = 0) -> None:
    """`say` words from number `first` on until killed, or `finish` what is left and end."""
    wire()
    runner = Runner(2, lease=1.0)
    runner.start()
    if task == "say":
        say_for_ever(first)
    while Job.objects.exists():
        time.sleep(0.02)
    if not runner.stop(10):
        sys.exit("the runner did not stop")
