"""Entities of the server itself: Instance in both versions, applications, tokens, errors (docs.joinmastodon.org/entities)."""

from __future__ import annotations

from petitmot.client_api.tests.shapes import ACCOUNT, CUSTOM_EMOJI, MENTION, Id, Moment, OneOf, Shape, Url

RULE: Shape = {"id": str, "text": str, "hint": str, "translations?": dict}
LIMITS: Shape = {
    "accounts": {
        "max_featured_tags": int, "max_pinned_statuses": int, "max_display_name_length?": int, "max_note_length?": int,
        "max_profile_fields?": int, "profile_field_name_limit?": int, "profile_field_value_limit?": int,
    },
    "statuses": {
        "max_characters": int, "max_media_attachments": int, "characters_reserved_per_url": int,
        "supported_mime_types?": [str],
    },
    "media_attachments": {
        "supported_mime_types": [str], "description_limit": int, "image_size_limit": int, "image_matrix_limit": int,
        "video_size_limit": int, "video_frame_rate_limit": int, "video_matrix_limit": int,
    },
    "polls": {"max_options": int, "max_characters_per_option": int, "min_expiration": int, "max_expiration": int},
}  # fmt: skip
ACCESS: Shape = {"local": str, "remote": str}
INSTANCE: Shape = {
    "domain": str, "title": str, "version": str, "source_url": Url, "description": str,
    "usage": {"users": {"active_month": int}},
    "thumbnail": {"url": Url, "blurhash?": (str, None), "versions?": dict, "description?": str},
    "icon": [{"src": Url, "size": str}], "languages": [str],
    "configuration": LIMITS | {
        "urls": {
            "streaming": str, "status": (Url, None), "about": Url, "privacy_policy": (Url, None),
            "terms_of_service": (Url, None),
        },
        "vapid": {"public_key": str}, "translation": {"enabled": bool}, "limited_federation": bool,
        "timelines_access": {"live_feeds": ACCESS, "hashtag_feeds": ACCESS, "trending_link_feeds": ACCESS},
    },
    "registrations": {
        "enabled": bool, "approval_required": bool, "reason_required": (bool, None), "message": (str, None),
        "min_age": (int, None), "url": (Url, None),
    },
    "api_versions": {"mastodon": int, "petitmot?": int}, "wrapstodon?": (int, None),
    "contact": {"email": str, "account": (ACCOUNT, None)}, "rules": [RULE],
}  # fmt: skip
INSTANCE_V1: Shape = {
    "uri": str, "title": str, "short_description": str, "description": str, "email": str, "version": str,
    "urls": {"streaming_api": str}, "stats": {"user_count": int, "status_count": int, "domain_count": int},
    "thumbnail": (Url, None), "languages": [str], "registrations": bool, "approval_required": bool,
    "invites_enabled": bool, "configuration": LIMITS, "contact_account": (ACCOUNT, None), "rules": [RULE],
}  # fmt: skip
ACTIVITY: Shape = {"week": str, "statuses": str, "logins": str, "registrations": str}
DOMAIN_BLOCK: Shape = {"domain": str, "digest": str, "severity": OneOf("silence", "suspend"), "comment?": (str, None)}
LANGUAGE: Shape = {"code": str, "name": str}
PAGE: Shape = {"updated_at": (str, None), "content": str}
TERMS: Shape = {
    "effective_date": str, "effective": bool, "content": str, "succeeded_by": (str, None),
}  # fmt: skip
APPLICATION: Shape = {
    "id": str, "name": str, "website": (str, None), "scopes": [str], "redirect_uris": [str], "redirect_uri": str,
    "vapid_key": str,
}  # fmt: skip
CREDENTIAL_APPLICATION: Shape = APPLICATION | {
    "client_id": str, "client_secret": str, "client_secret_expires_at": int,
}  # fmt: skip
TOKEN: Shape = {"access_token": str, "token_type": str, "scope": str, "created_at": int}
USER_INFO: Shape = {
    "iss": Url, "sub": Url, "name": str, "preferred_username": str, "profile": Url, "picture": Url,
}  # fmt: skip
AUTHORIZATION_SERVER: Shape = {
    "issuer": Url, "authorization_endpoint": Url, "token_endpoint": Url, "revocation_endpoint": Url,
    "userinfo_endpoint": Url, "app_registration_endpoint": Url, "scopes_supported": [str],
    "response_types_supported": [str], "response_modes_supported": [str], "grant_types_supported": [str],
    "token_endpoint_auth_methods_supported": [str], "code_challenge_methods_supported": [str],
    "service_documentation?": Url,
}  # fmt: skip
OEMBED: Shape = {
    "type": str, "version": str, "title?": str, "author_name": str, "author_url": Url, "provider_name": str,
    "provider_url": Url, "cache_age": int, "html": str, "width": (int, None), "height": (int, None),
}  # fmt: skip
REACTION: Shape = {"name": str, "count": int, "me?": bool, "url?": Url, "static_url?": Url}
STREAMED_REACTION: Shape = REACTION | {"announcement_id": str}
ANNOUNCEMENT: Shape = {
    "id": str, "content": str, "starts_at": (Moment, None), "ends_at": (Moment, None), "all_day": bool,
    "published_at": Moment, "updated_at": Moment, "read?": bool, "mentions": [MENTION], "statuses": [{"id": Id, "url": Url}], "tags": [{"name": str, "url": Url}],
    "emojis": [CUSTOM_EMOJI], "reactions": [REACTION], "published?": bool, "scheduled_at?": (Moment, None),
}  # fmt: skip
DETAIL: Shape = {"error": str, "description": str}
ERROR: Shape = {
    "error": str,
    "error_description?": str,
    "code?": str,
    "details?": dict,
    "unexpected_accounts?": [ACCOUNT],
    "existing_domain_block?": dict,
}
