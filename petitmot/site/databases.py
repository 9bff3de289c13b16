"""From one address (or none) to Django's description of the database."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from petitmot.site.config import Config


def database_for(config: Config) -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL where `PETITMOT_DATABASE` names one."""
    return _postgresql(config.database) if config.database else _sqlite(config.data)


def _sqlite(data: Path) -> dict[str, Any]:
    return {
        "ENGINE": "petitmot.site.sqlite",
        "NAME": data / "petitmot.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "cached_statements": 256,  # read and planned already; the house asks more than the 128 Python keeps
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        },
        "TEST": {"NAME": ":memory:"},  # said, for pytest-django knows by itself of Django's own engine only
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    checkout = hashlib.sha256(str(Path(__file__)).encode()).hexdigest()[:8]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": f"test_petitmot_{checkout}"},
    }
