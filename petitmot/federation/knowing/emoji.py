"""Emoji drawn elsewhere: kept when words or a person name them, for the server these come from and no other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from petitmot.federation.events import EmojiNamed
from petitmot.federation.models import RemoteEmoji
from petitmot.federation.translation.emoji import Sign
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people.models import Emoji, Server

MOST_OF_A_SERVER = 3_000  # what it draws beyond is read as its code
A_DAY = timedelta(days=1)


def keep(server: Server, signs: Sequence[Sign]) -> list[int]:
    """Return the ids of the emoji a server's words name, in their order; what is new or drawn anew will be fetched.

    One query where nothing is new. Who says it was checked before: a server draws for itself alone, whatever
    addresses it names.
    """
    if not signs or server.is_local:
        return []
    rows = Emoji.objects.filter(server=server, code__in=[sign.code for sign in signs]).select_related("elsewhere")
    known = {emoji.code: emoji for emoji in rows}
    room = MOST_OF_A_SERVER
    if any(sign.code not in known for sign in signs):
        room -= Emoji.objects.filter(server=server).count()
    ids = []
    with transaction.atomic():
        for sign in signs:
            emoji = known.get(sign.code)
            if emoji is None:
                room -= 1
                if room < 0:
                    continue
                emoji = _new(server, sign)
            else:
                _renew(emoji, sign)
            ids.append(emoji.pk)
    return ids


def _new(server: Server, sign: Sign) -> Emoji:
    now = clock.now()
    emoji, made = Emoji.objects.get_or_create(
        server=server, code=sign.code, defaults={"uri": sign.uri, "in_picker": False, "updated_at": sign.updated or now}
    )
    if made:
        RemoteEmoji.objects.create(emoji=emoji, url=sign.url, said_at=sign.updated, named_at=now)
        announce(EmojiNamed(emoji.pk))
    return emoji


def _renew(emoji: Emoji, sign: Sign) -> None:
    """Note that it is still in use; ask for its picture again where it was let go, moved or drawn anew.

    An older word of its server does not undo a later one.
    """
    row, now = emoji.elsewhere, clock.now()
    said: dict[str, object] = {}
    if row.named_at < now - A_DAY:
        said["named_at"] = now
    overtaken = sign.updated is not None and row.said_at is not None and sign.updated < row.said_at
    anew = (row.url, row.said_at) != (sign.url, sign.updated or row.said_at) and not overtaken
    if anew:
        said |= {"url": sign.url, "said_at": sign.updated or row.said_at}
    if anew or (row.failed == "let_go"):
        said |= {"fetched_at": None, "failed": "", "named_at": now}
        announce(EmojiNamed(emoji.pk))
    if said:
        RemoteEmoji.objects.filter(pk=row.pk).update(**said)
