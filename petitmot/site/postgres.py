"""PostgreSQL's own programs for copying a database: found, called, never shown a password on a command line."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from petitmot.site.saying import say


class PostgresError(Exception):
    """One of the programs is not there, or did not succeed."""


def dump(address: str, target: Path) -> Path:
    """Copy the whole database, as of one moment, in pg_dump's own format."""
    _run("pg_dump", address, "--format=custom", "--no-owner", "--no-acl", f"--file={target}")
    return target


def restore(address: str, source: Path) -> None:
    """Bring a copy back into an empty database."""
    name = urlsplit(address).path.lstrip("/")
    _run("pg_restore", address, "--no-owner", "--no-acl", "--exit-on-error", f"--dbname={name}", str(source))


def _run(program: str, address: str, *arguments: str) -> None:
    path = _find(program)
    parts = urlsplit(address)
    told = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": unquote(parts.username) if parts.username else None,
        "PGPASSWORD": unquote(parts.password) if parts.password else None,
        "PGDATABASE": parts.path.lstrip("/"),
    }
    env = os.environ | {name: value for name, value in told.items() if value}
    done = subprocess.run([path, *arguments], env=env, text=True, stderr=subprocess.PIPE)  # noqa: S603
    if done.returncode:
        raise PostgresError(done.stderr.strip())


def _find(program: str) -> str:
    """The newest one on this machine: an older pg_dump refuses a newer server."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    newest = sorted(versions, key=lambda path: float(path.parts[-3]), reverse=True)
    found = str(newest[0]) if newest else shutil.which(program)
    if not found:
        raise PostgresError(
            say(
                f"{program} est introuvable : installez les programmes de PostgreSQL.",
                f"{program} is not here: install PostgreSQL's programs.",
            )
        )
    return found
