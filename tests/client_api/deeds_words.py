"""Mastodon.py: words and what is done with them, timelines, notifications, conversations, tags, streams, push."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from mastodon import StreamListener

from tests.client_api.deeds import PIXEL, Deed, Stage, done, holds, is_false, is_true, lacks, nothing, texts


class Ear(StreamListener):
    """Hears a stream."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def on_update(self, status: Any) -> None:
        self.heard.append(f"update {status['content']}")

    def on_notification(self, notification: Any) -> None:
        self.heard.append(f"notification {notification['type']}")

    def on_conversation(self, conversation: Any) -> None:
        self.heard.append("conversation")

    def on_delete(self, status_id: Any) -> None:
        self.heard.append(f"delete {status_id}")


def heard(s: Stage, method: str, *about: Any, words: str, **how: Any) -> list[str]:
    """Listen to a stream while Bruno says something, until it is heard or ten seconds have gone; what came last is last."""
    ear, private = Ear(), "@" in words
    handle = getattr(s.ana, method)(*about, ear, run_async=True, **how)
    last_word = words.split()[-1].removeprefix("#")
    try:
        until(handle.is_receiving)
        time.sleep(0.1)
        s.bruno.status_post(words, visibility="direct" if private else "public")
        until(lambda: ear.heard if private else any(last_word in each for each in ear.heard))
    finally:  # closing waits for the next heartbeat
        threading.Thread(target=handle.close, daemon=True).start()
    return ear.heard


def until(heard: Any) -> None:
    end = time.monotonic() + 10
    while not heard() and time.monotonic() < end:
        time.sleep(0.02)


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(hours=2)


def asked_by_strangers(s: Stage) -> Any:
    """Let four people whom Bruno does not know knock at his door, which is closed to strangers."""
    for stranger in s.strangers:
        stranger.status_post(f"@{s.name('bruno')} bonjour, on se connaît ?", visibility="direct")
    return s.bruno.notification_requests()


def open_requests(s: Stage) -> list[str]:
    return [each.id for each in s.bruno.notification_requests()]


def closing(method: str, *which: int, several: bool = False) -> Deed:
    """Close requests of strangers, and look which are still open."""

    def do(s: Stage) -> tuple[set[str], list[str]]:
        closed = [s.made["asks"][number].id for number in which]
        getattr(s.bruno, method)(closed if several else closed[0])
        return set(closed), open_requests(s)

    return do, lambda t, s: not t[0] & set(t[1]) and set(t[1]) < {each.id for each in s.made["asks"]}


