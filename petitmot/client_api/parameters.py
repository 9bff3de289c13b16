"""Which values an endpoint reads, for the OpenAPI document: read off the code of its view, so that nobody writes it twice.

A view reads its values by name (`call.params.text("title")`). The names in KINDS that stand in the code of a view, and in
what it calls within this room, are its parameters; `call.window()` stands for the four of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

Schema = dict[str, Any]
ROOM = "petitmot.client_api."
TOLD = f"{ROOM}entities."  # its names are those of answers
DEEPEST = 4
TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "pattern": "^[0-9]{1,19}$"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer"}
TEXTS: Schema = {"type": "array", "items": TEXT}
IDS: Schema = {"type": "array", "items": ID}
MOMENT: Schema = {"type": "string", "format": "date-time"}
FILE: Schema = {"type": "string", "format": "binary"}
VISIBILITY: Schema = {"type": "string", "enum": ["public", "unlisted", "private", "direct"]}
WORD: Schema = {"type": "object", "properties": {"id": ID, "keyword": TEXT, "whole_word": FLAG, "_destroy": FLAG}}
FIELD: Schema = {"type": "object", "properties": {"name": TEXT, "value": TEXT}}
POLL: Schema = {
    "type": "object",
    "properties": {"options": TEXTS, "expires_in": NUMBER, "multiple": FLAG, "hide_totals": FLAG},
}
PLACE: Schema = {"type": "object", "properties": {"last_read_id": ID}}
KEYS: Schema = {"type": "object", "properties": {"p256dh": TEXT, "auth": TEXT}}
SUBSCRIPTION: Schema = {"type": "object", "properties": {"endpoint": TEXT, "keys": KEYS, "standard": FLAG}}
DATA: Schema = {"type": "object", "properties": {"alerts": {"type": "object"}, "policy": TEXT}}
SOURCE: Schema = {
    "type": "object",
    "properties": {"privacy": VISIBILITY, "sensitive": FLAG, "language": TEXT, "quote_policy": TEXT},
}
LIST: dict[str, Schema] = {"max_id": ID, "min_id": ID, "since_id": ID, "limit": NUMBER}

_TEXTS = (
    "acct category client_id client_name client_secret code code_verifier comment content_type date_of_birth description "
    "display_name domain email expand_accounts filter_action focus for_limited_accounts for_new_accounts "
    "for_not_followers for_not_following for_private_mentions grant_type keyword lang language locale name note order "
    "password phrase policy q quote_approval_policy reason redirect_uri replies_policy scope scopes spoiler_text status "
    "tag_name tagged time_zone title token type uri url username website welcome_line words"
)
_FLAGS = (
    "agreement bot by_gesture delete_media discoverable exclude_direct exclude_reblogs exclude_replies exclusive "
    "filter_private_mentions following forward hide_collections include_filtered indexable irreversible local locked "
    "notifications notify only_media pinned reblogs remote resolve sensitive whole_word with_suspended"
)
_LISTS = (
    "all any none attribution_domains choices context exclude_types grouped_types languages options redirect_uris "
    "rule_ids timeline types"
)
KINDS: dict[str, Schema] = {
    **dict.fromkeys(_TEXTS.split(), TEXT),
    **dict.fromkeys(_FLAGS.split(), FLAG),
    **dict.fromkeys(_LISTS.split(), TEXTS),
    **dict.fromkeys(("account_ids", "allowed_mentions", "collection_ids", "ids", "media_ids", "status_ids"), IDS),
    **dict.fromkeys(("account_id", "after", "because", "in_reply_to_id", "quoted_status_id", "status_id"), ID),
    **dict.fromkeys(("duration", "expires_in", "maxwidth", "offset"), NUMBER),
    **LIST,
    "file": FILE,
    "avatar": FILE,
    "header": FILE,
    "thumbnail": FILE,
    "scheduled_at": MOMENT,
    "visibility": VISIBILITY,
    "poll": POLL,
    "source": SOURCE,
    "subscription": SUBSCRIPTION,
    "data": DATA,
    "home": PLACE,
    "fields_attributes": {"type": "array", "items": FIELD},
    "keywords_attributes": {"type": "array", "items": WORD},
    "media_attributes": {"type": "array", "items": FIELD},
}


@lru_cache(maxsize=1024)
def read_by(view: Callable[..., Any]) -> dict[str, Schema]:
    """Return the values a view reads, by name, with their schemas (json-schema.org, 2020-12)."""
    names: set[str] = set()
    for code in _codes(view, 0, set(), names):
        names |= set(_said(code))
        if "window" in code.co_names:
            names |= set(LIST)
        if "ids" in code.co_names and "id" in _said(code):
            names.add("id[]")
    return {name: IDS if name == "id[]" else KINDS[name] for name in sorted(names) if name == "id[]" or name in KINDS}


def _codes(function: object, depth: int, seen: set[CodeType], names: set[str]) -> Iterator[CodeType]:
    """The code of a function, of what stands within it, and of what it calls in this room.

    Names that stand in a constant of its module (`FLAGS`) go to `names` at once.
    """
    if not isinstance(function, FunctionType) or depth > DEEPEST:
        return
    if not function.__module__.startswith(ROOM) or function.__module__.startswith(TOLD):
        return
    for cell in function.__closure__ or ():
        yield from _codes(cell.cell_contents, depth + 1, seen, names)
    for code in _within(function.__code__):
        if code in seen:
            continue
        seen.add(code)
        yield code
        for called in _called(function, code):
            if isinstance(called, dict | tuple | frozenset):
                names |= {each for each in called if isinstance(each, str)}
            yield from _codes(called, depth + 1, seen, names)


def _called(function: FunctionType, code: CodeType) -> Iterator[object]:
    """What is named in a code: functions, and functions of modules that are named there (`composing.written`)."""
    named = [function.__globals__.get(name) for name in code.co_names]
    yield from named
    for module in named:
        if isinstance(module, ModuleType):
            yield from (getattr(module, name, None) for name in code.co_names)


def _within(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _within(each)


def _said(code: CodeType) -> Iterator[str]:
    """The texts of a code; a tuple of texts alone holds the names of keyword arguments."""
    for each in code.co_consts:
        if isinstance(each, str):
            yield each
        elif isinstance(each, tuple):
            yield from (text for pair in each if isinstance(pair, tuple) for text in pair if isinstance(text, str))
