"""The command line as people call it: a process, its output, its status."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from petitmot.site.config import ROOT


def environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PETITMOT_")}
    return clean | {"PYTHONPATH": str(ROOT.parent), "PETITMOT_LANGUAGE": "fr", "PYTHONUTF8": "1"} | more


def petitmot(*arguments: Any, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "petitmot", *map(str, arguments)]
    return subprocess.run(command, env=environment(**more), text=True, capture_output=True, cwd="/", timeout=120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, port: int, **more: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The server as a process, once it has greeted; its first lines."""
    command = [sys.executable, "-P", "-m", "petitmot", "serve", "--port", str(port), "--data", str(data)]
    server = subprocess.Popen(
        command, env=environment(**more), text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/"
    )
    assert server.stdout is not None
    lines = [server.stdout.readline()]
    try:
        yield server, lines
    finally:
        server.send_signal(signal.SIGTERM)
        lines += server.stdout.readlines()
        assert server.wait(30) == 0
        server.stdout.close()


def get(port: int, path: str = "/", host: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": host or f"localhost:{port}"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_version_alone_is_printed():
    from petitmot import __version__

    assert petitmot("version").stdout == f"{__version__}\n"


def test_every_command_explains_itself():
    from petitmot.site.cli import COMMANDS

    whole = petitmot("--help").stdout
    assert all(name in whole for name in COMMANDS)


def test_a_wrong_setting_ends_a_command_with_its_sentence(tmp_path: Path):
    done = petitmot("config", "--data", tmp_path, PETITMOT_SIGN_UP="jamais")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "PETITMOT_SIGN_UP vaut « jamais » : il faut open, invitation ou words.\n"


def test_settings_are_shown_without_passwords(tmp_path: Path):
    shown = petitmot("config", "--data", tmp_path, PETITMOT_MAIL="smtp://ana:tr3s-secret@mail.exemple.fr").stdout
    assert f"data = {tmp_path}" in shown
    assert "mail = smtp://ana:…@mail.exemple.fr" in shown


@pytest.mark.slow
def test_a_new_folder_is_served_stopped_and_served_again_under_its_name_only(tmp_path: Path):
    data, port = tmp_path / "mes données", free_port()
    with serving(data, port) as (_, lines):
        assert f"http://localhost:{port}/" in lines[0]
        assert get(port) < 500
        assert get(port, "/nulle-part") == 404
        assert get(port, host="autre.fr") == 421
    link = re.search(rf"http://localhost:{port}/premier/[\w-]+/", "".join(lines))
    assert link, "the first start gives the link of the first account"
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "secret").stat().st_mode & 0o777 == 0o600
    refused = petitmot("serve", "--data", data, "--port", free_port())
    assert refused.returncode == 2
    assert f"PETITMOT_DOMAIN=localhost:{port}" in refused.stderr


@pytest.mark.slow
def test_a_taken_port_is_told_at_once(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = petitmot("serve", "--data", tmp_path, "--port", other.getsockname()[1])
    assert done.returncode == 1
    assert "--port" in done.stderr


@pytest.mark.slow
def test_rule_43_a_backup_made_while_serving_comes_back_whole(tmp_path: Path):
    data, port = tmp_path / "data", free_port()
    copy, again = tmp_path / "petitmot.tar", tmp_path / "again"
    picture = data / "media" / "ab" / "cd" / "abcd.webp"
    with serving(data, port):
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"une image")
        done = petitmot("backup", copy, "--data", data)
    assert done.returncode == 0, done.stderr
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.half"))
    done = petitmot("restore", copy, "--data", again)
    assert done.returncode == 0, done.stderr
    for name in ("secret", "domain", "media/ab/cd/abcd.webp"):
        assert (again / name).read_bytes() == (data / name).read_bytes()
    assert rows(again, "people_server") == rows(data, "people_server") != []
    with serving(again, port):
        assert get(port) < 500
    done = petitmot("restore", copy, "--data", again)
    assert done.returncode == 1
    assert "n’est pas vide" in done.stderr


