"""The one clock: aware UTC, so that tests and the demo can live at another time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone

_elsewhen: ContextVar[datetime | None] = ContextVar("elsewhen", default=None)


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return _elsewhen.get() or datetime.now(UTC)


def local_day() -> date:
    """Return today's date in the time zone that is active (`django.utils.timezone.localdate`, without its detours)."""
    return datetime.now(timezone.get_current_timezone()).date()


def here() -> tuple[str, date]:
    """Return the name of the time zone that is active and today's date in it: what decides how moments are told."""
    zone = timezone.get_current_timezone()
    return str(zone), datetime.now(zone).date()


@contextmanager
def living_at(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is `moment`: for the demo, which writes three months in a minute."""
    token = _elsewhen.set(moment)
    try:
        yield
    finally:
        _elsewhen.reset(token)
