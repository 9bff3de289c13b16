"""Scopes: what an application may do (docs.joinmastodon.org/api/oauth-scopes), parents implied."""

from __future__ import annotations

from collections.abc import Iterable

READ = (
    "accounts", "blocks", "bookmarks", "collections", "favourites", "filters", "follows", "lists", "mutes",
    "notifications", "search", "statuses",
)  # fmt: skip
WRITE = (
    "accounts", "blocks", "bookmarks", "collections", "conversations", "favourites", "filters", "follows", "lists",
    "media", "mutes", "notifications", "reports", "statuses",
)  # fmt: skip
ADMIN = (
    "accounts", "reports", "domain_allows", "domain_blocks", "ip_blocks", "email_domain_blocks",
    "canonical_email_blocks",
)  # fmt: skip
OWN = ("read:words", "write:words")  # Petitmot's own: requests, circles, Today
FOLLOW = frozenset(
    f"{way}:{noun}" for way in ("read", "write") for noun in ("blocks", "follows", "mutes")
)  # what the old scope `follow` holds

ALL = (
    "read", *(f"read:{noun}" for noun in READ), "write", *(f"write:{noun}" for noun in WRITE),
    "follow", "push", "profile", "admin:read", *(f"admin:read:{noun}" for noun in ADMIN),
    "admin:write", *(f"admin:write:{noun}" for noun in ADMIN), *OWN,
)  # fmt: skip
KNOWN = frozenset(ALL)
DEFAULT = "read"


def split(text: str) -> list[str]:
    """Return the scopes of a text, each once, in their order. They are parted by spaces, `+` or commas."""
    return list(dict.fromkeys(text.replace("+", " ").replace(",", " ").split()))


def unknown(scopes: Iterable[str]) -> list[str]:
    return [scope for scope in scopes if scope not in KNOWN]


def holds(granted: frozenset[str], scope: str) -> bool:
    """Whether `scope` or a parent of it was granted: `write` holds `write:statuses`, `admin:read` holds `admin:read:reports`."""
    if scope in granted or (scope in FOLLOW and "follow" in granted):
        return True
    parent, colon, _noun = scope.rpartition(":")
    return bool(colon) and parent in granted


def allows(granted: frozenset[str], wanted: tuple[str, ...]) -> bool:
    """Whether one of the wanted scopes is held; nothing wanted is always allowed."""
    return not wanted or any(holds(granted, scope) for scope in wanted)


def within(wanted: Iterable[str], granted: frozenset[str]) -> bool:
    """Whether everything wanted is held: a sign-in never asks for more than its application was made for."""
    return all(holds(granted, scope) for scope in wanted)
