"""An empty database, ready made: laid into a new data folder, it spares the seconds that all migrations take.

Made again by `bin/empty-database` when migrations change. It is only used where it fits them to the letter; otherwise
a new folder starts more slowly, by migrating.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import sqlite3
from pathlib import Path

READY = Path(__file__).parent / "empty.sqlite3.gz"
FITS = Path(__file__).parent / "empty.migrations"  # the fingerprint of the migrations it was made from


def fingerprint() -> str:
    """Of the content of every migration, and of nothing else."""
    from petitmot.site.preparing import migration_files

    whole = hashlib.sha256()
    for app, path in sorted(migration_files()):
        whole.update(f"{app} {path.stem} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def fits() -> bool:
    """Whether the ready database is there and was made from these very migrations."""
    return READY.exists() and FITS.exists() and FITS.read_text().strip() == fingerprint()


def lay(path: Path) -> bool:
    """Put the ready database at `path` if nothing is there; says whether it did."""
    if path.exists() or not fits():
        return False
    half = path.with_suffix(".half")
    half.write_bytes(gzip.decompress(READY.read_bytes()))
    os.replace(half, path)
    return True


def make() -> None:
    """Make the ready database again, from a migrated one of Django's default connection (SQLite, empty)."""
    from django.db import connection

    half = READY.with_suffix(".half")
    half.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    with sqlite3.connect(half) as copy:  # so that the same migrations always give the same bytes
        copy.execute("UPDATE django_migrations SET applied = '2026-01-01 00:00:00'")
        copy.commit()
        copy.execute("VACUUM")
    READY.write_bytes(gzip.compress(half.read_bytes(), mtime=0))
    half.unlink()
    FITS.write_text(fingerprint() + "\n")


if __name__ == "__main__":
    from petitmot.site.preparing import migrate, start_django

    start_django()
    migrate()
    make()
