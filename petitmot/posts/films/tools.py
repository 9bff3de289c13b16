"""The programs that make films and sounds: where they are, whether they can what is needed, and how one is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

import petitmot

NEEDED = ("libx264", "aac", "libmp3lame")  # the writers of what every browser plays


class Failed(Exception):
    """The program did not do it: `told` is what it said; `killed` where a limit ended it."""

    def __init__(self, told: str, *, killed: bool) -> None:
        super().__init__(told)
        self.told, self.killed = told, killed


@dataclass(frozen=True)
class Tools:
    """Where the two programs are (absolute paths)."""

    ffmpeg: str
    ffprobe: str


def tools() -> Tools | None:
    """Return the programs of this server, or None where there are none that can what is needed.

    The setting names ffmpeg ("" looks for it, "off" does without); ffprobe lies beside it, or is looked for, too.
    """
    return _found(settings.PETITMOT_FFMPEG, os.environ.get("PATH", ""))


@lru_cache(maxsize=8)
def _found(named: str, path: str) -> Tools | None:
    ffmpeg = None if named == "off" else shutil.which(named or "ffmpeg", path=path)
    if ffmpeg is None:
        return None
    beside = Path(ffmpeg).with_name("ffprobe")
    ffprobe = str(beside) if os.access(beside, os.X_OK) else shutil.which("ffprobe", path=path)
    if ffprobe is None or lacking(ffmpeg):
        return None
    return Tools(os.path.abspath(ffmpeg), os.path.abspath(ffprobe))


def lacking(ffmpeg: str) -> list[str]:
    """Return which of the needed writers an ffmpeg does not have; all of them where it does not run."""
    asked = [ffmpeg, "-hide_banner", "-loglevel", "error", "-encoders"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return list(NEEDED)
    has = {line.split()[1] for line in told.stdout.splitlines() if len(line.split()) > 1}
    return [name for name in NEEDED if name not in has]


def run(program: str, arguments: list[str], *, seconds: int, largest: int, patience: float) -> bytes:
    """Run one of the programs as a child with limits, and return what it wrote. Raises `Failed`.

    `seconds` of CPU, `largest` file in bytes, `patience` in seconds by the clock on the wall.
    """
    command = [sys.executable, "-m", "petitmot.posts.films.child", str(seconds), str(largest), program, *arguments]
    environment = {  # a bare one: the child knows no secret
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(Path(petitmot.__file__).parents[1]),
        "PYTHONSAFEPATH": "1",
        "MALLOC_ARENA_MAX": "2",
    }
    try:
        child = subprocess.run(  # noqa: S603 - no shell; the command is ours, the file is named by its whole path
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Failed("it took too long", killed=True) from error
    if child.returncode:
        told = child.stderr.decode(errors="replace")[-2000:]
        raise Failed(told, killed=child.returncode < 0 or "Cannot allocate memory" in told)
    return child.stdout
