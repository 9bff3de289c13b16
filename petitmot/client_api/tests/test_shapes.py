"""Entities against their documented fields: names, types, what may be null (docs.joinmastodon.org/entities).

Written by hand from the documentation: `str`, `int`, `bool`, `list`, `dict`; in a tuple with None what may be null.
"""

from __future__ import annotations

from typing import Any

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.people import profiles
from tests.world import World

Shape = dict[str, Any]
OR_NULL = type(None)

FIELD: Shape = {"name": str, "value": str, "verified_at": (str, OR_NULL)}
ACCOUNT: Shape = {
    "id": str, "username": str, "acct": str, "url": str, "uri": str, "display_name": str, "note": str, "avatar": str,
    "avatar_static": str, "header": str, "header_static": str, "locked": bool, "fields": [FIELD], "emojis": [dict],
    "bot": bool, "group": bool, "discoverable": (bool, OR_NULL), "indexable": bool, "created_at": str,
    "last_status_at": (str, OR_NULL), "statuses_count": int, "followers_count": int, "following_count": int,
    "hide_collections": (bool, OR_NULL), "noindex": bool, "roles": [dict],
}  # fmt: skip
ROLE: Shape = {"id": str, "name": str, "color": str, "permissions": str, "highlighted": bool}
SOURCE: Shape = {
    "note": str, "fields": [FIELD], "privacy": str, "sensitive": bool, "language": (str, OR_NULL),
    "follow_requests_count": int, "hide_collections": (bool, OR_NULL), "discoverable": (bool, OR_NULL),
    "indexable": bool, "attribution_domains": [str], "quote_policy": str, "also_known_as_uris": [str],
}  # fmt: skip
RELATIONSHIP: Shape = {
    "id": str, "following": bool, "showing_reblogs": bool, "notifying": bool, "languages": ([str], OR_NULL),
    "followed_by": bool, "blocking": bool, "blocked_by": bool, "muting": bool, "muting_notifications": bool,
    "requested": bool, "requested_by": bool, "domain_blocking": bool, "endorsed": bool, "note": str,
}  # fmt: skip
LIST: Shape = {"id": str, "title": str, "replies_policy": str, "exclusive": bool}
KEYWORD: Shape = {"id": str, "keyword": str, "whole_word": bool}
FILTER: Shape = {
    "id": str, "title": str, "context": [str], "expires_at": (str, OR_NULL), "filter_action": str,
    "keywords": [KEYWORD], "statuses": [{"id": str, "status_id": str}],
}  # fmt: skip
FILTER_V1: Shape = {
    "id": str, "phrase": str, "context": [str], "expires_at": (str, OR_NULL), "irreversible": bool, "whole_word": bool,
}  # fmt: skip
RULE: Shape = {"id": str, "text": str, "hint": str}
LIMITS: Shape = {
    "accounts": {"max_featured_tags": int, "max_pinned_statuses": int},
    "statuses": {"max_characters": int, "max_media_attachments": int, "characters_reserved_per_url": int},
    "media_attachments": {
        "supported_mime_types": [str], "description_limit": int, "image_size_limit": int, "image_matrix_limit": int,
        "video_size_limit": int, "video_frame_rate_limit": int, "video_matrix_limit": int,
    },
    "polls": {
        "max_options": int, "max_characters_per_option": int, "min_expiration": int, "max_expiration": int,
    },
}  # fmt: skip
INSTANCE: Shape = {
    "domain": str, "title": str, "version": str, "source_url": str, "description": str,
    "usage": {"users": {"active_month": int}}, "thumbnail": {"url": str}, "icon": [{"src": str, "size": str}],
    "languages": [str],
    "configuration": LIMITS | {
        "urls": {"streaming": str, "status": (str, OR_NULL), "about": str, "privacy_policy": (str, OR_NULL)},
        "vapid": {"public_key": str}, "translation": {"enabled": bool},
    },
    "registrations": {"enabled": bool, "approval_required": bool, "message": (str, OR_NULL)},
    "api_versions": {"mastodon": int}, "contact": {"email": str, "account": (ACCOUNT, OR_NULL)}, "rules": [RULE],
}  # fmt: skip
INSTANCE_V1: Shape = {
    "uri": str, "title": str, "short_description": str, "description": str, "email": str, "version": str,
    "urls": {"streaming_api": str}, "stats": {"user_count": int, "status_count": int, "domain_count": int},
    "thumbnail": (str, OR_NULL), "languages": [str], "registrations": bool, "approval_required": bool,
    "invites_enabled": bool, "configuration": LIMITS, "contact_account": (ACCOUNT, OR_NULL), "rules": [RULE],
}  # fmt: skip
APPLICATION: Shape = {
    "id": str, "name": str, "website": (str, OR_NULL), "scopes": [str], "redirect_uris": [str], "redirect_uri": str,
    "vapid_key": str,
}  # fmt: skip
MARKER: Shape = {"last_read_id": str, "version": int, "updated_at": str}
REPORT: Shape = {
    "id": str, "action_taken": bool, "action_taken_at": (str, OR_NULL), "category": str, "comment": str,
    "forwarded": bool, "created_at": str, "status_ids": ([str], OR_NULL), "rule_ids": ([str], OR_NULL),
    "target_account": ACCOUNT,
}  # fmt: skip


