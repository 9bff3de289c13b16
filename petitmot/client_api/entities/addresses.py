"""Addresses that entities name."""

from __future__ import annotations

from django.conf import settings

from petitmot.kit import addresses


def media_url(name: str) -> str:
    """Return the whole address of a media file, which may stand elsewhere already."""
    return name if "://" in name else f"{addresses.origin()}{settings.MEDIA_URL}{name}"
