"""Sessions: Django's, in Django's table, looked up by a question that is compiled once (`settings.SESSION_ENGINE`)."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
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
        return dict(json.loads(_opened(found[0])))


@lru_cache(maxsize=2048)
def _opened(data: str) -> str:
    """Check the signature and unpack: the same signed text always holds the same, so this is done once. As JSON."""
    return json.dumps(SessionStore().decode(data))


_DATA = Compiled[str](
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(
        "session_data", flat=True
    ),
    key=str,
    now=datetime,
)
