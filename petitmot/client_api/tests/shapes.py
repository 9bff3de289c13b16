"""The documented fields of entities, written by hand from docs.joinmastodon.org/entities, and whether an answer has them.

A shape is a dict of names to types: `str`, `int`, `bool`, `float`, `list`, a shape, `[shape]`, `(type, None)` where the
documentation says nullable. A name that ends in `?` is optional. Names beyond the shape must begin with `petitmot_` or stand
in OURS (docs/client-api.md). What Mastodon answers though its pages of entities do not list it is optional.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

OURS = {"welcome_line", "request_note", "request_state", "request_reasons", "content_type"}


Shape = dict[str, Any]


class Moment(str):
    """`2026-11-22T14:00:00.123Z`."""


class Id(str):
    """Figures in a text."""


class Url(str):
    """A whole http address."""


class Either:
    """One of several shapes."""

    def __init__(self, *shapes: Any) -> None:
        self.shapes = shapes


class OneOf:
    """One of these texts."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts


CUSTOM_EMOJI: Shape = {
    "shortcode": str, "url": Url, "static_url": Url, "visible_in_picker": bool, "category?": (str, None),
    "featured?": bool,
}  # fmt: skip
FEATURE_APPROVAL: Shape = {"automatic": [str], "manual": [str], "current_user": str}
ACCOUNT: Shape = {
    "feature_approval": FEATURE_APPROVAL,
    "id": Id,
    "username": str,
    "acct": str,
    "url": Url,
    "display_name": str,
    "note": str,
    "avatar": Url,
    "avatar_static": Url,
    "header": Url,
    "header_static": Url,
    "locked": bool,
    "fields": [{"name": str, "value": str, "verified_at": (str, None)}],
    "emojis": [CUSTOM_EMOJI],
    "bot": bool,
    "memorial?": bool,
    "group": bool,
    "discoverable": (bool, None),
    "created_at": Moment,
    "last_status_at": (str, None),
    "statuses_count": int,
    "followers_count": int,
    "following_count": int,
    "suspended?": bool,
    "limited?": bool,
    "noindex?": (bool, None),
    "roles?": [{"id": str, "name": str, "color": str}],
    # answered by Mastodon, listed for Profile alone
    "uri?": Url,
    "indexable?": bool,
    "hide_collections?": (bool, None),
    "avatar_description?": str,
    "header_description?": str,
}
ACCOUNT |= {"moved?": (ACCOUNT, None)}
SIZE = {"width": int, "height": int, "size": str, "aspect": float}
# Of what moves or sounds: docs.joinmastodon.org/entities/MediaAttachment shows `meta` by examples alone.
MOVING = {
    "original": {"duration?": float, "bitrate?": int, "width?": int, "height?": int, "frame_rate?": (str, None)},
    "small?": SIZE, "focus?": {"x": float, "y": float}, "length?": str, "duration?": float, "fps?": int, "size?": str,
    "width?": int, "height?": int, "aspect?": float, "audio_encode?": str, "audio_bitrate?": str,
    "audio_channels?": str, "colors?": {"background": str, "foreground": str, "accent": str},
}  # fmt: skip
MEDIA = {
    "id": Id,
    "type": OneOf("unknown", "image", "gifv", "video", "audio"),
    "url": (Url, None),  # null while it is being made
    "preview_url": (Url, None),
    "remote_url": (Url, None),
    "preview_remote_url?": (Url, None),
    "text_url?": (Url, None),
    "meta": Either({"original?": SIZE, "small?": SIZE, "focus?": {"x": float, "y": float}}, MOVING),
    "description": (str, None),
    "blurhash": (str, None),
}
AUTHOR = {"name": str, "url": str, "account": (ACCOUNT, None)}
CARD = {
    "url": Url,
    "title": str,
    "description": str,
    "type": OneOf("link", "photo", "video", "rich"),
    "authors": [AUTHOR],
    "author_name": str,
    "author_url": str,
    "provider_name": str,
    "provider_url": str,
    "html": str,
    "width": int,
    "height": int,
    "image": (Url, None),
    "embed_url": str,
    "blurhash": (str, None),
    # answered by Mastodon, not listed
    "language?": (str, None),
    "image_description?": str,
    "published_at?": (Moment, None),
}
POLL = {
    "id": Id,
    "expires_at": (Moment, None),
    "expired": bool,
    "multiple": bool,
    "votes_count": int,
    "voters_count": (int, None),
    "options": [{"title": str, "votes_count": (int, None)}],
    "emojis": [CUSTOM_EMOJI],
    "voted?": bool,
    "own_votes?": [int],
}
VISIBILITY = OneOf("public", "unlisted", "private", "direct")
PARAMETERS = {
    "text": str, "poll": ({"options": [str], "expires_in": int, "multiple?": bool, "hide_totals?": bool}, None),
    "media_ids": ([Id], None), "sensitive": (bool, None), "spoiler_text": (str, None), "visibility": (VISIBILITY, None),
    "in_reply_to_id": (int, None), "language": (str, None), "application_id": int, "scheduled_at": None,
    "idempotency": (str, None), "quoted_status_id": (Id, None),
    "quote_approval_policy": OneOf("public", "followers", "nobody"), "with_rate_limit": bool,
}  # fmt: skip
SCHEDULED = {"id": Id, "scheduled_at": Moment, "params": PARAMETERS, "media_attachments": [MEDIA]}
WHO = OneOf("public", "followers", "following", "unsupported_policy")
APPROVAL = {
    "automatic": [WHO], "manual": [WHO], "current_user": OneOf("automatic", "manual", "denied", "unknown"),
}  # fmt: skip
MENTION = {"id": Id, "username": str, "url": Url, "acct": str}
STATUS: dict[str, Any] = {
    "id": Id,
    "uri": Url,
    "created_at": Moment,
    "account": ACCOUNT,
    "content": str,
    "visibility": VISIBILITY,
    "sensitive": bool,
    "spoiler_text": str,
    "media_attachments": [MEDIA],
    "application?": ({"name": str, "website": (str, None)}, None),
    "mentions": [MENTION],
    "tags": [{"name": str, "url": Url}],
    "emojis": [CUSTOM_EMOJI],
    "reblogs_count": int,
    "favourites_count": int,
    "replies_count": int,
    "quotes_count": int,
    "url": (Url, None),
    "in_reply_to_id": (Id, None),
    "in_reply_to_account_id": (Id, None),
    "poll": (POLL, None),
    "card": (CARD, None),
    "language": (str, None),
    "text?": str,
    "edited_at": (Moment, None),
    "quote_approval": APPROVAL,
}
QUOTE_STATES = (
    "pending", "accepted", "rejected", "revoked", "deleted", "unauthorized", "blocked_account", "blocked_domain",
    "muted_account",
)  # fmt: skip
QUOTED = {"state": OneOf(*QUOTE_STATES), "quoted_status?": (STATUS, None), "quoted_status_id?": (Id, None)}
STATUS |= {"quote": (QUOTED, None), "reblog": (STATUS, None)}
CONTEXTS = OneOf("home", "notifications", "public", "thread", "account")
ACTION = OneOf("warn", "hide", "blur")
FILTER_RESULT = {
    "filter": {
        "id": Id, "title": str, "context": [CONTEXTS], "expires_at": (Moment, None), "filter_action": ACTION,
        "keywords?": list, "statuses?": list,
    },
    "keyword_matches": ([str], None), "status_matches": ([Id], None),
}  # fmt: skip
MINE = {
    "favourited": bool, "reblogged": bool, "muted": bool, "bookmarked": bool, "pinned?": bool,
    "filtered": [FILTER_RESULT],
}  # fmt: skip
QUOTED_FOR_ME = QUOTED | {"quoted_status?": (STATUS | MINE, None)}
STATUS_FOR_ME = STATUS | MINE | {"reblog": (STATUS | MINE, None), "quote": (QUOTED_FOR_ME, None)}
EDIT = {
    "content": str,
    "spoiler_text": str,
    "sensitive": bool,
    "created_at": Moment,
    "account": ACCOUNT,
    "media_attachments": [MEDIA],
    "emojis": [CUSTOM_EMOJI],
    "poll?": {"options": [{"title": str}]},
    "quote?": (QUOTED, None),
}
SOURCE = {"id": Id, "text": str, "spoiler_text": str}
SHALLOW_TAG = {"name": str, "url": Url}
COLLECTION_ITEM = {
    "id": Id,
    "account_id?": Id,
    "state": OneOf("pending", "accepted", "rejected", "revoked"),
    "created_at": Moment,
}
COLLECTION = {
    "id": Id,
    "account_id": Id,
    "uri": Url,
    "url": (Url, None),
    "name": str,
    "description": str,
    "language": (str, None),
    "local": bool,
    "sensitive": bool,
    "discoverable": bool,
    "tag": (SHALLOW_TAG, None),
    "item_count": int,
    "items": [COLLECTION_ITEM],
    "created_at": Moment,
    "updated_at": Moment,
}
NOTICES = OneOf(
    "mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update", "admin.sign_up",
    "admin.report", "severed_relationships", "moderation_warning", "quote", "quoted_update",
    "added_to_collection", "collection_update",
)  # fmt: skip
APPEAL = {"text": str, "state": OneOf("approved", "rejected", "pending")}
WARNING: Shape = {
    "id": Id, "action": OneOf("none", "disable", "mark_statuses_as_sensitive", "delete_statuses", "sensitive", "silence", "suspend"), "text": str, "status_ids": [Id], "target_account": ACCOUNT,
    "appeal": (APPEAL, None), "created_at": Moment,
}  # fmt: skip
REPORT: Shape = {
    "id": Id, "action_taken": bool, "action_taken_at": (Moment, None), "category": OneOf("spam", "legal", "violation", "other"), "comment": str,
    "forwarded": bool, "created_at": Moment, "status_ids": ([Id], None), "rule_ids": ([Id], None),
    "collection_ids?": ([Id], None), "target_account": ACCOUNT,
}  # fmt: skip
NOTIFICATION = {
    "collection?": COLLECTION,
    "id": Id,
    "type": NOTICES,
    "group_key": str,
    "created_at": Moment,
    "account": ACCOUNT,
    "status?": STATUS_FOR_ME,
    "report?": REPORT,  # of admin.report
    "moderation_warning?": WARNING,
}
GROUP = {
    "collection?": COLLECTION,
    "group_key": str,
    "notifications_count": int,
    "type": NOTICES,
    "most_recent_notification_id": int,
    "page_min_id?": Id,
    "page_max_id?": Id,
    "latest_page_notification_at?": Moment,
    "sample_account_ids": [Id],
    "status_id?": Id,
    "report?": REPORT,
    "moderation_warning?": WARNING,
}
PARTIAL = {"id": Id, "acct": str, "url": Url, "avatar": Url, "avatar_static": Url, "locked": bool, "bot": bool}
GROUPS = {
    "accounts": [ACCOUNT],
    "partial_accounts?": [PARTIAL],
    "statuses": [STATUS_FOR_ME],
    "notification_groups": [GROUP],
}
PUSH = {
    "id": int, "endpoint": Url, "standard": bool, "policy": OneOf("all", "followed", "follower", "none"),
    "alerts": {f"{name}?": bool for name in (*NOTICES.texts, "annual_report")}, "server_key": str,
}  # fmt: skip
REQUEST = {
    "id": Id,
    "created_at": Moment,
    "updated_at": Moment,
    "account": ACCOUNT,
    "notifications_count": str,
    "last_status": (STATUS_FOR_ME, None),
}
POLICIES = (
    "for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions", "for_limited_accounts",
    "for_bots",
)  # fmt: skip
POLICY = {
    **dict.fromkeys(POLICIES, OneOf("accept", "filter", "drop")),
    "summary": {"pending_requests_count": int, "pending_notifications_count": int},
}
CONVERSATION = {"id": Id, "unread": bool, "accounts": [ACCOUNT], "last_status": (STATUS_FOR_ME, None)}
HISTORY = {"day": Id, "uses": Id, "accounts": Id}
TAG = {
    "id?": Id, "name": str, "url": Url, "history": [HISTORY], "following?": bool, "featuring?": bool,
}  # fmt: skip
FEATURED = {"id": Id, "name": str, "url": Url, "statuses_count": str, "last_status_at": (str, None)}
SEARCH = {"accounts": [ACCOUNT], "statuses": [STATUS_FOR_ME], "hashtags": [TAG]}


