"""What a data folder needs before a start: the folder itself, the tables, the name of the server."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from petitmot.site import ready_database
from petitmot.site.config import Config

LOCK = 7_236_184_920  # PostgreSQL: several machines may start at the same moment


def start_django() -> None:
    """Load Django with our settings (about half a second)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "petitmot.site.settings"  # whatever another project's shell may say
    import django

    django.setup()


def prepare(config: Config) -> None:
    """Make the data folder ready. Quick where nothing is to do; safe where two processes start at once."""
    from petitmot.site import domain

    make_folder(config.data)
    with one_at_a_time(config):
        if not config.database:
            ready_database.lay(config.data / "petitmot.sqlite3")
        if missing_migrations():
            migrate()
        domain.hold(config)


def make_folder(data: Path) -> None:
    """Make the data folder, for its owner's eyes only."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def one_at_a_time(config: Config) -> Iterator[None]:
    """Hold the others back while the tables are made."""
    with (config.data / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not config.database:
            yield
            return
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def missing_migrations() -> set[tuple[str, str]]:
    """The migrations (app, name) that the code has and the database has not; asks by name, imports none of them."""
    return known_migrations() - applied_migrations()


def known_migrations() -> set[tuple[str, str]]:
    """The migrations that the installed apps carry."""
    return {(app, path.stem) for app, path in migration_files()}


def migration_files() -> Iterator[tuple[str, Path]]:
    """The app and the file of each migration."""
    from django.apps import apps

    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("[0-9a-z]*.py")):
            yield app.label, path


def applied_migrations() -> set[tuple[str, str]]:
    """The migrations that the database says it had."""
    from django.db import connection

    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def migrate() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
