"""Run every check, say at the end what failed and where the time went."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from postgres import postgresql

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PYTHON = sys.executable
SUMMARY = re.compile(r"^=*\s*(no tests ran|\d+ (passed|failed|skipped|error|deselected)).* in [\d.]+s")
FAULT = re.compile(r"^(?:FAILED|ERROR) (\S+::.+?)(?: - .*)?$")
MOST_UNSTEADY = 8  # more than these are no accident: they are not tried again

# Two cores are busy with three: tests wait for servers, browsers and children. Who is done takes tests of the others.
TOGETHER = ["-n", "3", "--dist", "worksteal"]

LOOKING: list[tuple[str, list[str]]] = [
    ("types", [PYTHON, "-m", "mypy", "petitmot", "tests"]),
    ("lint", [PYTHON, "-m", "ruff", "check", "."]),
    ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("layers", [str(BIN / "lint-imports")]),
    ("translations", [PYTHON, "bin/parts/messages.py", "--check"]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
]
# The shorter round: the ground, the domain, the house itself, and the tables of who may see and do what.
QUICK = [
    *(f"petitmot/{room}" for room in ("kit", "jobs", "people", "posts/tests", "reading", "attentions", "moderation")),
    *("petitmot/look", "tests/house", "petitmot/web/tests/test_table.py", "petitmot/web/tests/test_words.py"),
    *("petitmot/client_api/tests/test_who_may.py", "petitmot/client_api/tests/test_permissions.py"),
    "petitmot/federation/tests/test_seeing.py",
]


@dataclass
class Outcome:
    """How one step went."""

    name: str
    passed: bool
    seconds: float
    summary: str = ""
    unsteady: list[str] = field(default_factory=list)


def environment(**more: str) -> dict[str, str]:
    """The environment of a check: nothing of the operator's own settings reaches it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PETITMOT_")}
    return clean | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | more


def look(name: str, command: Sequence[str], env: dict[str, str]) -> Outcome:
    """Run a step that only looks at files; what it says is shown where it fails."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    seconds = time.monotonic() - start
    passed = done.returncode == 0
    print(f"{'ok ' if passed else 'NON'} {name} ({seconds:.0f} s)" + ("" if passed else f"\n{done.stdout}"), flush=True)
    return Outcome(name, passed, seconds)


def pytest(name: str, arguments: Sequence[str], env: dict[str, str]) -> Outcome:
    """Run a suite; where a few tests fail, run these once more, alone, and say by name which were not steady."""
    code, summary, failed, seconds = run_tests(name, arguments, env)
    if code != 1 or not 0 < len(failed) <= MOST_UNSTEADY:
        return Outcome(name, code == 0, seconds, summary)
    again = run_tests(f"{name}, encore une fois", ["-n", "0", *failed], env)
    outcome = Outcome(name, again[0] == 0, seconds + again[3], summary)
    if outcome.passed:
        outcome.unsteady = failed
    return outcome


def run_tests(name: str, arguments: Sequence[str], env: dict[str, str]) -> tuple[int, str, list[str], float]:
    """Run pytest, showing what it says as it comes: its exit status, its last line, the tests that failed, seconds."""
    print(f"--- {name}", flush=True)
    start, summary, failed = time.monotonic(), "", []
    command = [PYTHON, "-m", "pytest", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            print(line, end="", flush=True)
            if SUMMARY.match(line):
                summary = line.strip()
            if fault := FAULT.match(line):
                failed.append(fault[1])
    return run.returncode, summary, failed, time.monotonic() - start


def close(outcomes: list[Outcome], seconds: float, remark: str) -> int:
    """The last lines: what each step took, the summaries of the suites, what failed."""
    print("\nOù le temps est passé :")
    for outcome in sorted(outcomes, key=lambda one: -one.seconds):
        print(f"  {outcome.seconds:6.1f} s  {'ok ' if outcome.passed else 'NON'}  {outcome.name}")
    print(f"  {seconds:6.1f} s  en tout")
    for outcome in outcomes:
        if outcome.summary:
            print(f"{outcome.name}: {outcome.summary}")
        for test in outcome.unsteady:
            print(f"{outcome.name}: pas stable, n’est passé que seul : {test}")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    print("Ne passe pas : " + ", ".join(failed) if failed else "Tout passe.")
    if remark:
        print(remark)
    return 1 if failed else 0


def suites(quick: bool, env: dict[str, str]) -> tuple[list[Outcome], str]:
    """The suite on SQLite, then on PostgreSQL, then in the browser (`--quick`: its heart on SQLite, and the journeys)."""
    if quick:
        heart = pytest("SQLite", [*TOGETHER, "-m", "not browser and not slow", *QUICK], env)
        return [heart, pytest("navigateur", [*TOGETHER, "-m", "journey", "tests/browser"], env)], ""
    outcomes, remark = [pytest("SQLite", [*TOGETHER, "-m", "not browser"], env)], ""
    with postgresql() as address:
        if address:
            there = env | {"PETITMOT_DATABASE": address}
            outcomes.append(pytest("PostgreSQL", [*TOGETHER, "-m", "not (browser or once) or everywhere"], there))
        else:
            remark = "Aucun PostgreSQL n’était possible ici : vérifié sur SQLite seul."
    outcomes.append(pytest("navigateur", [*TOGETHER, "-m", "browser"], env))
    return outcomes, remark


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--quick"]):
        print("bin/check [--quick]", file=sys.stderr)
        return 2
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="petitmot-check-") as data:
        env = environment(PETITMOT_DATA=data)
        with ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(lambda step: look(step[0], step[1], env), LOOKING))
        more, remark = suites(bool(arguments), env)
    return close(outcomes + more, time.monotonic() - start, remark)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
