"""Link previews: what the first page that some words link to says of itself, fetched by a job, kept once an address.

Words for a list of people (a circle, people named) have none: a fetch would tell the linked server, and whoever reads
its log, that somebody here speaks of that page (`docs/decisions/0021-link-previews.md`).
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from petitmot.kit import clock
from petitmot.kit.fetching import Refused, fetch
from petitmot.kit.links import followable
from petitmot.kit.markup import parse
from petitmot.kit.previews import READ, read_preview
from petitmot.kit.refusals import Refusal, TryLater
from petitmot.posts.events import WordsEdited, WordsPublished
from petitmot.posts.models import LinkPreview, Post
from petitmot.posts.models.post import WITH_A_LIST
from petitmot.posts.pictures.making import make_picture

FRESH = timedelta(days=30)
PICTURE_BYTES = 8_000_000
PICTURE_WIDTH = 480  # pixels: twice what a card shows
PAGES = ("text/html", "application/xhtml+xml")


def look(fact: WordsPublished | WordsEdited) -> None:
    """Give a post the preview of its first link, or take away the one it had. A reaction.

    Raises `TryLater` where the page cannot be reached now; the words stand without a preview meanwhile.
    """
    post = Post.objects.filter(pk=fact.post_id).first()
    if post is None:
        return
    url = first_link(post)
    preview = _fresh(url) if url else None
    Post.objects.filter(pk=post.pk).update(preview=preview)


def first_link(post: Post) -> str:
    """Return the address whose preview a post is shown with, without its fragment; "" where it has none."""
    if post.visibility in WITH_A_LIST or post.has_pictures or post.shares_id is not None:
        return ""
    links = (link.partition("#")[0] for link in parse(post.source, plain=post.is_plain).links)
    return next((link for link in links if followable(link)), "")


def _fresh(url: str) -> LinkPreview:
    row, _new = LinkPreview.objects.get_or_create(url=url)
    if row.fetched_at is None or row.fetched_at < clock.now() - FRESH:
        _refresh(row)
    return row


def _refresh(row: LinkPreview) -> None:
    """Read the page again. Where it fails what was known stays, and why it failed is kept beside it."""
    try:
        fetched = fetch(row.url, accept=PAGES, max_bytes=READ, whole=False)
    except Refused as refused:
        LinkPreview.objects.filter(pk=row.pk).update(fetched_at=clock.now(), failed=refused.code)
        return
    except TryLater as error:
        LinkPreview.objects.filter(pk=row.pk).update(failed=f"later: {error}"[:200])
        raise
    if fetched.status != 200:
        LinkPreview.objects.filter(pk=row.pk).update(fetched_at=clock.now(), failed=f"status_{fetched.status}")
        return
    said = read_preview(fetched.body, fetched.url, fetched.headers.get("content-type", ""))
    LinkPreview.objects.filter(pk=row.pk).update(
        title=said.title,
        description=said.description,
        site=said.site,
        picture=_picture(said.picture) if said.picture else "",
        fetched_at=clock.now(),
        failed="" if said else "says_nothing",
    )


def _picture(url: str) -> str:
    """Return the media file made of a page's picture, "" where there is none to be had: readers never ask that server."""
    try:
        fetched = fetch(url, accept=("image/*",), max_bytes=PICTURE_BYTES)
        if fetched.status != 200:
            return ""
        with tempfile.NamedTemporaryFile(prefix="petitmot-") as file:
            file.write(fetched.body)
            file.flush()
            return make_picture(Path(file.name), widths=(PICTURE_WIDTH,)).files[-1].name
    except (Refusal, TryLater):  # a page without its picture is still a page
        return ""
