"""The log: lines for people or JSON, on standard error; secrets never, network addresses only where asked for."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from petitmot.site.config import Config
from petitmot.site.reading_config import hide_secrets
from petitmot.site.request_log import Line

SECRET_WORDS = ("password", "token", "secret", "cookie", "authorization", "key")
# Their lines would tell paths (which may hold one-time links); the line of the request says what there is to say.
QUIET = ("django.request", "django.security", "uvicorn.access")


def hide(_logger: Any, _name: str, values: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blot out what looks like a secret, by the name of the value or by its shape."""
    for name, value in values.items():
        if any(word in name.lower() for word in SECRET_WORDS):
            values[name] = "…"
        elif isinstance(value, str):
            values[name] = hide_secrets(value)
    return values


def configure(config: Config) -> None:
    """Set up the log of this process, ours and that of the libraries."""
    level = logging.getLevelName(config.log_level.upper())
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,  # the plain traceback: values of variables never stand in it
        hide,
    ]
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if config.log_format == "text":
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    structlog.configure(
        processors=[*before, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=before))
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    Line.addresses = config.log_addresses
