"""The commands of `bin/` in a checkout that is set up: quiet, quick, callable from anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from petitmot import __version__

ROOT = Path(__file__).parents[2]
SET_UP = (ROOT / ".venv" / ".petitmot-setup").exists()

pytestmark = pytest.mark.skipif(not SET_UP, reason="this checkout was not prepared by bin/setup")


def run(*command: str | Path, cwd: Path = Path("/")) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, text=True, capture_output=True, timeout=60)


def test_setup_says_nothing_and_takes_no_time_when_nothing_is_to_do():
    run(ROOT / "bin" / "setup", "--serve")
    start = time.monotonic()
    done = run(ROOT / "bin" / "setup", "--serve")
    assert time.monotonic() - start < 1
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_line_can_be_called_from_any_folder_and_adds_nothing(tmp_path: Path):
    (tmp_path / "petitmot").mkdir()
    (tmp_path / "secrets.py").write_text("raise SystemExit('the wrong module')")
    done = run(ROOT / "bin" / "petitmot", "version", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (f"{__version__}\n", "")


def test_a_checkout_may_stand_in_a_folder_with_spaces(tmp_path: Path):
    there = tmp_path / "mes petits mots"
    (there / "bin").mkdir(parents=True)
    for name in ("setup", "petitmot"):
        shutil.copy(ROOT / "bin" / name, there / "bin" / name)
    shutil.copy(ROOT / "requirements.lock", there)
    (there / ".venv").symlink_to(ROOT / ".venv")
    (there / "petitmot").symlink_to(ROOT / "petitmot")
    assert run(there / "bin" / "petitmot", "version").stdout == f"{__version__}\n"


def test_every_command_is_executable_and_every_script_parses():
    for path in [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"]:
        if path.is_file():
            assert os.access(path, os.X_OK), path.name
            if path.read_text().startswith("#!/usr/bin/env bash"):
                assert run("bash", "-n", path).returncode == 0, path.name


@pytest.mark.parametrize(
    "line",
    [
        "12 passed in 3.20s",
        "1 failed, 12 passed, 3 warnings in 61.20s (0:01:01)",
        "==== 3 passed, 1 skipped in 0.12s ====",
    ],
)
def test_the_summary_of_a_suite_is_recognised(line: str):
    sys.path.insert(0, str(ROOT / "bin" / "parts"))
    try:
        import check
    finally:
        sys.path.pop(0)
    assert check.SUMMARY.match(line)
    assert not check.SUMMARY.match("FAILED tests/x.py::test - assert 1 passed in 3s")
