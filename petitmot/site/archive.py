"""A back-up: one tar file with the database of one moment, the media and the secrets (rule 43)."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from petitmot import __version__
from petitmot.site import postgres
from petitmot.site.config import Config

FORMAT = 1
SQLITE, POSTGRESQL, SUMS = "petitmot.sqlite3", "petitmot.pgdump", "sums.json"
FILES = ("secret", "domain", "petitmot.toml")  # beside the database


class ArchiveError(Exception):
    """The file is no back-up, or not a whole one."""


def back_up(config: Config, target: Path) -> int:
    """Write the back-up to `target` (readable by its owner only), read it again, and give its size in bytes.

    The database is copied first: media that arrive meanwhile are too many, never too few. A file that stood there
    before is replaced only by a whole one.
    """
    half = target.with_name(target.name + ".half")
    handle = os.open(half, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
    os.fchmod(handle, 0o600)
    try:
        with os.fdopen(handle, "wb") as file, tempfile.TemporaryDirectory(dir=target.parent) as room:
            database = _copy_database(config, Path(room))
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                _write(tar, config, database)
            file.flush()
            os.fsync(file.fileno())
        check(half)
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)
    return target.stat().st_size


def _copy_database(config: Config, room: Path) -> Path:
    if config.database:
        return postgres.dump(config.database, room / POSTGRESQL)
    copy = room / SQLITE
    source = sqlite3.connect(f"file:{config.data / SQLITE}?mode=ro", uri=True)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    return copy


def _write(tar: tarfile.TarFile, config: Config, database: Path) -> None:
    sums = {}
    for path, name in [(database, database.name), *_files(config.data)]:
        try:
            sums[name] = sum_of(path)
        except FileNotFoundError:  # a film that was waiting has been made meanwhile: its row is older than its file
            continue
        tar.add(path, name, recursive=False)
    about = {"format": FORMAT, "version": __version__, "made": datetime.now(UTC).isoformat(), "sums": sums}
    content = json.dumps(about, indent=1).encode()
    entry = tarfile.TarInfo(SUMS)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _files(data: Path) -> Iterator[tuple[Path, str]]:
    """What lies beside the database: (where it is, its name in the back-up)."""
    for name in FILES:
        if (data / name).is_file():
            yield data / name, name
    for path in sorted((data / "media").rglob("*")):
        half = any(part.startswith(".") for part in path.relative_to(data / "media").parts)  # being written
        if path.is_file() and not path.is_symlink() and not half:
            yield path, path.relative_to(data).as_posix()


def sum_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(path: Path) -> dict[str, str]:
    """Read a back-up through; its names and sums, or an `ArchiveError`."""
    seen: dict[str, str] = {}
    about = None
    try:
        with tarfile.open(path, "r:") as tar:
            for entry in tar:
                file = tar.extractfile(entry)
                if file is None or not _is_known(entry.name):
                    raise ArchiveError(entry.name)
                if entry.name == SUMS:
                    about = json.loads(file.read())
                else:
                    seen[entry.name] = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except (tarfile.TarError, OSError, ValueError) as error:
        raise ArchiveError(str(error)) from error
    if not about or about.get("format") != FORMAT or about.get("sums") != seen:
        raise ArchiveError(SUMS)
    return seen


def _is_known(name: str) -> bool:
    """Whether a name may stand in a back-up: never one that leads out of the folder."""
    parts = name.split("/")
    inside = ".." not in parts and "" not in parts
    return inside and (name in {SQLITE, POSTGRESQL, SUMS, *FILES} or parts[0] == "media")


def unpack(path: Path, data: Path) -> str:
    """Put a checked back-up into an empty folder; the name of its database file."""
    names = check(path)
    with tarfile.open(path, "r:") as tar:
        for entry in tar:
            if entry.name != SUMS:
                tar.extract(entry, data, filter="data")
    for made in data.rglob("*"):
        made.chmod(0o700 if made.is_dir() else 0o600)
    for name, wanted in names.items():
        if sum_of(data / name) != wanted:
            raise ArchiveError(name)
    return SQLITE if SQLITE in names else POSTGRESQL
