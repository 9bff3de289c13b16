"""A wiring of the tests' own, and a database that threads can share."""

from __future__ import annotations

import time

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from petitmot.jobs import announcing
from petitmot.jobs.announcing import announce
from petitmot.jobs.models import Job, PeriodicRun
from petitmot.jobs.tests import things


@pytest.fixture(autouse=True)
def _clean_things():
    for each in (things.seen, things.kept, things.broken, things.after, things.gate, things.at_gate, things.batches):
        each.clear()
    before = announcing.installed()
    yield
    things.gate.set()
    announcing.install(*before)


@pytest.fixture
def wire():
    """wire({Fact: [Reaction(...)]}, [Periodic(...)]) for this test."""
    return announcing.install


@pytest.fixture
def tell():
    """tell(fact, ...): announce each in a transaction of its own."""

    def tell(*facts, at=None):
        for fact in facts:
            with transaction.atomic():
                announce(fact, at=at)

    return tell


@pytest.fixture
def threads_db(tmp_path, django_db_setup, django_db_blocker):
    """A database that threads see: a SQLite file of this test's own, or PostgreSQL, its two tables emptied after."""
    before, old = connections["default"], connections.databases["default"]
    with django_db_blocker.unblock():
        if before.vendor == "sqlite":
            connections.databases["default"] = {**old, "NAME": str(tmp_path / "threads.sqlite3")}
            connections["default"] = connections.create_connection("default")
            call_command("migrate", "jobs", verbosity=0, interactive=False)
        yield
        if before.vendor == "sqlite":
            connections["default"].close()
            connections.databases["default"], connections["default"] = old, before
        else:
            Job.objects.all().delete()
            PeriodicRun.objects.all().delete()


@pytest.fixture
def until():
    """until(condition, seconds=10): wait for it, or fail."""

    def until(condition, seconds=10.0):
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.005)

    return until
