"""The C library keeps what is freed: a statement that makes small tables does not ask the system for pages each time."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import resource, sqlite3, sys
from petitmot.site.server import keep_freed_memory
if sys.argv[1] == "keep":
    keep_freed_memory()
tables = ", ".join(f"t{n}(a) AS MATERIALIZED (SELECT value FROM json_each(:numbers))" for n in range(12))
asked = f"WITH {tables} SELECT COUNT(*) FROM " + " JOIN ".join(f"t{n} USING (a)" if n else "t0" for n in range(12))
numbers = str([*range(2000)])
database = sqlite3.connect(":memory:")
for _ in range(20):
    database.execute(asked, {"numbers": numbers}).fetchall()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(100):
    database.execute(asked, {"numbers": numbers}).fetchall()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(how: str) -> int:
    """Return how often a page had to be had from the system, by a hundred statements."""
    done = subprocess.run([sys.executable, "-c", CODE, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_statements_with_small_tables_of_their_own_ask_the_system_for_no_memory():
    without, kept = faults("leave"), faults("keep")
    if without < 1_000:
        pytest.skip("this C library keeps what is freed by itself")
    assert kept < without / 10
