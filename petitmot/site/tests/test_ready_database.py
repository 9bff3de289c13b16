"""The empty database that new data folders begin with is the one that all migrations would make."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from petitmot.site import preparing, ready_database
from petitmot.site.tests.test_command_line import environment

OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
AGAIN = "migrations changed: run bin/empty-database"


def test_it_was_made_from_these_very_migrations():
    assert ready_database.fits(), AGAIN


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the ready database is an SQLite one")
def test_it_has_the_tables_that_the_migrations_make(tmp_path: Path):
    path = tmp_path / "ready.sqlite3"
    path.write_bytes(gzip.decompress(ready_database.READY.read_bytes()))

    def of_ready(question: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(path) as database:
            return database.execute(question).fetchall()

    def of_migrated(question: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return list(cursor.fetchall())

    assert of_ready(OBJECTS) == of_migrated(OBJECTS), AGAIN
    assert set(of_ready("SELECT app, name FROM django_migrations")) == preparing.known_migrations()
    kinds = "SELECT app_label, model FROM django_content_type ORDER BY 1, 2"
    assert of_ready(kinds) == of_migrated(kinds)
    assert of_ready("SELECT count(*) FROM people_person") == [(0,)]


def test_it_is_laid_into_new_folders_only(tmp_path: Path):
    path = tmp_path / "petitmot.sqlite3"
    assert ready_database.lay(path) is True
    assert path.read_bytes()[:15] == b"SQLite format 3"
    path.write_bytes(b"mine")
    assert ready_database.lay(path) is False
    assert path.read_bytes() == b"mine"


@pytest.mark.slow
def test_one_that_does_not_fit_is_left_aside(tmp_path: Path):
    """A child process with another fingerprint in its place migrates, and ends with the same tables."""
    script = (
        "from pathlib import Path; from petitmot.site import ready_database, preparing, reading_config;"
        f"ready_database.FITS = Path({str(tmp_path / 'other')!r}); ready_database.FITS.write_text('another');"
        "preparing.start_django(); preparing.prepare(reading_config.load()); assert not preparing.missing_migrations()"
    )
    folder = tmp_path / "data"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], env=environment(PETITMOT_DATA=str(folder)), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
