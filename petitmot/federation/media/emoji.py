"""To fetch the pictures of emoji drawn elsewhere, and to let them go again. No network in a transaction."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from petitmot.federation.events import EmojiNamed
from petitmot.federation.media.fetching import at_a_path
from petitmot.federation.models import RemoteEmoji
from petitmot.kit import clock
from petitmot.kit.refusals import Refusal, TooOften, TryLater
from petitmot.moderation.limits import in_force
from petitmot.people import emoji
from petitmot.people.models import Server
from petitmot.posts.films.making import weight
from petitmot.posts.pictures.limits import LARGEST_EMOJI_ELSEWHERE
from petitmot.posts.pictures.making import make_emoji

AT_ONCE = 500
SHARE = 20  # emoji have a twentieth of what may be kept of other servers


def fetch_emoji(fact: EmojiNamed) -> None:
    """Fetch the picture of one emoji, once: what cannot be had is noted, and its code is read in its place."""
    row = RemoteEmoji.objects.select_related("emoji__server").filter(pk=fact.emoji_id, fetched_at=None).first()
    if row is None:
        return
    if in_force(row.emoji.server.domain).rejects_media:
        _note(row, failed="let_go")  # looked at again when it is named
        return
    try:
        with at_a_path(row.url, LARGEST_EMOJI_ELSEWHERE) as path:
            made = make_emoji(path, largest=LARGEST_EMOJI_ELSEWHERE)
    except TooOften as often:
        raise TryLater("too many pictures at once", wait=often.wait) from often
    except Refusal as refused:
        _note(row, failed=refused.code[:60])
        return
    with transaction.atomic():
        emoji.put_picture(row.emoji, made.files[-1].name, made.files[0].name, (made.width, made.height), at=row.said_at)
        _note(row, bytes=weight(made), failed="")


def forget_old() -> None:
    """Let go of what no words named for as long as pictures are kept, and of the longest unnamed above the room. Periodic.

    What is named again is fetched again.
    """
    before = clock.now() - timedelta(days=settings.PETITMOT_CACHE_DAYS)
    held = RemoteEmoji.objects.filter(bytes__gt=0)
    over = (held.aggregate(all=Sum("bytes"))["all"] or 0) - settings.PETITMOT_CACHE_BYTES // SHARE
    for row in held.select_related("emoji").order_by("named_at")[:AT_ONCE]:
        if row.named_at >= before and over <= 0:
            break
        over -= row.bytes
        _let_go(row)


def drop_of_server(server: Server) -> None:
    """Let go of all pictures of one server's emoji."""
    for row in RemoteEmoji.objects.filter(emoji__server=server, bytes__gt=0).select_related("emoji"):
        _let_go(row)


def _let_go(row: RemoteEmoji) -> None:
    with transaction.atomic():
        emoji.put_picture(row.emoji, "", "", (0, 0))
        _note(row, bytes=0, failed="let_go")


def _note(row: RemoteEmoji, **said: object) -> None:
    RemoteEmoji.objects.filter(pk=row.pk, url=row.url).update(fetched_at=clock.now(), **said)
