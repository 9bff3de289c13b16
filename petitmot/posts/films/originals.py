"""Files that were taken and wait to be made, in a folder of the media folder that is never served; and where they end."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)
PIECE = 1_048_576  # bytes


def folder() -> Path:
    """Where they wait: beside the files that are served, so that what was made is moved and not copied."""
    path = Path(settings.MEDIA_ROOT) / "waiting"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def take(path: Path) -> str:
    """Copy a file in, so that it outlives this process and this machine's sleep; return the token it waits under."""
    token = secrets.token_hex(16)
    part = folder() / f".{token}"
    with path.open("rb") as source, open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy:
        shutil.copyfileobj(source, copy, PIECE)
        copy.flush()
        os.fsync(copy.fileno())
    part.replace(folder() / token)
    return token


def path_of(token: str) -> Path | None:
    """Return where a file waits, None where there is none."""
    path = folder() / token
    return path if _TOKEN.fullmatch(token) and path.is_file() else None


def forget(token: str) -> None:
    """Delete what waits under a token; nothing where nothing does."""
    if _TOKEN.fullmatch(token):
        (folder() / token).unlink(missing_ok=True)


def older_than(before: float) -> Iterator[str]:
    """The tokens of what was taken before a moment (seconds since 1970)."""
    for path in folder().iterdir():
        if _TOKEN.fullmatch(path.name) and path.stat().st_mtime < before:
            yield path.name


def clear_halves(before: float) -> int:
    """Delete what a process that ended left half done before a moment; return how many files and folders there were."""
    halves = [path for path in folder().glob(".*") if path.stat().st_mtime < before]
    for path in halves:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(halves)


def keep_copy(path: Path, ending: str) -> str:
    """Copy a file to its place, named by its content; return the name below MEDIA_ROOT."""
    token = take(path)
    try:
        return keep_for_good(folder() / token, ending)
    finally:
        forget(token)


def keep_for_good(path: Path, ending: str) -> str:
    """Move a finished file to its place, named by its content (rule 42); return the name below MEDIA_ROOT."""
    with path.open("rb") as file:
        named = hashlib.file_digest(file, "sha256").hexdigest()[:40]
        os.fsync(file.fileno())
    name = f"{named[:2]}/{named[2:4]}/{named}.{ending}"
    final = Path(settings.MEDIA_ROOT) / name
    if final.exists():
        os.utime(final)  # whoever cleans away what nothing names sees that it is wanted again
    else:
        final.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(0o644)
        path.replace(final)
    return name