WORDS: dict[str, Deed] = {
    "media_post": (
        lambda s: s.keep("media", s.bruno.media_post(PIXEL, "image/png", description="un point")),
        lambda t, s: (t.type, t.description) == ("image", "un point"),
    ),
    "media": (lambda s: s.bruno.media(s.id("media")), lambda t, s: t.id == s.id("media")),
    "media_update": (
        lambda s: s.bruno.media_update(s.id("media"), description="un petit point", focus=(0.5, -0.5)),
        lambda t, s: t.description == "un petit point" and t.meta.focus.x == 0.5,
    ),
    "status_post": (
        lambda s: s.keep("status", s.bruno.status_post(
            "Bonjour #jardin", media_ids=[s.id("media")], visibility="public", language="fr", idempotency_key="une",
        )),
        lambda t, s: "Bonjour" in t.content and t.tags[0].name == "jardin" and len(t.media_attachments) == 1
        and t.language == "fr" and s.bruno.status_post("Bonjour #jardin", idempotency_key="une").id == t.id,
    ),
    "toot": (lambda s: s.chloe.toot("coucou"), lambda t, s: "coucou" in t.content),
    "status": (lambda s: s.ana.status(s.id("status")), lambda t, s: t.account.id == s.id("bruno")),
    "statuses": (lambda s: s.ana.statuses([s.id("status")]), holds("status")),
    "account_statuses": (lambda s: s.ana.account_statuses(s.id("bruno"), only_media=True), holds("status")),
    "status_favourite": (lambda s: s.ana.status_favourite(s.id("status")), is_true("favourited")),
    "favourites": (lambda s: s.ana.favourites(), holds("status")),
    "status_favourited_by": (lambda s: s.bruno.status_favourited_by(s.id("status")), holds("ana")),
    "status_unfavourite": (lambda s: s.ana.status_unfavourite(s.id("status")), is_false("favourited")),
    "status_reblog": (
        lambda s: s.ana.status_reblog(s.id("status")), lambda t, s: t.reblog.id == s.id("status") and t.reblog.reblogged,
    ),
    "status_reblogged_by": (lambda s: s.bruno.status_reblogged_by(s.id("status")), holds("ana")),
    "status_unreblog": (lambda s: s.ana.status_unreblog(s.id("status")), is_false("reblogged")),
    "status_bookmark": (lambda s: s.ana.status_bookmark(s.id("status")), is_true("bookmarked")),
    "bookmarks": (lambda s: s.ana.bookmarks(), holds("status")),
    "status_unbookmark": (lambda s: s.ana.status_unbookmark(s.id("status")), is_false("bookmarked")),
    "status_mute": (lambda s: s.bruno.status_mute(s.id("status")), is_true("muted")),
    "status_unmute": (lambda s: s.bruno.status_unmute(s.id("status")), is_false("muted")),
    "status_pin": (lambda s: s.bruno.status_pin(s.id("status")), is_true("pinned")),
    "status_unpin": (lambda s: s.bruno.status_unpin(s.id("status")), is_false("pinned")),
    "status_reply": (
        lambda s: s.keep("reply", s.ana.status_reply(s.ana.status(s.id("status")), "Bonjour à vous")),
        lambda t, s: t.in_reply_to_id == s.id("status") and t.mentions[0].id == s.id("bruno"),
    ),
    "status_context": (
        lambda s: s.ana.status_context(s.id("status")), lambda t, s: holds("reply")(t.descendants, s),
    ),
    "status_source": (lambda s: s.bruno.status_source(s.id("status")), lambda t, s: t.text == "Bonjour #jardin"),
    "status_update": (
        lambda s: s.bruno.status_update(s.id("status"), "Bonsoir #jardin", media_ids=[s.id("media")]),
        lambda t, s: "Bonsoir" in t.content and t.edited_at and len(t.media_attachments) == 1,
    ),
    "generate_media_edit_attributes": (
        lambda s: s.bruno.status_update(
            s.id("status"), "Bonsoir #jardin",
            media_attributes=[s.bruno.generate_media_edit_attributes(s.id("media"), description="le même")],
        ),
        lambda t, s: t.media_attachments[0].description == "le même",
    ),
    "status_history": (lambda s: s.ana.status_history(s.id("status")), lambda t, s: "Bonjour" in texts(t)[0]),
    "status_card": (lambda s: s.ana.status_card(s.id("status")), nothing),
    "status_quotes": (
        lambda s: (
            s.keep("quote", s.ana.status_post("à lire", quoted_status_id=s.id("status"))),
            s.bruno.status_quotes(s.id("status")),
        )[-1],
        holds("quote"),
    ),
    "status_quote_revoke": (
        lambda s: s.bruno.status_quote_revoke(s.id("status"), s.id("quote")), lambda t, s: t.quote.state == "revoked",
    ),
    "status_update_quote_approval_policy": (
        lambda s: s.bruno.status_update_quote_approval_policy(s.id("status"), "nobody"),
        lambda t, s: list(t.quote_approval.automatic) == [],
    ),
    "make_poll": (
        lambda s: s.keep("asked", s.bruno.status_post("Thé ?", poll=s.bruno.make_poll(["oui", "non"], 600))),
        lambda t, s: [each.title for each in t.poll.options] == ["oui", "non"],
    ),
    "poll": (lambda s: s.ana.poll(s.made["asked"]["poll"]["id"]), lambda t, s: t.voted is False),
    "poll_vote": (
        lambda s: s.ana.poll_vote(s.made["asked"]["poll"]["id"], [0]), lambda t, s: t.voted and list(t.own_votes) == [0],
    ),
    "scheduled_statuses": (
        lambda s: (
            s.keep("later", s.ana.status_post("plus tard", scheduled_at=soon())), s.ana.scheduled_statuses(),
        )[-1],
        holds("later"),
    ),
    "scheduled_status": (
        lambda s: s.ana.scheduled_status(s.id("later")), lambda t, s: t.params.text == "plus tard",
    ),
    "scheduled_status_update": (
        lambda s: s.ana.scheduled_status_update(s.id("later"), soon() + timedelta(days=1)),
        lambda t, s: t.scheduled_at > soon() + timedelta(hours=20),
    ),
    "scheduled_status_delete": (
        lambda s: (s.ana.scheduled_status_delete(s.id("later")), s.ana.scheduled_statuses())[-1], lacks("later"),
    ),
}  # fmt: skip
TIMELINES: dict[str, Deed] = {
    "timeline": (lambda s: s.ana.timeline("home"), holds("status")),
    "timeline_home": (lambda s: s.ana.timeline_home(limit=5), lambda t, s: len(t) == 5),
    "timeline_public": (lambda s: s.ana.timeline_public(), holds("status")),
    "timeline_local": (lambda s: s.ana.timeline_local(only_media=True), holds("status")),
    "timeline_is_available": (lambda s: s.ana.timeline_is_available("public", local=True), lambda t, s: t is True),
    "timeline_hashtag": (lambda s: s.ana.timeline_hashtag("jardin"), holds("status")),
    "timeline_link": (lambda s: s.ana.timeline_link("https://ana.example/rien"), nothing),
    "fetch_next": (
        lambda s: s.ana.fetch_next(s.keep("page", s.ana.timeline_home(limit=2))),
        lambda t, s: len(t) == 2 and t[0].id < s.made["page"][-1].id,
    ),
    "fetch_previous": (
        lambda s: s.ana.fetch_previous(s.ana.fetch_next(s.made["page"])), lambda t, s: t[0].id == s.made["page"][0].id,
    ),
    "fetch_remaining": (
        lambda s: s.ana.fetch_remaining(s.ana.timeline_home(limit=2)),
        lambda t, s: [each.id for each in t] == [each.id for each in s.ana.timeline_home(limit=40)],
    ),
    "get_pagination_info": (
        lambda s: s.ana.get_pagination_info(s.made["page"], "next"), lambda t, s: str(t["max_id"]) == str(s.made["page"][-1].id),
    ),
    "pagination_iterator": (
        lambda s: len(list(s.ana.pagination_iterator(s.ana.timeline_home(limit=3)))), lambda t, s: t > 3,
    ),
    "pagination_page_iterator": (
        lambda s: len(list(s.ana.pagination_page_iterator(s.ana.timeline_home(limit=3)))), lambda t, s: t > 1,
    ),
    "conversations": (
        lambda s: (
            s.bruno.status_post(f"@{s.name('ana')} en privé", visibility="direct"), s.keep("talks", s.ana.conversations()),
        )[-1],
        lambda t, s: t[0].unread and t[0].accounts[0].id == s.id("bruno"),
    ),
    "conversations_read": (
        lambda s: s.ana.conversations_read(s.made["talks"][0]["id"]), is_false("unread"),
    ),
    "notifications": (
        lambda s: s.keep("told", s.bruno.notifications()), lambda t, s: {"mention", "follow"} <= {n.type for n in t},
    ),
    "grouped_notifications": (
        lambda s: s.keep("groups", s.bruno.grouped_notifications()), lambda t, s: len(t.notification_groups) > 1,
    ),
    "grouped_notification": (
        lambda s: s.bruno.grouped_notification(s.made["groups"].notification_groups[0].group_key),
        lambda t, s: len(t.notification_groups) == 1,
    ),
    "grouped_notification_accounts": (
        lambda s: s.bruno.grouped_notification_accounts(s.made["groups"].notification_groups[0].group_key),
        lambda t, s: len(t) >= 1,
    ),
    "unread_grouped_notifications_count": (
        lambda s: s.bruno.unread_grouped_notifications_count(), lambda t, s: int(getattr(t, "count", t)) >= 1,
    ),
    "notifications_unread_count": (
        lambda s: s.bruno.notifications_unread_count(), lambda t, s: int(getattr(t, "count", t)) >= 1,
    ),
    "notifications_dismiss": (
        lambda s: (s.bruno.notifications_dismiss(s.made["told"][0]["id"]), s.bruno.notifications())[-1],
        lambda t, s: len(t) == len(s.made["told"]) - 1,
    ),
    "dismiss_grouped_notification": (
        lambda s: s.bruno.dismiss_grouped_notification(s.made["groups"].notification_groups[-1].group_key), done,
    ),
    "notifications_clear": (lambda s: (s.bruno.notifications_clear(), s.bruno.notifications())[-1], nothing),
    "notifications_policy": (lambda s: s.bruno.notifications_policy(), lambda t, s: t.for_private_mentions == "accept"),
    "update_notifications_policy": (
        lambda s: s.bruno.update_notifications_policy(for_private_mentions="filter"),
        lambda t, s: t.for_private_mentions == "filter",
    ),
    "notification_requests": (
        lambda s: s.keep("asks", asked_by_strangers(s)),
        lambda t, s: {each.account.id for each in t} == {each.me().id for each in s.strangers},
    ),
    "notification_request": (
        lambda s: s.bruno.notification_request(s.made["asks"][0]["id"]), lambda t, s: "connaît" in t.last_status.content,
    ),
    "accept_notification_request": closing("accept_notification_request", 0),
    "dismiss_notification_request": closing("dismiss_notification_request", 1),
    "accept_multiple_notification_requests": closing("accept_multiple_notification_requests", 2, several=True),
    "dismiss_multiple_notification_requests": closing("dismiss_multiple_notification_requests", 3, several=True),
    "notifications_merged": (lambda s: s.ana.notifications_merged(), lambda t, s: t is True),
    "markers_set": (
        lambda s: s.ana.markers_set("home", [s.id("status")]), lambda t, s: t.home.last_read_id == s.id("status"),
    ),
    "markers_get": (lambda s: s.ana.markers_get("home"), lambda t, s: t.home.last_read_id == s.id("status")),
    "search": (lambda s: s.ana.search(s.name("bruno")), lambda t, s: holds("bruno")(t.accounts, s)),
    "search_v2": (
        lambda s: s.ana.search_v2("#jardin", result_type="hashtags"), lambda t, s: t.hashtags[0].name == "jardin",
    ),
    "tag": (lambda s: s.ana.tag("jardin"), lambda t, s: t.name == "jardin" and not t.following),
    "tag_follow": (lambda s: s.ana.tag_follow("jardin"), is_true("following")),
    "followed_tags": (lambda s: s.ana.followed_tags(), lambda t, s: [each.name for each in t] == ["jardin"]),
    "tag_unfollow": (lambda s: s.ana.tag_unfollow("jardin"), is_false("following")),
    "tag_feature": (lambda s: s.ana.tag_feature("jardin"), is_true("featuring")),
    "tag_unfeature": (lambda s: s.ana.tag_unfeature("jardin"), is_false("featuring")),
    "featured_tag_create": (
        lambda s: s.keep("featured", s.ana.featured_tag_create("jardin")), lambda t, s: t.name == "jardin",
    ),
    "featured_tags": (lambda s: s.ana.featured_tags(), holds("featured")),
    "featured_tag_suggestions": (lambda s: s.bruno.featured_tag_suggestions(), lambda t, s: t[0].name == "jardin"),
    "featured_tag_delete": (
        lambda s: (s.ana.featured_tag_delete(s.id("featured")), s.ana.featured_tags())[-1], lacks("featured"),
    ),
    "report": (
        lambda s: s.ana.report(s.id("bruno"), [s.id("status")], comment="pour voir"),
        lambda t, s: t.comment == "pour voir" and t.target_account.id == s.id("bruno"),
    ),
}  # fmt: skip


