"""Media (docs.joinmastodon.org/methods/media): pictures are made at once; sounds and films take longer: 202, then 206."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.composing import focus_of
from petitmot.client_api.entities.media import media
from petitmot.client_api.errors import invalid, record_not_found
from petitmot.posts import attaching, picturing
from petitmot.posts.models import Making, Picture

WRITE = ("write:media",)


@endpoint("POST", "/api/v1/media", scopes=WRITE)
@endpoint("POST", "/api/v2/media", scopes=WRITE)
def upload(call: Call) -> Answer:
    file = call.params.file("file")
    if file is None:
        raise invalid("File can't be blank")
    taken = attaching.take(
        call.person,
        file,
        alt=call.params.text("description"),
        focus=focus_of(call.params) or (0.0, 0.0),
        thumbnail=call.params.file("thumbnail"),
    )
    return Answer(media(taken), 202 if taken.making == Making.WAITING else 200)


@endpoint("GET", "/api/v1/media/{id}", scopes=WRITE)
def show(call: Call, id: str) -> Answer:
    """206 while it is being made, 422 where that failed."""
    picture = _waiting(call, id)
    if picture.making == Making.FAILED:
        raise attaching.why_failed(picture)
    return Answer(media(picture), 206 if picture.making == Making.WAITING else 200)


@endpoint("PUT", "/api/v1/media/{id}", scopes=WRITE)
def describe(call: Call, id: str) -> dict[str, Any]:
    picture = _waiting(call, id)
    alt = call.params.maybe("description")
    alt = picture.alt if alt is None else alt
    if (thumbnail := call.params.file("thumbnail")) is not None:
        picture = attaching.put_thumbnail(picture, call.person, thumbnail)
    return media(picturing.describe_picture(picture, call.person, alt, focus_of(call.params)))


@endpoint("DELETE", "/api/v1/media/{id}", scopes=WRITE)
def discard(call: Call, id: str) -> dict[str, Any]:
    picturing.discard(_mine(call, id), call.person)
    return {}


def _waiting(call: Call, id: str) -> Picture:
    """A picture that is in no post yet."""
    picture = _mine(call, id)
    if picture.post_id is not None:
        raise record_not_found()
    return picture


def _mine(call: Call, id: str) -> Picture:
    picture = Picture.objects.filter(pk=id_of(id), owner=call.person).first()
    if picture is None:
        raise record_not_found()
    return picture