def wrong(value: Any, shape: Any, where: str = "") -> list[str]:
    """Return what does not fit, by its place; fields beyond the documented ones are allowed."""
    if isinstance(shape, tuple):
        return [] if any(not wrong(value, each, where) for each in shape) else [f"{where}: {value!r}"]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no list"]
        return [said for number, each in enumerate(value) for said in wrong(each, shape[0], f"{where}[{number}]")]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no record"]
        missing = [f"{where}.{name} is missing" for name in shape if name not in value]
        return missing + [
            s for name in shape if name in value for s in wrong(value[name], shape[name], f"{where}.{name}")
        ]
    return [] if type(value) is shape else [f"{where}: {value!r} is no {shape.__name__}"]


def test_the_check_sees_what_is_wrong():
    assert wrong({"id": 1}, {"id": str, "name": str}) == [".name is missing", ".id: 1 is no str"]
    assert wrong(None, (str, OR_NULL)) == [] and wrong(True, int) and wrong([1], [str])


def test_people_have_their_documented_shape(world: World):
    profiles.describe(world.ana, fields=[("Site", "https://ana.example")], bio="Bonjour")
    world.says(world.ana)
    world.follow(world.ana, world.bruno)
    caller = Caller(world.ana)
    me = caller.get("/api/v1/accounts/verify_credentials")
    assert wrong(me, ACCOUNT | {"source": SOURCE, "role": ROLE}) == []
    elsewhere = {name: kind for name, kind in ACCOUNT.items() if name not in ("noindex", "roles")}
    assert wrong(caller.get(f"/api/v1/accounts/{world.chloe.pk}"), elsewhere) == []
    assert wrong(caller.get(f"/api/v1/accounts/{world.ana.pk}/following"), [ACCOUNT]) == []
    between = caller.get("/api/v1/accounts/relationships", **{"id[]": [world.bruno.pk, world.chloe.pk]})
    assert len(between) == 2 and wrong(between, [RELATIONSHIP]) == []
    muted = caller.post(f"/api/v1/accounts/{world.bruno.pk}/mute") and caller.get("/api/v1/mutes")
    assert wrong(muted, [ACCOUNT | {"mute_expires_at": (str, OR_NULL)}]) == []


@pytest.mark.parametrize(
    ("path", "shape"),
    [("/api/v2/instance", INSTANCE), ("/api/v1/instance", INSTANCE_V1), ("/api/v1/instance/rules", [RULE])],
)
def test_the_server_has_its_documented_shape(world: World, path: str, shape: Shape):
    world.esther
    assert wrong(Caller().get(path), shape) == []


def test_what_one_makes_has_its_documented_shape(world: World):
    caller = Caller(world.ana)
    assert wrong(caller.post("/api/v1/lists", {"title": "Jardin"}), LIST) == []
    filter_ = {"title": "x", "context[]": ["home"], "keywords_attributes[][keyword]": "y"}
    assert wrong(caller.post("/api/v2/filters", filter_), FILTER) == []
    assert wrong(caller.get("/api/v1/filters"), [FILTER_V1]) == []
    assert wrong(caller.post("/api/v1/markers", {"home[last_read_id]": "1"}), {"home": MARKER}) == []
    assert wrong(caller.post("/api/v1/reports", {"account_id": world.bruno.pk, "comment": "x"}), REPORT) == []
    app = caller.post("/api/v1/apps", {"client_name": "x", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"})
    secret = {"client_id": str, "client_secret": str, "client_secret_expires_at": int}
    assert wrong(app, APPLICATION | secret) == []
    assert wrong(caller.get("/api/v1/apps/verify_credentials"), APPLICATION) == []
