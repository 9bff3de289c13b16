"""A PostgreSQL for the checks: the one that is named, one that answers nearby, or a throw-away cluster of our own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

NEARBY = "postgresql://postgres@127.0.0.1:5432/postgres"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}


@contextmanager
def postgresql() -> Iterator[str | None]:
    """Give the address of a database server that may make databases, or None where none is possible."""
    named = os.environ.get("PETITMOT_TEST_POSTGRES")
    if named:
        yield named
        return
    if _answers(NEARBY):
        yield NEARBY
        return
    programs = _programs()
    if programs is None:
        yield None
        return
    with _throw_away(programs) as address:
        yield address


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=3, passfile=os.devnull + "/none") as connection:
            row = connection.execute("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
            found = row.fetchone()
            return bool(found and found[0])
    except psycopg.Error:
        return False


def _programs() -> Path | None:
    """The folder of initdb and postgres: the newest of Debian's, or wherever the path finds them."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: float(path.parts[-3]), reverse=True)
    if newest:
        return newest[0].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _other_user() -> str | None:
    """PostgreSQL refuses to be run by root: then it is another user's."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _throw_away(programs: Path) -> Iterator[str | None]:
    folder, port, user = Path(tempfile.mkdtemp(prefix="petitmot-pg-")), _free_port(), _other_user()
    if user:
        shutil.chown(folder, user)
    settings = FAST | {"port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    cluster = ["-D", str(folder / "data")]

    def run(program: str, *arguments: str) -> bool:
        done = subprocess.run(
            [str(programs / program), *cluster, *arguments], user=user, cwd=folder, stdout=subprocess.DEVNULL
        )
        return done.returncode == 0

    log = str(folder / "log")
    try:
        made = run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")
        started = made and run("pg_ctl", "--wait", "--log", log, "--options", options, "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres" if started else None
        if started:
            run("pg_ctl", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
