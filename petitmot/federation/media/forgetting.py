"""The cache of pictures, sounds and films from elsewhere has a lifetime and a size: the oldest go, unless somebody here keeps the words."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Sum

from petitmot.federation.media import emoji
from petitmot.federation.models import Actor, RemotePicture
from petitmot.kit import clock
from petitmot.moderation.events import ServerLimited
from petitmot.moderation.limits import in_force, servers_under
from petitmot.moderation.models import ServerLimit
from petitmot.people import profiles
from petitmot.posts import borrowing
from petitmot.posts.models import Bookmark, Favourite, Kind, Picture, Post, Visibility
from petitmot.posts.publishing import HUNG_AT_MOST

AT_ONCE = 500


def forget_old() -> None:
    """Let go of pictures fetched longer ago than the operator keeps them, and of the oldest above the size. Periodic.

    Pictures in conversations, and in words that somebody here keeps or likes, stay. The files go two days later
    (`posts.sweeping`). A link leads to a sound or a film again.
    """
    before = clock.now() - timedelta(days=settings.PETITMOT_CACHE_DAYS)
    _let_go(list(_loose().filter(fetched_at__lt=before).order_by("fetched_at")[:AT_ONCE]))
    room = settings.PETITMOT_CACHE_BYTES
    held = RemotePicture.objects.filter(picture__isnull=False).aggregate(all=Sum("bytes"))["all"] or 0
    going = []
    for row in _loose().order_by("fetched_at")[:AT_ONCE]:
        if held <= room:
            break
        going.append(row)
        held -= row.bytes
    _let_go(going)


def drop_of_server(fact: ServerLimited) -> None:
    """A reaction: pictures and faces of a server whose pictures are refused go, also those somebody here keeps."""
    limit = ServerLimit.objects.filter(pk=fact.limit_id).first()
    for server in servers_under(limit.domain) if limit else ():
        if not in_force(server.domain).rejects_media:
            continue
        rows = RemotePicture.objects.filter(post__author__server=server, picture__isnull=False)
        while going := list(rows.order_by("pk")[:AT_ONCE]):
            _let_go(going, for_good=True)
        profiles.forget_faces(server)
        emoji.drop_of_server(server)
        Actor.objects.filter(person__server=server).update(
            portrait_source="", banner_source=""
        )  # so that they may come back


def _loose() -> QuerySet[RemotePicture]:
    kept = Bookmark.objects.filter(post=OuterRef("post"))
    liked = Favourite.objects.filter(post=OuterRef("post"), person__server__is_local=True)
    rows = RemotePicture.objects.filter(picture__isnull=False, bytes__gt=0).exclude(post__visibility=Visibility.NAMED)
    return rows.exclude(Exists(kept)).exclude(Exists(liked))


def _let_go(rows: list[RemotePicture], *, for_good: bool = False) -> None:
    for row in rows:
        with transaction.atomic():
            if row.kind != Kind.IMAGE and row.picture is not None and not for_good:
                borrowing.give_back(row.picture)
                RemotePicture.objects.filter(pk=row.pk).update(bytes=0, failed="let_go")
                continue
            Picture.objects.filter(pk=row.picture_id or 0).update(post=None, unused_since=clock.now())
            RemotePicture.objects.filter(pk=row.pk).update(picture=None, failed="let_go")
            Post.objects.filter(pk=row.post_id).update(
                has_pictures=Picture.objects.filter(post=row.post_id).exists(), hung=(F("hung") + 1) % HUNG_AT_MOST
            )