def over_one_socket(s: Stage) -> list[str]:
    """Listen to two streams over one socket that the library opened, leave one, and tell what was heard."""
    words, direct = Ear(), Ear()
    socket = s.ana.stream_open_websocket(listener=words)
    socket.subscribe("public:local", words)
    leaving = socket.subscribe("direct", direct)
    time.sleep(0.2)
    s.bruno.status_post(f"@{s.name('ana')} tout bas", visibility="direct")
    until(lambda: direct.heard)
    leaving.close()
    time.sleep(0.1)
    s.bruno.status_post(f"@{s.name('ana')} encore", visibility="direct")
    s.bruno.status_post("tout haut", visibility="public")
    until(lambda: words.heard)
    socket.close()
    return direct.heard + words.heard


STREAMS: dict[str, Deed] = {
    "stream_open_websocket": (
        over_one_socket, lambda t, s: len(t) == 2 and t[0] == "conversation" and "tout haut" in t[1],
    ),
    "stream_healthy": (lambda s: s.ana.stream_healthy(), lambda t, s: t is True),
    "stream_user": (lambda s: heard(s, "stream_user", words="à la maison"), lambda t, s: any("à la maison" in each for each in t)),
    "stream_public": (lambda s: heard(s, "stream_public", words="pour tous"), lambda t, s: "pour tous" in t[-1]),
    "stream_local": (lambda s: heard(s, "stream_local", words="ici même"), lambda t, s: "ici même" in t[-1]),
    "stream_hashtag": (
        lambda s: heard(s, "stream_hashtag", "jardin", words="au #jardin"), lambda t, s: "jardin" in t[-1],
    ),
    "stream_list": (
        lambda s: (
            s.keep("heard", s.ana.list_create("Écoute")), s.ana.list_accounts_add(s.id("heard"), [s.id("bruno")]),
            heard(s, "stream_list", s.id("heard"), words="sur la liste"),
        )[-1],
        lambda t, s: "sur la liste" in t[-1],
    ),
    "stream_direct": (
        lambda s: heard(s, "stream_direct", words=f"@{s.name('ana')} à vous"), lambda t, s: t[-1] == "conversation",
    ),
    "stream_user_notifications": (
        lambda s: heard(s, "stream_user_notifications", words=f"@{s.name('ana')} encore"),
        lambda t, s: t[-1] == "notification mention",
    ),
}  # fmt: skip
LAST: dict[str, Deed] = {
    "push_subscription_generate_keys": (
        lambda s: s.keep("keys", s.ana.push_subscription_generate_keys()), lambda t, s: len(t) == 2,
    ),
    "push_subscription_set": (
        lambda s: s.ana.push_subscription_set("https://push.example/une", s.made["keys"][1], mention_events=True),
        lambda t, s: t.alerts.mention and t.server_key,
    ),
    "push_subscription": (lambda s: s.ana.push_subscription(), lambda t, s: t.endpoint == "https://push.example/une"),
    "push_subscription_update": (
        lambda s: s.ana.push_subscription_update(follow_events=True), lambda t, s: t.alerts.follow,
    ),
    "push_subscription_delete": (lambda s: s.ana.push_subscription_delete(), done),
    "status_delete": (
        lambda s: s.bruno.status_delete(s.id("status")), lambda t, s: t.id == s.id("status") and "Bonsoir" in t.text,
    ),
}  # fmt: skip