SOMEBODY = {
    "id": 12,
    "name": "lucie",
    "uri": "http://localhost/ap/people/12",
    "kind": "person",
    "bio": "Revenue d’une sauvegarde.",
    "joined_at": "2026-01-01 12:00:00",
    **dict.fromkeys(("fields", "languages", "places", "tags", "credited_sites", "also_known_as", "emoji"), "[]"),
    "selected_by": "{}",
    **dict.fromkeys(("approves_followers", "shows_people"), 0),
    **dict.fromkeys(("moved_to_id", "moved_at", "suspended_at", "limited_at", "left_at")),
}


@pytest.mark.parametrize("place", ["in the folder", "beside it", "named"])
def test_rule_41_who_left_since_the_backup_leaves_again_by_itself(tmp_path: Path, place: str):
    data, copy, again = tmp_path / "old" / "data", tmp_path / "petitmot.tar", tmp_path / "new" / "data"
    assert petitmot("migrate", "--data", data).returncode == 0
    with sqlite3.connect(data / "petitmot.sqlite3") as database:
        server = database.execute("SELECT id FROM people_server").fetchone()[0]
        names = [row[1] for row in database.execute("PRAGMA table_info(people_person)")]
        values = dict.fromkeys(names, "") | SOMEBODY | {"server_id": server}
        marks = ", ".join("?" * len(names))
        database.execute(f"INSERT INTO people_person VALUES ({marks})", [values[name] for name in names])
    database.close()
    assert petitmot("backup", copy, "--data", data).returncode == 0
    erased = {"in the folder": again, "beside it": again.parent, "named": tmp_path}[place] / "erased"
    erased.parent.mkdir(parents=True, exist_ok=True)
    erased.write_text('{"person": 12, "uri": "http://localhost/ap/people/12", "at": "2026-03-01T12:00:00+00:00"}\n')
    more = ("--erased", erased) if place == "named" else ()
    done = petitmot("restore", copy, "--data", again, *more)
    assert done.returncode == 0, done.stderr
    assert "Repartis, comme avant : 1." in done.stdout
    with sqlite3.connect(again / "petitmot.sqlite3") as database:
        assert database.execute("SELECT bio, left_at IS NOT NULL FROM people_person").fetchall() == [("", 1)]
    database.close()
    assert '"person": 12' in (again / "erased").read_text()


def test_rule_41_a_broken_backup_leaves_the_list_of_those_who_left(tmp_path: Path):
    copy, again = tmp_path / "petitmot.tar", tmp_path / "again"
    copy.write_bytes(b"ce n'est pas une sauvegarde")
    again.mkdir()
    (again / "erased").write_text("{}\n")
    assert petitmot("restore", copy, "--data", again).returncode == 1
    assert [path.name for path in again.iterdir()] == ["erased"]


