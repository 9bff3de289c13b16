"""What each endpoint answers, and a recorder that holds every answer seen against it.

Keys are those of the table of endpoints. A path that stands under `OUR_OWN` is Petitmot's alone, `NO_JSON` answers no JSON.
"""

from __future__ import annotations

from typing import Any

import msgspec

from petitmot.client_api.door import TABLE, find
from petitmot.client_api.doors import open_all
from petitmot.client_api.tests.answers_to_staff import TO_STAFF
from petitmot.client_api.tests.shapes import (
    ACCOUNT,
    CARD,
    COLLECTION,
    COLLECTION_ITEM,
    CONVERSATION,
    CUSTOM_EMOJI,
    EDIT,
    FEATURED,
    GROUPS,
    MEDIA,
    NOTIFICATION,
    POLICY,
    POLL,
    PUSH,
    REPORT,
    REQUEST,
    SCHEDULED,
    SEARCH,
    SOURCE,
    STATUS,
    STATUS_FOR_ME,
    TAG,
    Either,
    check,
)  # fmt: skip
from petitmot.client_api.tests.shapes_of_people import (
    CREDENTIAL,
    FAMILIAR,
    FILTER,
    FILTER_STATUS,
    FILTER_V1,
    KEYWORD,
    LIST,
    MARKERS,
    MUTED,
    PREFERENCES,
    PROFILE,
    RELATIONSHIP,
    SUGGESTION,
)  # fmt: skip
from petitmot.client_api.tests.shapes_of_server import (
    ACTIVITY,
    ANNOUNCEMENT,
    APPLICATION,
    AUTHORIZATION_SERVER,
    CREDENTIAL_APPLICATION,
    DETAIL,
    DOMAIN_BLOCK,
    ERROR,
    INSTANCE,
    INSTANCE_V1,
    LANGUAGE,
    OEMBED,
    PAGE,
    RULE,
    TERMS,
    TOKEN,
    USER_INFO,
)  # fmt: skip

open_all()
OUR_OWN = ("/api/petitmot/",)
NO_JSON = {"GET /health"}
EMPTY: dict[str, Any] = {}
COUNT = {"count": int}
ANY_STATUS = Either(STATUS_FOR_ME, STATUS)  # whoever has a token is told more
COLLECTION_WITH_ACCOUNTS = {"accounts": [ACCOUNT], "collection": COLLECTION}
FOUND = SEARCH | {"statuses": [ANY_STATUS]}
CONTEXT = {"ancestors": [ANY_STATUS], "descendants": [ANY_STATUS]}
POLICY_V1 = {
    "filter_not_following": bool, "filter_not_followers": bool, "filter_new_accounts": bool,
    "filter_private_mentions": bool, "summary": POLICY["summary"],
}  # fmt: skip
OF_STATUS = "favourite unfavourite reblog unreblog bookmark unbookmark mute unmute pin unpin quotes/{quoting}/revoke"
OF_ACCOUNT = "follow unfollow block unblock mute unmute pin unpin endorse unendorse note remove_from_followers"

