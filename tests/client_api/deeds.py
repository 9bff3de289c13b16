"""What Mastodon.py is asked to do: every method that has a counterpart here, by name, in an order that makes sense."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Stage:
    """Two people with their libraries, and what was made on the way."""

    ana: Any
    bruno: Any
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def ana_id(self) -> Any:
        return self.made.setdefault("ana", self.ana.me())["id"]

    @property
    def bruno_id(self) -> Any:
        return self.made.setdefault("bruno", self.bruno.me())["id"]

    def keep(self, name: str, what: Any) -> Any:
        self.made[name] = what
        return what


Deed = Callable[[Stage], Any]

ACCOUNTS: dict[str, Deed] = {
    "account_verify_credentials": lambda s: s.ana.account_verify_credentials(),
    "app_verify_credentials": lambda s: s.ana.app_verify_credentials(),
    "account": lambda s: s.ana.account(s.bruno_id),
    "accounts": lambda s: s.ana.accounts([s.ana_id, s.bruno_id]),
    "account_lookup": lambda s: s.ana.account_lookup("held2"),
    "account_search": lambda s: s.ana.account_search("held2"),
    "account_update_credentials": lambda s: s.ana.account_update_credentials(
        display_name="Ana",
        note="Bonjour",
        fields=[("Site", "https://ana.example")],
        avatar=PIXEL,
        avatar_mime_type="image/png",
        locked=False,
    ),
    "account_delete_avatar": lambda s: s.ana.account_delete_avatar(),
    "account_delete_header": lambda s: s.ana.account_delete_header(),
    "account_follow": lambda s: s.ana.account_follow(s.bruno_id, reblogs=False, notify=True),
    "account_followers": lambda s: s.ana.account_followers(s.bruno_id),
    "account_following": lambda s: s.ana.account_following(s.ana_id),
    "account_relationships": lambda s: s.ana.account_relationships([s.bruno_id]),
    "account_note_set": lambda s: s.ana.account_note_set(s.bruno_id, "rencontré"),
    "account_endorse": lambda s: s.ana.account_endorse(s.bruno_id),
    "endorsements": lambda s: s.ana.endorsements(),
    "account_unendorse": lambda s: s.ana.account_unendorse(s.bruno_id),
    "account_mute": lambda s: s.ana.account_mute(s.bruno_id, duration=60),
    "mutes": lambda s: s.ana.mutes(),
    "account_unmute": lambda s: s.ana.account_unmute(s.bruno_id),
    "account_familiar_followers": lambda s: s.ana.account_familiar_followers([s.bruno_id]),
    "account_featured_tags": lambda s: s.ana.account_featured_tags(s.bruno_id),
    "account_collections": lambda s: s.ana.account_collections(s.bruno_id),
    "account_in_collections": lambda s: s.ana.account_in_collections(s.bruno_id),
    "preferences": lambda s: s.ana.preferences(),
    "profile": lambda s: s.ana.profile(),
    "profile_update": lambda s: s.ana.profile_update(note="Bonsoir"),
    "follow_requests": lambda s: (s.bruno.account_update_credentials(locked=True), s.bruno.follow_requests()),
    "suggestions": lambda s: s.ana.suggestions(),
    "directory": lambda s: s.ana.directory(),
    "domain_block": lambda s: s.ana.domain_block("mechant.example"),
    "domain_blocks": lambda s: s.ana.domain_blocks(),
    "domain_unblock": lambda s: s.ana.domain_unblock("mechant.example"),
    "list_create": lambda s: s.keep("list", s.ana.list_create("Jardin", replies_policy="list", exclusive=False)),
    "lists": lambda s: s.ana.lists(),
    "list": lambda s: s.ana.list(s.made["list"]["id"]),
    "list_accounts_add": lambda s: s.ana.list_accounts_add(s.made["list"]["id"], [s.bruno_id]),
    "list_accounts": lambda s: s.ana.list_accounts(s.made["list"]["id"]),
    "account_lists": lambda s: s.ana.account_lists(s.bruno_id),
    "list_accounts_delete": lambda s: s.ana.list_accounts_delete(s.made["list"]["id"], [s.bruno_id]),
    "list_update": lambda s: s.ana.list_update(s.made["list"]["id"], "Potager"),
    "timeline_list": lambda s: s.ana.timeline_list(s.made["list"]["id"]),
    "list_delete": lambda s: s.ana.list_delete(s.made["list"]["id"]),
    "create_filter_v2": lambda s: s.keep(
        "filter", s.ana.create_filter_v2("Foot", ["home"], "warn", keywords_attributes=[{"keyword": "ballon"}])
    ),
    "filters_v2": lambda s: s.ana.filters_v2(),
    "filter_v2": lambda s: s.ana.filter_v2(s.made["filter"]["id"]),
    "add_filter_keyword_v2": lambda s: s.ana.add_filter_keyword_v2(s.made["filter"]["id"], "but", True),
    "filter_keywords_v2": lambda s: s.ana.filter_keywords_v2(s.made["filter"]["id"]),
    "delete_filter_v2": lambda s: s.ana.delete_filter_v2(s.made["filter"]["id"]),
    "filter_create": lambda s: s.keep("old", s.ana.filter_create("ballon", ["home"])),
    "filters": lambda s: s.ana.filters(),
    "filter_update": lambda s: s.ana.filter_update(s.made["old"]["id"], phrase="ballons"),
    "filter_delete": lambda s: s.ana.filter_delete(s.made["old"]["id"]),
}

SERVER: dict[str, Deed] = {
    "instance": lambda s: s.ana.instance(),
    "instance_v1": lambda s: s.ana.instance_v1(),
    "instance_v2": lambda s: s.ana.instance_v2(),
    "instance_rules": lambda s: s.ana.instance_rules(),
    "instance_activity": lambda s: s.ana.instance_activity(),
    "instance_peers": lambda s: s.ana.instance_peers(),
    "instance_domain_blocks": lambda s: s.ana.instance_domain_blocks(),
    "instance_extended_description": lambda s: s.ana.instance_extended_description(),
    "instance_languages": lambda s: s.ana.instance_languages(),
    "instance_translation_languages": lambda s: s.ana.instance_translation_languages(),
    "instance_terms_of_service": lambda s: s.ana.instance_terms_of_service(),
    "instance_health": lambda s: s.ana.instance_health(),
    "instance_nodeinfo": lambda s: s.ana.instance_nodeinfo(),
    "oauth_authorization_server_info": lambda s: s.ana.oauth_authorization_server_info(),
    "custom_emojis": lambda s: s.ana.custom_emojis(),
    "announcements": lambda s: s.ana.announcements(),
    "trending_tags": lambda s: s.ana.trending_tags(),
    "trending_statuses": lambda s: s.ana.trending_statuses(),
    "trending_links": lambda s: s.ana.trending_links(),
    "annual_reports": lambda s: s.ana.annual_reports(),
    "annual_report_state": lambda s: s.ana.annual_report_state(2026),
    "annual_report_generate": lambda s: s.ana.annual_report_generate(2026),
}

WORDS: dict[str, Deed] = {
    "media_post": lambda s: s.keep("media", s.bruno.media_post(PIXEL, "image/png", description="un point")),
    "status_post": lambda s: s.keep(
        "status", s.bruno.status_post("Bonjour #jardin", media_ids=[s.made["media"]["id"]], visibility="public")
    ),
    "status": lambda s: s.ana.status(s.made["status"]["id"]),
    "statuses": lambda s: s.ana.statuses([s.made["status"]["id"]]),
    "account_statuses": lambda s: s.ana.account_statuses(s.bruno_id),
    "status_favourite": lambda s: s.ana.status_favourite(s.made["status"]["id"]),
    "favourites": lambda s: s.ana.favourites(),
    "status_favourited_by": lambda s: s.bruno.status_favourited_by(s.made["status"]["id"]),
    "status_unfavourite": lambda s: s.ana.status_unfavourite(s.made["status"]["id"]),
    "status_reblog": lambda s: s.ana.status_reblog(s.made["status"]["id"]),
    "status_reblogged_by": lambda s: s.bruno.status_reblogged_by(s.made["status"]["id"]),
    "status_unreblog": lambda s: s.ana.status_unreblog(s.made["status"]["id"]),
    "status_bookmark": lambda s: s.ana.status_bookmark(s.made["status"]["id"]),
    "bookmarks": lambda s: s.ana.bookmarks(),
    "status_unbookmark": lambda s: s.ana.status_unbookmark(s.made["status"]["id"]),
    "status_mute": lambda s: s.ana.status_mute(s.made["status"]["id"]),
    "status_unmute": lambda s: s.ana.status_unmute(s.made["status"]["id"]),
    "status_pin": lambda s: s.bruno.status_pin(s.made["status"]["id"]),
    "status_unpin": lambda s: s.bruno.status_unpin(s.made["status"]["id"]),
    "status_reply": lambda s: s.ana.status_reply(s.ana.status(s.made["status"]["id"]), "Bonjour à vous"),
    "status_context": lambda s: s.ana.status_context(s.made["status"]["id"]),
    "status_source": lambda s: s.bruno.status_source(s.made["status"]["id"]),
    "status_update": lambda s: s.bruno.status_update(s.made["status"]["id"], "Bonsoir #jardin"),
    "status_history": lambda s: s.ana.status_history(s.made["status"]["id"]),
    "status_card": lambda s: s.ana.status_card(s.made["status"]["id"]),
    "poll": lambda s: s.keep(
        "poll", s.bruno.status_post("Thé ?", poll=s.bruno.make_poll(["oui", "non"], expires_in=600))
    ),
    "poll_vote": lambda s: s.ana.poll_vote(s.made["poll"]["poll"]["id"], [0]),
    "timeline_home": lambda s: s.ana.timeline_home(),
    "timeline_public": lambda s: s.ana.timeline_public(),
    "timeline_local": lambda s: s.ana.timeline_local(),
    "timeline_hashtag": lambda s: s.ana.timeline_hashtag("jardin"),
    "conversations": lambda s: (s.bruno.status_post("@held2 en privé", visibility="direct"), s.ana.conversations()),
    "notifications": lambda s: s.bruno.notifications(),
    "grouped_notifications": lambda s: s.bruno.grouped_notifications(),
    "notifications_unread_count": lambda s: s.bruno.notifications_unread_count(),
    "notifications_policy": lambda s: s.bruno.notifications_policy(),
    "notification_requests": lambda s: s.bruno.notification_requests(),
    "notifications_clear": lambda s: s.bruno.notifications_clear(),
    "markers_set": lambda s: s.ana.markers_set("home", [s.made["status"]["id"]]),
    "markers_get": lambda s: s.ana.markers_get("home"),
    "search": lambda s: s.ana.search("held3"),
    "tag": lambda s: s.ana.tag("jardin"),
    "tag_follow": lambda s: s.ana.tag_follow("jardin"),
    "followed_tags": lambda s: s.ana.followed_tags(),
    "tag_unfollow": lambda s: s.ana.tag_unfollow("jardin"),
    "featured_tag_create": lambda s: s.keep("featured", s.ana.featured_tag_create("jardin")),
    "featured_tags": lambda s: s.ana.featured_tags(),
    "featured_tag_suggestions": lambda s: s.ana.featured_tag_suggestions(),
    "featured_tag_delete": lambda s: s.ana.featured_tag_delete(s.made["featured"]["id"]),
    "report": lambda s: s.ana.report(s.bruno_id, [s.made["status"]["id"]], comment="pour voir"),
    "scheduled_statuses": lambda s: s.ana.scheduled_statuses(),
    "status_delete": lambda s: s.bruno.status_delete(s.made["status"]["id"]),
}

LAST: dict[str, Deed] = {
    "account_remove_from_followers": lambda s: s.bruno.account_remove_from_followers(s.ana_id),
    "account_unfollow": lambda s: s.ana.account_unfollow(s.bruno_id),
    "follow_request_authorize": lambda s: (
        s.ana.account_follow(s.bruno_id),
        s.bruno.follow_request_authorize(s.ana_id),
    ),
    "account_block": lambda s: s.ana.account_block(s.bruno_id),
    "blocks": lambda s: s.ana.blocks(),
    "account_unblock": lambda s: s.ana.account_unblock(s.bruno_id),
}

DEEDS: dict[str, Deed] = ACCOUNTS | SERVER | WORDS | LAST
