"""Sessions: Django's, in Django's table, looked up by a question that is compiled once (`settings.SESSION_ENGINE`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from petitmot.kit import clock
from petitmot.kit.compiled import Compiled


class SessionStore(db.SessionStore):
    """What was signed and written by Django is read by Django; only the question is ours."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key any more, where there is none or it has ended."""
        key = str(self.session_key or "")
        found = _DATA(key=key, now=clock.now()) if key.isascii() and key.isalnum() else []
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0])


_DATA = Compiled[str](
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(
        "session_data", flat=True
    ),
    key=str,
    now=datetime,
)