SHAPES: dict[str, Any] = {
    **TO_STAFF,
    **{f"POST /api/v1/statuses/{{id}}/{deed}": STATUS_FOR_ME for deed in OF_STATUS.split()},
    **{f"POST /api/v1/accounts/{{id}}/{deed}": RELATIONSHIP for deed in OF_ACCOUNT.split()},
    **{f"GET /api/v1/accounts/{{id}}/{name}": [ACCOUNT] for name in ("followers", "following", "endorsements")},
    **{f"GET /api/v1/timelines/{name}": [STATUS_FOR_ME] for name in ("home", "direct", "list/{id}")},
    **{f"GET /api/v1/timelines/{name}": [ANY_STATUS] for name in ("public", "tag/{name}", "link")},
    **{f"GET /api/v1/{name}": [STATUS_FOR_ME] for name in ("favourites", "bookmarks", "statuses/{id}/quotes")},
    **{f"GET /api/v1/{name}": [ACCOUNT] for name in ("blocks", "endorsements", "follow_requests", "directory")},
    **{f"GET /api/v1/trends{name}": [TAG] for name in ("", "/tags")},
    **{f"{method} /oauth/userinfo": USER_INFO for method in ("GET", "POST")},
    "GET /.well-known/oauth-authorization-server": AUTHORIZATION_SERVER,
    "GET /api/oembed": OEMBED,
    "GET /api/v1/accounts": [ACCOUNT],
    "POST /api/v1/accounts": TOKEN,
    "GET /api/v1/accounts/familiar_followers": [FAMILIAR],
    "GET /api/v1/accounts/lookup": ACCOUNT,
    "GET /api/v1/accounts/relationships": [RELATIONSHIP],
    "GET /api/v1/accounts/search": [ACCOUNT],
    "PATCH /api/v1/accounts/update_credentials": CREDENTIAL,
    "GET /api/v1/accounts/verify_credentials": CREDENTIAL,
    "GET /api/v1/accounts/{id}": ACCOUNT,
    "GET /api/v1/accounts/{id}/collections": {"collections": [COLLECTION]},
    "GET /api/v1/accounts/{id}/in_collections": {"collections": [COLLECTION]},
    "POST /api/v1/collections": {"collection": COLLECTION},
    "GET /api/v1/collections/{id}": COLLECTION_WITH_ACCOUNTS,
    **{f"{method} /api/v1/collections/{{id}}": {"collection": COLLECTION} for method in ("PUT", "PATCH")},
    "DELETE /api/v1/collections/{id}": EMPTY,
    "POST /api/v1/collections/{id}/items": {"collection_item": COLLECTION_ITEM},
    "DELETE /api/v1/collections/{id}/items/{item}": EMPTY,
    "POST /api/v1/collections/{id}/items/{item}/revoke": EMPTY,
    "GET /api/v1/accounts/{id}/featured_tags": [FEATURED],
    "GET /api/v1/accounts/{id}/identity_proofs": [],
    "GET /api/v1/accounts/{id}/lists": [LIST],
    "GET /api/v1/accounts/{id}/statuses": [ANY_STATUS],
    "GET /api/v1/announcements": [ANNOUNCEMENT],
    "POST /api/v1/announcements/{id}/dismiss": EMPTY,
    "PUT /api/v1/announcements/{id}/reactions/{name}": EMPTY,
    "DELETE /api/v1/announcements/{id}/reactions/{name}": EMPTY,
    "GET /api/v1/annual_reports": {"annual_reports": [], "accounts": [], "statuses": []},
    "GET /api/v1/annual_reports/{year}/state": {"state": str},
    "POST /api/v1/annual_reports/{year}/generate": EMPTY,
    "POST /api/v1/apps": CREDENTIAL_APPLICATION,
    "GET /api/v1/apps/verify_credentials": APPLICATION,
    "GET /api/v1/conversations": [CONVERSATION],
    "DELETE /api/v1/conversations/{id}": EMPTY,
    "POST /api/v1/conversations/{id}/read": CONVERSATION,
    "POST /api/v1/conversations/{id}/unread": CONVERSATION,
    "GET /api/v1/custom_emojis": [CUSTOM_EMOJI],
    **{f"{method} /api/v1/domain_blocks": EMPTY for method in ("POST", "DELETE")},
    "GET /api/v1/domain_blocks": [str],
    "GET /api/v1/emails/check_confirmation": bool,
    "POST /api/v1/emails/confirmations": EMPTY,
    "GET /api/v1/featured_tags": [FEATURED],
    "POST /api/v1/featured_tags": FEATURED,
    "GET /api/v1/featured_tags/suggestions": [TAG],
    "DELETE /api/v1/featured_tags/{id}": EMPTY,
    "GET /api/v1/filters": [FILTER_V1],
    **{f"{method} /api/v1/filters/{{id}}": FILTER_V1 for method in ("GET", "PUT", "PATCH")},
    "POST /api/v1/filters": FILTER_V1,
    "DELETE /api/v1/filters/{id}": EMPTY,
    **{f"POST /api/v1/follow_requests/{{id}}/{deed}": RELATIONSHIP for deed in ("authorize", "reject")},
    "GET /api/v1/followed_tags": [TAG],
    "POST /api/v1/follows": ACCOUNT,
    "GET /api/v1/instance": INSTANCE_V1,
    "GET /api/v1/instance/activity": [ACTIVITY],
    "GET /api/v1/instance/domain_blocks": [DOMAIN_BLOCK],
    "GET /api/v1/instance/extended_description": PAGE,
    "GET /api/v1/instance/languages": [LANGUAGE],
    "GET /api/v1/instance/peers": [str],
    "GET /api/v1/instance/privacy_policy": PAGE,
    "GET /api/v1/instance/rules": [RULE],
    "GET /api/v1/instance/terms_of_service": TERMS,
    "GET /api/v1/instance/terms_of_service/{date}": TERMS,
    "GET /api/v1/instance/translation_languages": EMPTY,
    "GET /api/v1/lists": [LIST],
    "POST /api/v1/lists": LIST,
    "DELETE /api/v1/lists/{id}": EMPTY,
    **{f"{method} /api/v1/lists/{{id}}": LIST for method in ("GET", "PUT", "PATCH")},
    "GET /api/v1/lists/{id}/accounts": [ACCOUNT],
    **{f"{method} /api/v1/lists/{{id}}/accounts": EMPTY for method in ("POST", "DELETE")},
    "GET /api/v1/markers": MARKERS,
    "POST /api/v1/markers": MARKERS,
    "POST /api/v1/media": MEDIA,
    "GET /api/v1/media/{id}": MEDIA,
    "PUT /api/v1/media/{id}": MEDIA,
    "DELETE /api/v1/media/{id}": EMPTY,
    "GET /api/v1/mutes": [MUTED],
    "GET /api/v1/notifications": [NOTIFICATION],
    "GET /api/v1/notifications/{id}": NOTIFICATION,
    **{f"POST /api/v1/notifications/{name}": EMPTY for name in ("clear", "{id}/dismiss", "requests/accept")},
    **{f"POST /api/v1/notifications/requests/{name}": EMPTY for name in ("dismiss", "{id}/accept", "{id}/dismiss")},
    **{f"{method} /api/v2/notifications/policy": POLICY for method in ("GET", "PUT", "PATCH")},
    **{f"{method} /api/v1/notifications/policy": POLICY_V1 for method in ("GET", "PUT", "PATCH")},
    "GET /api/v1/notifications/requests": [REQUEST],
    "GET /api/v1/notifications/requests/{id}": REQUEST,
    "GET /api/v1/notifications/requests/merged": {"merged": bool},
    "GET /api/v1/notifications/unread_count": COUNT,
    "GET /api/v1/polls/{id}": POLL,
    "POST /api/v1/polls/{id}/votes": POLL,
    "GET /api/v1/preferences": PREFERENCES,
    **{f"{method} /api/v1/profile": PROFILE for method in ("GET", "PUT", "PATCH")},
    **{f"DELETE /api/v1/profile/{name}": CREDENTIAL for name in ("avatar", "header")},
    **{f"{method} /api/v1/push/subscription": PUSH for method in ("GET", "POST", "PUT")},
    "DELETE /api/v1/push/subscription": EMPTY,
    "POST /api/v1/reports": REPORT,
    "GET /api/v1/scheduled_statuses": [SCHEDULED],
    **{f"{method} /api/v1/scheduled_statuses/{{id}}": SCHEDULED for method in ("GET", "PUT")},
    "DELETE /api/v1/scheduled_statuses/{id}": EMPTY,
    "GET /api/v1/statuses": [ANY_STATUS],
    "POST /api/v1/statuses": Either(STATUS_FOR_ME, SCHEDULED),
    "GET /api/v1/statuses/{id}": ANY_STATUS,
    **{f"{method} /api/v1/statuses/{{id}}": STATUS_FOR_ME for method in ("PUT", "DELETE")},
    "GET /api/v1/statuses/{id}/card": Either(CARD, EMPTY),
    "GET /api/v1/statuses/{id}/context": CONTEXT,
    "GET /api/v1/statuses/{id}/favourited_by": [ACCOUNT],
    "GET /api/v1/statuses/{id}/history": [EDIT],
    "PUT /api/v1/statuses/{id}/interaction_policy": STATUS_FOR_ME,
    "GET /api/v1/statuses/{id}/reblogged_by": [ACCOUNT],
    "GET /api/v1/statuses/{id}/source": SOURCE,
    "GET /api/v1/suggestions": [ACCOUNT],
    "DELETE /api/v1/suggestions/{id}": EMPTY,
    "GET /api/v1/tags/{name}": TAG,
    **{f"POST /api/v1/tags/{{name}}/{deed}": TAG for deed in ("follow", "unfollow", "feature", "unfeature")},
    **{f"GET /api/v1/trends/{name}": [] for name in ("links", "statuses")},
    "GET /api/v2/filters": [FILTER],
    "POST /api/v2/filters": FILTER,
    "DELETE /api/v2/filters/{id}": EMPTY,
    **{f"{method} /api/v2/filters/{{id}}": FILTER for method in ("GET", "PUT", "PATCH")},
    "GET /api/v2/filters/{id}/keywords": [KEYWORD],
    "POST /api/v2/filters/{id}/keywords": KEYWORD,
    **{f"{method} /api/v2/filters/keywords/{{id}}": KEYWORD for method in ("GET", "PUT", "PATCH")},
    "DELETE /api/v2/filters/keywords/{id}": EMPTY,
    "GET /api/v2/filters/{id}/statuses": [FILTER_STATUS],
    "POST /api/v2/filters/{id}/statuses": FILTER_STATUS,
    "GET /api/v2/filters/statuses/{id}": FILTER_STATUS,
    "DELETE /api/v2/filters/statuses/{id}": EMPTY,
    "GET /api/v2/instance": INSTANCE,
    "POST /api/v2/media": MEDIA,
    **{f"GET /api/v2/notifications{name}": GROUPS for name in ("", "/{key}")},
    "GET /api/v2/notifications/{key}/accounts": [ACCOUNT],
    "POST /api/v2/notifications/{key}/dismiss": EMPTY,
    "GET /api/v2/notifications/unread_count": COUNT,
    "GET /api/v2/search": FOUND,
    "GET /api/v2/suggestions": [SUGGESTION],
    "POST /oauth/token": TOKEN,
    "POST /api/v1/accounts/{id}/email_subscriptions": EMPTY,
    "POST /oauth/revoke": EMPTY,
}  # fmt: skip
# What is refused whatever is asked: Petitmot has none of it.
REFUSED = {
    "GET /api/v1/annual_reports/{year}", "POST /api/v1/annual_reports/{year}/read", "GET /api/v1/async_refreshes/{id}",
    "POST /api/v1/statuses/{id}/translate",
}  # fmt: skip


