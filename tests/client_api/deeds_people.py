"""Mastodon.py: people, what stands between them, lists, filters, and the server itself."""

from __future__ import annotations

from tests.client_api.deeds import PIXEL, Deed, done, holds, is_false, is_true, lacks, nothing

ONESELF: dict[str, Deed] = {
    "account_verify_credentials": (lambda s: s.ana.account_verify_credentials(), lambda t, s: t.id == s.id("ana")),
    "me": (lambda s: s.ana.me(), lambda t, s: t.username == s.name("ana")),
    "app_verify_credentials": (lambda s: s.ana.app_verify_credentials(), lambda t, s: bool(t.name)),
    "account_update_credentials": (
        lambda s: s.ana.account_update_credentials(
            display_name="Ana", note="Bonjour", fields=[("Site", "https://ana.example")],
            avatar=PIXEL, avatar_mime_type="image/png", header=PIXEL, header_mime_type="image/png", locked=False,
        ),
        lambda t, s: (t.display_name, t.source.note, t.fields[0].name) == ("Ana", "Bonjour", "Site")
        and "/media/" in t.avatar and "/media/" in t.header,
    ),
    "account_delete_avatar": (lambda s: s.ana.account_delete_avatar(), lambda t, s: "/media/" not in t.avatar),
    "account_delete_header": (lambda s: s.ana.account_delete_header(), lambda t, s: "/media/" not in t.header),
    "profile": (lambda s: s.ana.profile(), lambda t, s: t.display_name == "Ana" and t.avatar is None),
    "profile_update": (lambda s: s.ana.profile_update(note="Bonsoir"), lambda t, s: t.note == "Bonsoir"),
    "preferences": (lambda s: s.ana.preferences(), lambda t, s: t["posting:default:visibility"] == "public"),
}  # fmt: skip
PEOPLE: dict[str, Deed] = {
    "account": (lambda s: s.ana.account(s.id("bruno")), lambda t, s: t.username == s.name("bruno")),
    "accounts": (lambda s: s.ana.accounts([s.id("ana"), s.id("bruno")]), lambda t, s: len(t) == 2),
    "account_lookup": (lambda s: s.ana.account_lookup(s.name("bruno")), lambda t, s: t.id == s.id("bruno")),
    "account_search": (lambda s: s.ana.account_search(s.name("bruno")), holds("bruno")),
    "account_follow": (
        lambda s: s.ana.account_follow(s.id("bruno"), reblogs=False, notify=True),
        lambda t, s: t.following and not t.showing_reblogs and t.notifying,
    ),
    "follows": (lambda s: s.ana.follows(s.name("chloe")), lambda t, s: t.id == s.id("chloe")),
    "account_followers": (lambda s: s.ana.account_followers(s.id("bruno")), holds("ana")),
    "account_following": (lambda s: s.ana.account_following(s.id("ana")), holds("bruno")),
    "account_relationships": (lambda s: s.ana.account_relationships([s.id("bruno")]), lambda t, s: t[0].following),
    "account_note_set": (lambda s: s.ana.account_note_set(s.id("bruno"), "vu"), lambda t, s: t.note == "vu"),
    "account_pin": (lambda s: s.ana.account_pin(s.id("bruno")), is_true("endorsed")),
    "account_unpin": (lambda s: s.ana.account_unpin(s.id("bruno")), is_false("endorsed")),
    "account_endorse": (lambda s: s.ana.account_endorse(s.id("bruno")), is_true("endorsed")),
    "endorsements": (lambda s: s.ana.endorsements(), holds("bruno")),
    "account_unendorse": (lambda s: s.ana.account_unendorse(s.id("bruno")), is_false("endorsed")),
    "account_mute": (lambda s: s.ana.account_mute(s.id("bruno"), duration=60), is_true("muting")),
    "mutes": (lambda s: s.ana.mutes(), holds("bruno")),
    "account_unmute": (lambda s: s.ana.account_unmute(s.id("bruno")), is_false("muting")),
    "account_familiar_followers": (
        lambda s: s.ana.account_familiar_followers([s.id("bruno")]), lambda t, s: t[0].id == s.id("bruno"),
    ),
    "account_featured_tags": (lambda s: s.ana.account_featured_tags(s.id("bruno")), nothing),
    "collection_create": (
        lambda s: s.keep(
            "collection",
            s.ana.collection_create("Gens", "bien", tag_name="#gens", discoverable=True, account_ids=[s.id("bruno")]),
        ),
        lambda t, s: t.collection["items"][0]["state"] == "accepted" and t.collection.tag.name == "gens",
    ),
    "collection": (
        lambda s: s.bruno.collection(s.made["collection"].collection.id),
        lambda t, s: [each.id for each in t.accounts] == [s.id("ana"), s.id("bruno")],
    ),
    "collection_update": (
        lambda s: s.ana.collection_update(s.made["collection"].collection.id, name="Gens d’ici"),
        lambda t, s: (t.collection.name, t.collection.description) == ("Gens d’ici", "bien"),
    ),
    "account_collections": (
        lambda s: s.bruno.account_collections(s.id("ana")), lambda t, s: t.collections[0].name == "Gens d’ici",
    ),
    "account_in_collections": (
        lambda s: s.bruno.account_in_collections(s.id("bruno")), lambda t, s: t.collections[0].name == "Gens d’ici",
    ),
    "collection_item_add": (
        lambda s: s.ana.collection_item_add(s.made["collection"].collection.id, s.id("chloe")),
        lambda t, s: t.collection_item.account_id == s.id("chloe"),
    ),
    "collection_item_revoke": (
        lambda s: s.bruno.collection_item_revoke(
            s.made["collection"].collection.id, s.made["collection"].collection["items"][0]["id"]
        ),
        lambda t, s: s.bruno.account_in_collections(s.id("bruno")).collections == [],
    ),
    "collection_item_delete": (
        lambda s: s.ana.collection_item_delete(
            s.made["collection"].collection.id,
            s.ana.collection(s.made["collection"].collection.id).collection["items"][0]["id"],
        ),
        lambda t, s: s.ana.collection(s.made["collection"].collection.id).collection.item_count == 0,
    ),
    "collection_delete": (
        lambda s: s.ana.collection_delete(s.made["collection"].collection.id),
        lambda t, s: s.bruno.account_collections(s.id("ana")).collections == [],
    ),
    "suggestions": (lambda s: s.ana.suggestions(), lambda t, s: isinstance(t, list)),
    "suggestions_v1": (lambda s: s.ana.suggestions_v1(), lambda t, s: isinstance(t, list)),
    "suggestions_v2": (lambda s: s.ana.suggestions_v2(), lambda t, s: isinstance(t, list)),
    "suggestion_delete": (lambda s: s.ana.suggestion_delete(s.id("chloe")), done),
    "directory": (lambda s: s.ana.directory(limit=80), holds("bruno")),
    "domain_block": (lambda s: s.ana.domain_block("mechant.example"), done),
    "domain_blocks": (lambda s: s.ana.domain_blocks(), lambda t, s: list(t) == ["mechant.example"]),
    "domain_unblock": (lambda s: s.ana.domain_unblock("mechant.example"), done),
    "follow_requests": (
        lambda s: (
            s.chloe.account_update_credentials(locked=True), s.bruno.account_follow(s.id("chloe")),
            s.chloe.follow_requests(),
        )[-1],
        holds("bruno"),
    ),
    "follow_request_reject": (lambda s: s.chloe.follow_request_reject(s.id("bruno")), is_false("followed_by")),
    "follow_request_authorize": (
        lambda s: (s.ana.account_unfollow(s.id("chloe")), s.ana.account_follow(s.id("chloe")),
                   s.chloe.follow_request_authorize(s.id("ana")))[-1],
        is_true("followed_by"),
    ),
}  # fmt: skip
LISTS: dict[str, Deed] = {
    "list_create": (
        lambda s: s.keep("list", s.ana.list_create("Jardin", replies_policy="list", exclusive=False)),
        lambda t, s: t.title == "Jardin",
    ),
    "lists": (lambda s: s.ana.lists(), holds("list")),
    "list": (lambda s: s.ana.list(s.id("list")), lambda t, s: t.title == "Jardin"),
    "list_accounts_add": (lambda s: s.ana.list_accounts_add(s.id("list"), [s.id("bruno")]), done),
    "list_accounts": (lambda s: s.ana.list_accounts(s.id("list")), holds("bruno")),
    "account_lists": (lambda s: s.ana.account_lists(s.id("bruno")), holds("list")),
    "list_update": (lambda s: s.ana.list_update(s.id("list"), "Potager"), lambda t, s: t.title == "Potager"),
    "timeline_list": (
        lambda s: (s.bruno.status_post("au potager"), s.ana.timeline_list(s.id("list")))[-1],
        lambda t, s: "au potager" in t[0].content,
    ),
    "list_accounts_delete": (
        lambda s: (s.ana.list_accounts_delete(s.id("list"), [s.id("bruno")]), s.ana.list_accounts(s.id("list")))[-1],
        lacks("bruno"),
    ),
    "list_delete": (lambda s: (s.ana.list_delete(s.id("list")), s.ana.lists())[-1], lacks("list")),
}
FILTERS: dict[str, Deed] = {
    "create_filter_v2": (
        lambda s: s.keep(
            "filter", s.ana.create_filter_v2("Foot", ["home"], "warn", keywords_attributes=[{"keyword": "ballon"}])
        ),
        lambda t, s: t.title == "Foot" and t.keywords[0].keyword == "ballon",
    ),
    "filters_v2": (lambda s: s.ana.filters_v2(), holds("filter")),
    "filter_v2": (lambda s: s.ana.filter_v2(s.id("filter")), lambda t, s: list(t.context) == ["home"]),
    "update_filter_v2": (
        lambda s: s.ana.update_filter_v2(s.id("filter"), title="Sport", context=["home", "public"]),
        lambda t, s: t.title == "Sport" and len(t.context) == 2,
    ),
    "add_filter_keyword_v2": (
        lambda s: s.keep("keyword", s.ana.add_filter_keyword_v2(s.id("filter"), "but", True)),
        lambda t, s: t.keyword == "but" and t.whole_word,
    ),
    "filter_keywords_v2": (lambda s: s.ana.filter_keywords_v2(s.id("filter")), holds("keyword")),
    "delete_filter_keyword_v2": (
        lambda s: (s.ana.delete_filter_keyword_v2(s.id("keyword")), s.ana.filter_keywords_v2(s.id("filter")))[-1],
        lacks("keyword"),
    ),
    "add_filter_status_v2": (
        lambda s: s.keep("held", s.ana.add_filter_status_v2(s.id("filter"), s.ana.status_post("à cacher")["id"])),
        lambda t, s: bool(t.status_id),
    ),
    "filter_statuses_v2": (lambda s: s.ana.filter_statuses_v2(s.id("filter")), holds("held")),
    "filter_status_v2": (lambda s: s.ana.filter_status_v2(s.id("held")), lambda t, s: t.id == s.id("held")),
    "delete_filter_status_v2": (
        lambda s: (s.ana.delete_filter_status_v2(s.id("held")), s.ana.filter_statuses_v2(s.id("filter")))[-1],
        lacks("held"),
    ),
    "delete_filter_v2": (lambda s: (s.ana.delete_filter_v2(s.id("filter")), s.ana.filters_v2())[-1], lacks("filter")),
    "filter_create": (
        lambda s: s.keep("old", s.ana.filter_create("ballon", ["home"])), lambda t, s: t.phrase == "ballon",
    ),
    "filters": (lambda s: s.ana.filters(), holds("old")),
    "filter": (lambda s: s.ana.filter(s.id("old")), lambda t, s: t.phrase == "ballon"),
    "filters_apply": (
        lambda s: s.ana.filters_apply(
            [{"content": "un ballon"}, {"content": "autre"}], [s.made["old"]], "home"
        ),
        lambda t, s: len(t) == 1,
    ),
    "filter_update": (
        lambda s: s.ana.filter_update(s.id("old"), phrase="ballons"), lambda t, s: t.phrase == "ballons",
    ),
    "filter_delete": (lambda s: (s.ana.filter_delete(s.id("old")), s.ana.filters())[-1], lacks("old")),
}  # fmt: skip
SERVER: dict[str, Deed] = {
    "instance": (lambda s: s.ana.instance(), lambda t, s: "Petitmot" in t.version),
    "instance_v1": (lambda s: s.ana.instance_v1(), lambda t, s: t.uri.startswith("localhost")),
    "instance_v2": (lambda s: s.ana.instance_v2(), lambda t, s: t.domain.startswith("localhost")),
    "instance_rules": (lambda s: s.ana.instance_rules(), lambda t, s: all(each.text for each in t)),
    "instance_activity": (lambda s: s.ana.instance_activity(), lambda t, s: len(t) == 12),
    "instance_peers": (lambda s: s.ana.instance_peers(), lambda t, s: isinstance(t, list)),
    "instance_domain_blocks": (lambda s: s.ana.instance_domain_blocks(), nothing),
    "instance_extended_description": (lambda s: s.ana.instance_extended_description(), lambda t, s: "content" in t),
    "instance_languages": (lambda s: s.ana.instance_languages(), lambda t, s: "fr" in [each.code for each in t]),
    "instance_translation_languages": (lambda s: s.ana.instance_translation_languages(), nothing),
    "instance_terms_of_service": (lambda s: s.ana.instance_terms_of_service(), lambda t, s: "content" in t),
    "instance_health": (lambda s: s.ana.instance_health(), lambda t, s: t is True),
    "instance_nodeinfo": (
        lambda s: s.ana.instance_nodeinfo(), lambda t, s: t.software.name == "petitmot" and t.protocols,
    ),
    "oauth_authorization_server_info": (
        lambda s: s.ana.oauth_authorization_server_info(), lambda t, s: t.token_endpoint.endswith("/oauth/token"),
    ),
    "get_supported_version": (lambda s: s.ana.get_supported_version(), lambda t, s: t >= "4.6.0"),
    "retrieve_mastodon_version": (lambda s: s.ana.retrieve_mastodon_version(), lambda t, s: t.startswith("4.6")),
    "verify_minimum_version": (lambda s: s.ana.verify_minimum_version("4.3.0"), lambda t, s: t is True),
    "get_approx_server_time": (lambda s: s.ana.get_approx_server_time(), lambda t, s: t.year >= 2026),
    "custom_emojis": (lambda s: s.ana.custom_emojis(), lambda t, s: isinstance(t, list)),
    "trending_tags": (lambda s: s.ana.trending_tags(), nothing),
    "trends": (lambda s: s.ana.trends(), nothing),
    "trending_statuses": (lambda s: s.ana.trending_statuses(), nothing),
    "trending_links": (lambda s: s.ana.trending_links(), nothing),
    "annual_reports": (lambda s: s.ana.annual_reports(), lambda t, s: t.annual_reports == []),
    "annual_report_state": (lambda s: s.ana.annual_report_state(2026), lambda t, s: "ineligible" in str(t)),
    "annual_report_generate": (lambda s: s.ana.annual_report_generate(2026), done),
}  # fmt: skip
LAST: dict[str, Deed] = {
    "account_remove_from_followers": (
        lambda s: s.bruno.account_remove_from_followers(s.id("ana")), is_false("followed_by"),
    ),
    "account_unfollow": (lambda s: s.ana.account_unfollow(s.id("chloe")), is_false("following")),
    "account_block": (lambda s: s.ana.account_block(s.id("bruno")), is_true("blocking")),
    "blocks": (lambda s: s.ana.blocks(), holds("bruno")),
    "account_unblock": (lambda s: s.ana.account_unblock(s.id("bruno")), is_false("blocking")),
}  # fmt: skip
