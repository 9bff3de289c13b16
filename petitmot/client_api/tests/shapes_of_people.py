"""Entities around people: accounts and what stands between them, lists, filters, tags (docs.joinmastodon.org/entities).

As in `shapes`: a name that ends in `?` is optional, `(type, None)` is nullable.
"""

from __future__ import annotations

from petitmot.client_api.tests.shapes import (
    ACCOUNT,
    ACTION,
    CONTEXTS,
    FEATURED,
    VISIBILITY,
    Id,
    Moment,
    OneOf,
    Shape,
    Url,
)

FIELD: Shape = {"name": str, "value": str, "verified_at": (str, None)}
ROLE: Shape = {"id": str, "name": str, "color": str, "permissions": str, "highlighted": bool, "collection_limit?": int}
SOURCE: Shape = {
    "note": str, "fields": [FIELD], "privacy": VISIBILITY, "sensitive": bool, "language": (str, None),
    "follow_requests_count": int, "hide_collections": (bool, None), "discoverable": (bool, None), "indexable": bool,
    "attribution_domains": [str], "quote_policy": OneOf("public", "followers", "nobody"), "also_known_as_uris": [str],
}  # fmt: skip
CREDENTIAL: Shape = ACCOUNT | {"source": SOURCE, "role": ROLE}
MUTED: Shape = ACCOUNT | {"mute_expires_at": (Moment, None)}
PROFILE: Shape = {  # 4.6: what was typed, not what is shown
    "id": Id, "display_name": str, "note": str, "fields": [FIELD], "avatar": (Url, None), "avatar_static": (Url, None),
    "avatar_description": str, "header": (Url, None), "header_static": (Url, None), "header_description": str,
    "locked": bool, "bot": bool, "hide_collections": (bool, None), "discoverable": (bool, None), "indexable": bool,
    "show_media": bool, "show_media_replies": bool, "show_featured": bool, "attribution_domains": [str],
    "featured_tags": [FEATURED],
}  # fmt: skip
RELATIONSHIP: Shape = {
    "id": Id, "following": bool, "showing_reblogs": bool, "notifying": bool, "languages": ([str], None),
    "followed_by": bool, "blocking": bool, "blocked_by": bool, "muting": bool, "muting_notifications": bool,
    "muting_expires_at": (Moment, None), "requested": bool, "requested_by": bool, "domain_blocking": bool,
    "endorsed": bool, "note": str,
}  # fmt: skip
FAMILIAR: Shape = {"id": Id, "accounts": [ACCOUNT]}
SUGGESTION: Shape = {"source": str, "sources": [str], "account": ACCOUNT}
LIST: Shape = {"id": Id, "title": str, "replies_policy": OneOf("followed", "list", "none"), "exclusive": bool}
KEYWORD: Shape = {"id": Id, "keyword": str, "whole_word": bool}
FILTER_STATUS: Shape = {"id": Id, "status_id": Id}
FILTER: Shape = {
    "id": Id, "title": str, "context": [CONTEXTS], "expires_at": (Moment, None), "filter_action": ACTION,
    "keywords": [KEYWORD], "statuses": [FILTER_STATUS],
}  # fmt: skip
FILTER_V1: Shape = {
    "id": Id, "phrase": str, "context": [CONTEXTS], "expires_at": (Moment, None), "irreversible": bool, "whole_word": bool,
}  # fmt: skip
MARKER: Shape = {"last_read_id": Id, "version": int, "updated_at": Moment}
MARKERS: Shape = {"home?": MARKER, "notifications?": MARKER}
PREFERENCES: Shape = {
    "posting:default:visibility": VISIBILITY, "posting:default:sensitive": bool, "posting:default:language": (str, None),
    "posting:default:quote_policy": OneOf("public", "followers", "nobody"), "reading:expand:media": OneOf("default", "show_all", "hide_all"), "reading:expand:spoilers": bool,
    "reading:autoplay:gifs?": bool,
}  # fmt: skip
