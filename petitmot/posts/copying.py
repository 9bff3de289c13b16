"""The making of a copy of one's own: a zip with JSON for machines, one HTML page for reading, and the pictures, sounds and films."""

from __future__ import annotations

import json
import os
import secrets
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from django.conf import settings
from django.utils import translation

from petitmot.kit.language import _
from petitmot.people import copying
from petitmot.people.events import CopyAskedFor
from petitmot.people.models import Export, Person
from petitmot.posts.models import Bookmark, Draft, Favourite, Kind, Picture, Post

AT_ONCE = 200  # posts between two tellings of how far it is


def make(fact: CopyAskedFor) -> None:
    """Make the copy somebody asked for. A reaction: tried again, it begins anew and replaces nothing that is ready."""
    export = (
        Export.objects.select_related("account", "person__manners").filter(pk=fact.export_id, ready_at=None).first()
    )
    if export is None:
        return
    copying.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"petitmot-{export.person.name}-{secrets.token_hex(12)}.zip"
    half = copying.folder() / f".{name}"
    with (
        translation.override(export.account.language),
        open(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        _fill(archive, export)
    half.rename(copying.folder() / name)
    copying.ready(export.pk, name)


def _fill(archive: zipfile.ZipFile, export: Export) -> None:
    person = export.person
    of = Post.objects.filter(author=person).count() + Picture.objects.filter(owner=person).count() + 1
    copying.progress(export.pk, 0, of)
    for name, part in copying.parts(export.account, person):
        _write(archive, f"{name}.json", part)
    _write(archive, "drafts.json", list(Draft.objects.filter(owner=person).values("key", "words")))
    _write(archive, "kept.json", list(Bookmark.objects.filter(person=person).values_list("post__uri", flat=True)))
    _write(archive, "liked.json", list(Favourite.objects.filter(person=person).values_list("post__uri", flat=True)))
    done = 0
    read = [_head(person)]
    told: list[dict[str, object]] = []
    for post in _words(person):
        told.append(_said(post))
        read.append(_page(post))
        done += 1
        if done % AT_ONCE == 0:
            copying.progress(export.pk, done, of)
    _write(archive, "words.json", told)
    archive.writestr("index.html", "\n".join([*read, "</main></body></html>\n"]))
    for picture in _pictures(person):
        archive.write(Path(settings.MEDIA_ROOT) / picture, f"media/{picture}", zipfile.ZIP_STORED)
        done += 1
        copying.progress(export.pk, min(done, of), of)


def _words(person: Person) -> Iterator[Post]:
    rows = Post.objects.filter(author=person).select_related("shares", "in_reply_to").prefetch_related("pictures")
    return rows.order_by("pk").iterator(chunk_size=AT_ONCE)


def _pictures(person: Person) -> Iterator[str]:
    """The largest file of each picture, sounds and films, then portrait and banner: those that stand in the media folder."""
    root = Path(settings.MEDIA_ROOT)
    rows = Picture.objects.filter(owner=person).exclude(post=None)
    names = [name for row in rows for name in (row.files[-1]["name"] if row.files else "", row.played.get("name", ""))]
    for name in dict.fromkeys([*names, person.portrait, person.banner]):
        if name and (root / name).is_file():
            yield name


def _said(post: Post) -> dict[str, object]:
    return {
        "uri": post.uri,
        "published": post.published.isoformat(),
        "visibility": post.visibility,
        "language": post.language,
        "warning": post.warning,
        "source": post.source,
        "html": post.html,
        "in_reply_to": post.in_reply_to.uri if post.in_reply_to else None,
        "shares": post.shares.uri if post.shares else None,
        "pictures": [
            {"kind": p.kind, "file": name, "alt": p.alt, "seconds": p.seconds}
            for p in post.pictures.all()
            if (name := _file_of(p))
        ],
    }


def _file_of(picture: Picture) -> str:
    """What is seen or heard: the name of the file that is played, or of the largest picture."""
    return str(picture.played.get("name") or (picture.files[-1]["name"] if picture.files else ""))


def _figure(picture: Picture) -> str:
    file, alt = f"media/{escape(_file_of(picture))}", escape(picture.alt)
    if picture.kind == Kind.IMAGE:
        return f'<p><img src="{file}" alt="{alt}"></p>'
    tag = "audio" if picture.kind == Kind.SOUND else "video"
    return f'<figure><{tag} controls preload="none" src="{file}"></{tag}><figcaption>{alt}</figcaption></figure>'


def _head(person: Person) -> str:
    title = escape(_("Les mots de %(name)s", name=person.called))
    return (
        f'<!doctype html><html lang="{translation.get_language() or "fr"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        "<style>body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.5 Georgia,serif}"
        "article{border-top:1px solid #ccc;padding:1rem 0}time{color:#666;font-size:.9rem}img,video{max-width:100%}</style>"
        f"</head><body><main><h1>{title}</h1>{person.bio_html}"
    )


def _page(post: Post) -> str:
    pictures = "".join(_figure(p) for p in post.pictures.all() if _file_of(p))
    words = post.html or (f"<p>{escape(post.shares.uri)}</p>" if post.shares else "")
    warning = f"<p><b>{escape(post.warning)}</b></p>" if post.warning else ""
    return f'<article lang="{escape(post.language)}"><time>{post.published:%d/%m/%Y %H:%M} UTC</time>{warning}{words}{pictures}</article>'


def _write(archive: zipfile.ZipFile, name: str, part: object) -> None:
    archive.writestr(name, json.dumps(part, ensure_ascii=False, indent=1))
