"""To fetch what hangs on words of people elsewhere, and their faces. Reactions; no network in a transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

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
from petitmot.posts import borrowing, picturing
from petitmot.posts.films.limits import LARGEST_ELSEWHERE
from petitmot.posts.films.making import weight
from petitmot.posts.models import Kind, Picture, Post
from petitmot.posts.pictures.limits import LARGEST_FILE, WIDTHS
from petitmot.posts.pictures.making import Made, make_picture
from petitmot.posts.publishing import hang_later

FILMS = ("video/*", "audio/*", "application/ogg", "application/octet-stream", "binary/octet-stream")
PORTRAIT_WIDTHS, BANNER_WIDTHS = (400,), (1500,)


def fetch_pictures(fact: PicturesNamed) -> None:
    """Fetch what is missing of a post's pictures, and hang them up. What cannot be had is noted, and not asked again.

    A link leads to a sound or a film until it is here, and stays where it is too large.
    """
    rows = RemotePicture.objects.filter(post=fact.post_id, fetched_at=None).order_by("place")
    waiting = list(rows.select_related("post__author__server", "picture"))
    if sum(_lead_to(row) for row in waiting):
        _hang(fact.post_id)
    later: TryLater | None = None
    for row in waiting:
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


def _lead_to(row: RemotePicture) -> bool:
    """Let a link lead to a sound or a film that was not there yet; return whether there is one."""
    if row.kind == Kind.IMAGE or row.picture is not None:
        return False
    if in_force(row.post.author.server.domain).rejects_media or is_refused(host_of(row.url)):
        return False
    row.picture = borrowing.lead_to(
        row.post.author,
        row.url,
        Kind(row.kind),
        alt=row.alt,
        focus=(row.focus_x, row.focus_y),
        blurhash=row.blurhash,
        seconds=row.seconds,
        size=(row.width, row.height),
    )
    RemotePicture.objects.filter(pk=row.pk).update(picture=row.picture)
    return True


def _fetch_film(row: RemotePicture) -> None:
    """Hold a sound or a film of another server; it is named by its content and served from here."""
    if row.picture is None:
        raise Refused("This server is not received here.", code="server_refused")
    with at_a_path(row.url, LARGEST_ELSEWHERE, accept=FILMS, timeout=120.0) as path:
        row.picture.refresh_from_db()
        size = borrowing.hold(row.picture, path)
    RemotePicture.objects.filter(pk=row.pk).update(fetched_at=clock.now(), bytes=size)


def _fetch_one(row: RemotePicture) -> None:
    try:
        _refuse_media_of(row.post.author)
        if row.kind != Kind.IMAGE:
            _fetch_film(row)
            return
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
def at_a_path(
    url: str, max_bytes: int = LARGEST_FILE, *, accept: Sequence[str] = ("image/*",), timeout: float = 20.0
) -> Iterator[Path]:
    """Fetch a file and give the path of one that goes again. Raises what `kit.fetching.fetch` raises."""
    if is_refused(host_of(url)):
        raise Refused("This server is not received here.", code="server_refused")
    with tempfile.NamedTemporaryFile(prefix="petitmot-") as file:
        fetched = fetch(url, accept=accept, max_bytes=max_bytes, timeout=timeout, into=file)
        if fetched.status != 200:
            raise Refused("There is no picture here.", code=f"status_{fetched.status}")
        file.flush()
        yield Path(file.name)