def rows(data: Path, table: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(data / "petitmot.sqlite3") as database:
        return database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def test_rule_43_a_broken_backup_leaves_an_empty_folder(tmp_path: Path):
    copy, again = tmp_path / "petitmot.tar", tmp_path / "again"
    copy.write_bytes(b"ce n'est pas une sauvegarde")
    done = petitmot("restore", copy, "--data", again)
    assert done.returncode == 1
    assert "n’est pas une sauvegarde entière" in done.stderr
    assert not again.exists()


def test_rule_43_a_backup_cannot_write_outside_its_folder(tmp_path: Path):
    copy, again, secret = tmp_path / "petitmot.tar", tmp_path / "again", tmp_path / "secret"
    secret.write_text("x")
    for name in ("../escaped", "/tmp/escaped", "media/../../escaped", "manage.py"):
        with tarfile.open(copy, "w") as tar:
            tar.add(secret, name)
        assert petitmot("restore", copy, "--data", again).returncode == 1
        assert not (tmp_path / "escaped").exists()


def test_there_is_nothing_to_back_up_in_an_empty_folder(tmp_path: Path):
    done = petitmot("backup", tmp_path / "x.tar", "--data", tmp_path / "data")
    assert done.returncode == 1
    assert not (tmp_path / "x.tar").exists()


@pytest.mark.slow
def test_the_doctor_says_what_is_missing_and_what_is_well(tmp_path: Path):
    data = tmp_path / "data"
    missing = petitmot("doctor", "--data", data, PETITMOT_STAMP="3")
    assert missing.returncode == 1
    assert "petitmot migrate" in missing.stdout
    assert "PETITMOT_STAMP " in missing.stdout
    assert petitmot("migrate", "--data", data).returncode == 0
    well = petitmot("doctor", "--data", data)
    assert well.returncode == 0, well.stdout
    assert "elle est à jour" in well.stdout
    assert "À compléter dans « legal »" in well.stdout
    data.chmod(0o755)
    assert "chmod 700" in petitmot("doctor", "--data", data).stdout


@pytest.mark.slow
def test_a_worker_stops_gently(tmp_path: Path):
    command = [sys.executable, "-P", "-m", "petitmot", "worker", "--data", str(tmp_path)]
    worker = subprocess.Popen(command, env=environment(), text=True, stdout=subprocess.PIPE, cwd="/")
    assert worker.stdout is not None
    assert "travaux" in worker.stdout.readline()
    start = time.monotonic()
    worker.terminate()
    assert worker.wait(20) == 0
    assert time.monotonic() - start < 5
    worker.stdout.close()
    assert "Aucun travail" in petitmot("jobs", "list", "--data", tmp_path).stdout
    assert petitmot("jobs", "retry", 12, "--data", tmp_path).returncode == 1


@pytest.fixture
def two_databases() -> Iterator[list[str]]:
    """The addresses of two new PostgreSQL databases, where the suite runs on PostgreSQL."""
    address = os.environ.get("PETITMOT_DATABASE")
    if not address:
        pytest.skip("the suite runs on SQLite")
    import psycopg
    from psycopg import sql

    names = [f"petitmot_copy_{os.getpid()}_{number}" for number in (1, 2)]
    with psycopg.connect(address, autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield [address.rpartition("/")[0] + "/" + name for name in names]
        finally:
            for name in names:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.slow
def test_rule_43_a_postgresql_backup_comes_back_into_an_empty_database(tmp_path: Path, two_databases: list[str]):
    import psycopg

    first, second = two_databases
    data, again, copy = tmp_path / "data", tmp_path / "again", tmp_path / "petitmot.tar"
    assert petitmot("migrate", "--data", data, PETITMOT_DATABASE=first).returncode == 0
    done = petitmot("backup", copy, "--data", data, PETITMOT_DATABASE=first)
    assert done.returncode == 0, done.stderr
    refused = petitmot("restore", copy, "--data", again)
    assert "PETITMOT_DATABASE" in refused.stderr
    done = petitmot("restore", copy, "--data", again, PETITMOT_DATABASE=second)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(second) as database:
        assert database.execute("SELECT domain FROM people_server").fetchall() == [("localhost:8000",)]


def test_a_list_of_servers_is_looked_at_decided_and_written(tmp_path: Path):
    data, file = tmp_path / "data", tmp_path / "liste.csv"
    file.write_text("#domain,#severity\npirate.example,suspend\n*.x.example,suspend\n")
    blocks = ("federation", "blocks")
    petitmot("migrate", "--data", data)
    nobody = petitmot(*blocks, "export", "--data", data)
    assert nobody.returncode == 1 and "Personne ne tient encore ce serveur." in nobody.stderr
    assert petitmot("seed-test-accounts", "--count", "1", "--json", PETITMOT_DATA=str(data)).returncode == 0
    looked = petitmot(*blocks, "import", file, "--data", data)
    assert "+ pirate.example  refused" in looked.stdout and "--apply" in looked.stdout
    assert "ligne 3" in looked.stderr
    head = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n"
    assert petitmot(*blocks, "export", "--data", data).stdout == head
    petitmot(*blocks, "import", file, "--apply", "--data", data)
    assert petitmot(*blocks, "export", "--data", data).stdout == head + "pirate.example,suspend,false,false,,false\n"
    file.write_text("#domain,#severity\npirate.example,silence\n")
    assert (
        "= pirate.example  refused -> silenced" in petitmot(*blocks, "import", file, "--apply", "--data", data).stdout
    )
    changed = petitmot(*blocks, "import", file, "--apply", "--changes", "--data", data)
    assert "+ pirate.example  refused -> silenced" in changed.stdout
    assert "pirate.example,silence," in petitmot(*blocks, "export", "--data", data).stdout
    file.write_bytes(b"\x89PNG\x00")
    assert "n’est pas une liste de serveurs" in petitmot(*blocks, "import", file, "--data", data).stderr
