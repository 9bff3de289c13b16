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
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from postgres import postgresql

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PYTHON = sys.executable
SUMMARY = re.compile(r"^=*\s*(no tests ran|\d+ (passed|failed|skipped|error|deselected)).* in [\d.]+s")

LOOKING: list[tuple[str, list[str]]] = [
    ("types", [PYTHON, "-m", "mypy", "petitmot", "tests"]),
    ("lint", [PYTHON, "-m", "ruff", "check", "."]),
    ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ("layers", [str(BIN / "lint-imports")]),
    ("translations", [PYTHON, "bin/parts/messages.py", "--check"]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
]


@dataclass
class Outcome:
    """How one step went."""

    name: str
    passed: bool
    seconds: float
    summary: str = ""


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
    """Run the suite (or a part), showing what it says as it comes and keeping its summary line."""
    print(f"--- {name}", flush=True)
    start, summary = time.monotonic(), ""
    command = [PYTHON, "-m", "pytest", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            print(line, end="", flush=True)
            if SUMMARY.match(line):
                summary = line.strip()
    return Outcome(name, run.returncode == 0, time.monotonic() - start, summary)


def close(outcomes: list[Outcome], seconds: float, remark: str) -> int:
    """The last lines: what each step took, the summaries of the suites, what failed."""
    print("\nOù le temps est passé :")
    for outcome in sorted(outcomes, key=lambda one: -one.seconds):
        print(f"  {outcome.seconds:6.1f} s  {'ok ' if outcome.passed else 'NON'}  {outcome.name}")
    print(f"  {seconds:6.1f} s  en tout")
    for outcome in outcomes:
        if outcome.summary:
            print(f"{outcome.name}: {outcome.summary}")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    print("Ne passe pas : " + ", ".join(failed) if failed else "Tout passe.")
    if remark:
        print(remark)
    return 1 if failed else 0


def suites(quick: bool, env: dict[str, str]) -> tuple[list[Outcome], str]:
    """The suite on SQLite, then on PostgreSQL, then in the browser (`--quick`: SQLite only, no slow test)."""
    wanted = "not browser and not slow" if quick else "not browser"
    outcomes = [pytest("SQLite", ["-n", "2", "-m", wanted], env)]
    if quick:
        return outcomes, ""
    remark = ""
    with postgresql() as address:
        if address:
            there = env | {"PETITMOT_DATABASE": address}
            outcomes.append(pytest("PostgreSQL", ["-n", "2", "-m", "not browser or everywhere"], there))
        else:
            remark = "Aucun PostgreSQL n’était possible ici : vérifié sur SQLite seul."
    outcomes.append(pytest("navigateur", ["-n", "2", "-m", "browser"], env))
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