def named(method: str, path: str) -> str | None:
    """Return the key of an endpoint, None for a path that is none of the client API."""
    place = find(path)
    found = place.here.get("GET" if method == "HEAD" else method) if place else None
    return f"{found.method} {found.path}" if found else None


def hold(method: str, path: str, status: int, kind: str, body: bytes) -> str | None:
    """Fail where an answer of the client API is not what is documented; return which endpoint it was."""
    name = named(method, path)
    if name is None or name in NO_JSON or path.startswith(OUR_OWN) or method == "HEAD":
        return name
    if not kind.startswith("application/json"):
        assert status >= 500 or not body, f"{name} answered {status} {kind}"
        return name
    told = msgspec.json.decode(body)
    if status >= 400:
        hold_error(told, f"{name} {status} ")
    else:
        check(told, SHAPES[name], f"{name} ")
    return name


def hold_error(told: Any, where: str = "") -> None:
    """Fail where an error has another form than the documented one."""
    check(told, ERROR, where)
    for field in told.get("details", {}).values():
        check(field, [DETAIL], f"{where}details")
        assert all(each["error"].startswith("ERR_") for each in field), where


def without_shape() -> list[str]:
    """The endpoints of which nothing is said here."""
    names = {f"{one.method} {one.path}" for one in TABLE if not one.path.startswith(OUR_OWN)}
    return sorted(names - set(SHAPES) - REFUSED - NO_JSON)