def check(value: Any, shape: Any, path: str = "$") -> None:
    """Fail with the place where an answer is not what the documentation says."""
    if isinstance(shape, tuple):
        if value is None and None in shape:
            return
        assert value is not None, f"{path} is null"
        check(value, shape[0], path)
    elif shape is None:
        assert value is None, f"{path} is {value!r}, not null"
    elif isinstance(shape, Either):
        _check_either(value, shape, path)
    elif isinstance(shape, OneOf):
        assert value in shape.texts, f"{path}: {value!r} is none of {shape.texts}"
    elif isinstance(shape, list):
        assert isinstance(value, list), f"{path} is no list: {value!r}"
        assert shape or not value, f"{path} is not empty: {value!r}"
        for number, each in enumerate(value):
            check(each, shape[0], f"{path}[{number}]")
    elif isinstance(shape, dict):
        _check_record(value, shape, path)
    else:
        _check_simple(value, shape, path)


def _check_either(value: Any, shape: Either, path: str) -> None:
    wrong = []
    for each in shape.shapes:
        try:
            return check(value, each, path)
        except AssertionError as said:
            wrong.append(str(said))
    raise AssertionError(" nor ".join(wrong))


def _check_record(value: Any, shape: dict[str, Any], path: str) -> None:
    assert isinstance(value, dict), f"{path} is no record: {value!r}"
    known = {name.removesuffix("?") for name in shape} | OURS
    beyond = {name for name in value if name not in known and not name.startswith("petitmot_")}
    assert not (beyond - set(MINE)), f"{path} holds {beyond}"
    for name, kind in shape.items():
        if name.removesuffix("?") not in value:
            assert name.endswith("?"), f"{path}.{name} is missing"
            continue
        check(value[name.removesuffix("?")], kind, f"{path}.{name.removesuffix('?')}")


def _check_simple(value: Any, kind: type, path: str) -> None:
    if kind is Moment:
        assert isinstance(value, str) and value.endswith("Z") and len(value) == 24, f"{path}: {value!r}"
        datetime.fromisoformat(value)
    elif kind is Id:
        assert isinstance(value, str) and value.isdigit(), f"{path}: {value!r}"
    elif kind is Url:
        assert isinstance(value, str) and value.startswith(("http://", "https://")), f"{path}: {value!r}"
    elif kind is float:
        assert isinstance(value, int | float) and not isinstance(value, bool), f"{path}: {value!r}"
    elif kind is int:
        assert isinstance(value, int) and not isinstance(value, bool), f"{path}: {value!r}"
    else:
        assert isinstance(value, kind), f"{path}: {value!r} is no {kind.__name__}"
