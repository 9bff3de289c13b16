"""The queue of writing transactions within one process."""

import threading
import time

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.utils import load_backend

from petitmot.site.databases import database_for
from petitmot.site.reading_config import load


@pytest.fixture
def connect(tmp_path, django_db_blocker):
    """Connections to one file, each for a thread of its own."""
    made = []

    def another(timeout: float = 20):
        described = database_for(load({"PETITMOT_DATA": str(tmp_path)}))
        defaults = {"AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None}
        described["OPTIONS"] = described["OPTIONS"] | {"timeout": timeout}
        blank = dict.fromkeys(("USER", "PASSWORD", "HOST", "PORT"), "")
        wrapper = load_backend(described["ENGINE"]).DatabaseWrapper(defaults | blank | described, "default")
        wrapper.inc_thread_sharing()
        made.append(wrapper)
        return wrapper

    with django_db_blocker.unblock():
        yield another
        for wrapper in made:
            wrapper.close()


def begin(wrapper) -> None:
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_who_waits_begins_when_the_other_ends_and_not_at_sqlites_next_look(connect):
    first, second = connect(), connect()
    first.ensure_connection()
    second.ensure_connection()
    began = {}

    def wait() -> None:
        begin(second)
        began["second"] = time.perf_counter()
        second.rollback()

    late = []
    for _ in range(5):
        begin(first)
        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.25)  # by now SQLite itself would look every tenth of a second
        ended = time.perf_counter()
        first.commit()
        thread.join(20)
        late.append(began["second"] - ended)
    assert min(late) < 0.02


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_however_a_transaction_ends_the_next_may_begin(connect, end):
    first, second = connect(), connect(timeout=1)
    begin(first)
    getattr(first, end)()
    start = time.perf_counter()
    begin(second)
    second.rollback()
    assert time.perf_counter() - start < 0.9


def test_a_writer_that_does_not_end_is_told_by_sqlite_and_gives_its_turn_back(connect):
    first, second = connect(), connect(timeout=0.1)
    begin(first)
    with pytest.raises(DatabaseError, match="locked"):
        begin(second)
    first.rollback()
    begin(second)
    second.rollback()


@pytest.mark.django_db(transaction=True)
def test_the_house_itself_writes_through_the_queue():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has many writers")
    assert connection.settings_dict["ENGINE"] == "petitmot.site.sqlite"
    with transaction.atomic():
        assert connections["default"]._holds is not None  # type: ignore[attr-defined]
    assert connections["default"]._holds is None  # type: ignore[attr-defined]
