"""To fetch the pictures of words and the faces of people elsewhere. Reactions; no network in a transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from petitmot.federation.events import PicturesNamed, PortraitNamed
from petitmot.federation.models import Actor, RemotePicture
from petitmot.federation.signatures.material import host_of
from petitmot.kit import clock
from petitmot.kit.fetching import fetch
from petitmot.kit.reaching import Refused
from petitmot.kit.refusals import Refusal, TooOften, TryLater
from petitmot.moderation.limits import in_force, is_refused
from petitmot.people import profiles
from petitmot.people.models import Person
from petitmot.posts import picturing
from petitmot.posts.models import Picture, Post
from petitmot.posts.pictures.limits import LARGEST_FILE, WIDTHS
from petitmot.posts.pictures.making import Made, make_picture
from petitmot.posts.publishing import hang_later

PORTRAIT_WIDTHS, BANNER_WIDTHS = (400,), (1500,)


def fetch_pictures(fact: PicturesNamed) -> None:
    """Fetch what is missing of a post's pictures, and hang them up. What cannot be had is noted, and not asked again."""
    waiting = RemotePicture.objects.filter(post=fact.post_id, fetched_at=None).order_by("place")
    later: TryLater | None = None
    for row in waiting.select_related("post__author__server"):
        try:
            _fetch_one(row)
        except TryLater as reason:
            later = reason
    _hang(fact.post_id)
    if later:
        raise later


def fetch_faces(fact: PortraitNamed) -> None:
    """Fetch somebody's portrait and banner; an empty address takes them away."""
    rows = Actor.objects.select_related("person__server").filter(person=fact.person_id, person__left_at=None)
    actor = rows.first()
    if actor is None:
        return
    if in_force(actor.person.server.domain).rejects_media:
        Actor.objects.filter(pk=actor.pk).update(portrait_source="", banner_source="")  # looked at again when told anew
        return
    portrait = _face(actor.portrait_source, PORTRAIT_WIDTHS, square=True)
    banner = _face(actor.banner_source, BANNER_WIDTHS, square=False)
    if (portrait, banner) != (actor.person.portrait, actor.person.banner):
        profiles.set_picture(actor.person, portrait=portrait, banner=banner)


def _fetch_one(row: RemotePicture) -> None:
    try:
        _refuse_media_of(row.post.author)
        made = _made(row.url)
    except TooOften as often:
        raise TryLater("too many pictures at once", wait=often.wait) from often
    except Refusal as refused:
        RemotePicture.objects.filter(pk=row.pk).update(fetched_at=clock.now(), failed=refused.code[:60])
        return
    picture = picturing.keep(row.post.author, made, alt=row.alt, focus=(row.focus_x, row.focus_y))
    RemotePicture.objects.filter(pk=row.pk).update(picture=picture, fetched_at=clock.now(), bytes=weight(made))


def _hang(post_id: int) -> None:
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        return
    rows = RemotePicture.objects.filter(post=post, picture__isnull=False).select_related("picture").order_by("place")
    pictures = [row.picture for row in rows if row.picture is not None]
    held = list(Picture.objects.filter(post=post).order_by("place").values_list("pk", flat=True))
    if held != [picture.pk for picture in pictures]:
        hang_later(post, pictures)


def _face(url: str, widths: tuple[int, ...], *, square: bool) -> str:
    if not url:
        return ""
    try:
        return _made(url, widths=widths, square=square).files[-1].name
    except TooOften as often:
        raise TryLater("too many pictures at once", wait=often.wait) from often
    except Refusal:  # a face that cannot be had is drawn
        return ""


def _refuse_media_of(author: Person) -> None:
    """Pictures are refused by whose they are, wherever they lie."""
    if in_force(author.server.domain).rejects_media:
        raise Refused("Pictures of this server are not received here.", code="media_refused")


def _made(url: str, *, widths: tuple[int, ...] = WIDTHS, square: bool = False) -> Made:
    with at_a_path(url) as path:
        return make_picture(path, widths=widths, square=square)


@contextmanager
def at_a_path(url: str, max_bytes: int = LARGEST_FILE) -> Iterator[Path]:
    """Fetch a picture and give the path of a file that goes again. Raises what `kit.fetching.fetch` raises."""
    if is_refused(host_of(url)):
        raise Refused("This server is not received here.", code="server_refused")
    fetched = fetch(url, accept=("image/*",), max_bytes=max_bytes, timeout=20.0)
    if fetched.status != 200:
        raise Refused("There is no picture here.", code=f"status_{fetched.status}")
    with tempfile.NamedTemporaryFile(prefix="petitmot-") as file:
        file.write(fetched.body)
        file.flush()
        yield Path(file.name)


def weight(made: Made) -> int:
    """Return how many bytes the files have that were made."""
    media = Path(settings.MEDIA_ROOT)
    return sum((media / file.name).stat().st_size for file in made.files if (media / file.name).exists())
