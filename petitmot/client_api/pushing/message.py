"""What a push message says: Mastodon's fields, in the language of the person, with the first words of what it is about."""

from __future__ import annotations

from typing import Any

import msgspec

from petitmot.attentions.listing import Row
from petitmot.client_api.entities.notification import TYPE_OF, notifications
from petitmot.client_api.pushing.encrypting import LONGEST
from petitmot.kit.cleaning import plain_text
from petitmot.kit.language import _, override
from petitmot.kit.text import excerpt
from petitmot.people.models import Person

WORDS = 140  # signs


def written(viewer: Person, row: Row, *, access_token: str, language: str) -> bytes | None:
    """Return the message as JSON; None where the person may not see any more what it is about."""
    told = notifications(viewer, [row])
    if not told:
        return None
    notification = msgspec.json.decode(msgspec.json.encode(told[0]))
    account = notification["account"]
    name = account["display_name"] or account["username"]
    with override(language):
        title = _title(TYPE_OF[row.kind], name)
    body = excerpt(_body(notification), WORDS)
    message = {
        "access_token": access_token,
        "preferred_locale": language,
        "notification_id": row.id,
        "notification_type": notification["type"],
        "icon": account["avatar_static"],
        "title": title,
        "body": body,
    }
    whole = msgspec.json.encode(message)
    return whole if len(whole) <= LONGEST else msgspec.json.encode(message | {"icon": "", "body": ""})


def _title(kind: str, name: str) -> str:
    return {
        "mention": lambda: _("%(name)s vous écrit", name=name),
        "quote": lambda: _("%(name)s vous cite", name=name),
        "favourite": lambda: _("%(name)s aime vos mots", name=name),
        "reblog": lambda: _("%(name)s partage vos mots", name=name),
        "follow": lambda: _("%(name)s vous suit", name=name),
        "follow_request": lambda: _("%(name)s voudrait vous connaître", name=name),
        "poll": lambda: _("Un sondage de %(name)s est terminé", name=name),
        "update": lambda: _("%(name)s a retouché ses mots", name=name),
        "added_to_collection": lambda: _("%(name)s vous montre dans une sélection", name=name),
        "collection_update": lambda: _("%(name)s a retouché une sélection où vous êtes", name=name),
        "moderation_warning": lambda: _("Un mot des modérateurs vous attend"),
        "admin.sign_up": lambda: _("%(name)s arrive ici", name=name),
        "admin.report": lambda: _("Quelque chose a été montré aux modérateurs"),
    }[kind]()


def _body(notification: dict[str, Any]) -> str:
    """The title of folded words rather than themselves; without words, those of the request, the name of a selection, or who it is."""
    status = notification.get("status")
    if status:
        return str(status["spoiler_text"] or plain_text(status["content"]))
    if "collection" in notification:
        return str(notification["collection"]["name"])
    return str(notification.get("request_note") or plain_text(notification["account"]["note"]))
