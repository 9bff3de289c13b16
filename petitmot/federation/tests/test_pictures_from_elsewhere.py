"""Pictures of other servers: fetched by a job, made anew, kept for a while, never hot-linked."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from petitmot.federation.knowing.persons import person_at
from petitmot.federation.media import forgetting
from petitmot.federation.models import RemotePicture
from petitmot.federation.tests.peers import post_of
from petitmot.kit import clock
from petitmot.kit.tests.serving import page, serving
from petitmot.posts import liking
from petitmot.posts.models import Picture, Version

pytestmark = pytest.mark.django_db


def png(colour="red"):
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def muriel(world, peer, media):
    person = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, person)
    return person


def attachment(port, alt="Un étang", path="/1.png"):
    url = f"http://localhost:{port}{path}"
    return {"type": "Document", "mediaType": "image/png", "url": url, "name": alt, "focalPoint": [0.5, -2]}


def test_a_picture_is_made_anew_and_told_as_its_author_told_it(world, peer, muriel):
    with serving(page(png(), kind="image/png")) as (port, _heads):
        note = peer.note(attachment=[attachment(port)])
        peer.says(world, peer.does("Create", note))
        picture = Picture.objects.get(post=post_of(note))
        assert (picture.alt, picture.focus_x, picture.focus_y, picture.width) == ("Un étang", 0.5, 0.0, 64)
        assert picture.files[-1]["name"].endswith((".webp", ".jpg", ".avif", ".png"))
        assert post_of(note).has_pictures
        html = world.client(world.ana).get(f"/@muriel@{peer.host}/{post_of(note).pk}").content.decode()
        assert f"localhost:{port}" not in html
        told_better = {**note, "attachment": [attachment(port, alt="Un lac")], "updated": "2026-02-01T00:00:00Z"}
        peer.says(world, peer.does("Update", told_better))
    assert Picture.objects.get(post=post_of(note)).alt == "Un lac"
    assert Version.objects.get().pictures[0]["alt"] == "Un étang"


@pytest.mark.parametrize(
    ("body", "kind"), [(b"GIF89a nonsense", "image/gif"), (b"<svg/>", "image/svg+xml"), (b"x", "text/html")]
)
def test_what_is_no_picture_is_left_out(world, peer, muriel, body, kind):
    with serving(page(body, kind=kind)) as (port, _heads):
        note = peer.note(attachment=[attachment(port)])
        peer.says(world, peer.does("Create", note))
    assert not post_of(note).has_pictures
    assert RemotePicture.objects.get().failed


def test_a_face_is_fetched_and_taken_away(world, peer, media):
    with serving(page(png(), kind="image/png")) as (port, heads):
        peer.actor("muriel", icon={"type": "Image", "url": f"http://localhost:{port}/a.png"})
        person = person_at(peer.uri("/users/muriel"))
        world.settle()
        person.refresh_from_db()
        assert person.portrait
        person_at(person.uri, refresh=True)
        world.settle()
        assert len(heads) == 1
    peer.actor("muriel")
    person_at(person.uri, refresh=True)
    world.settle()
    person.refresh_from_db()
    assert person.portrait == ""


def test_the_cache_has_a_lifetime_and_a_size(world, peer, muriel, settings):
    notes = []
    with serving(page(png(), kind="image/png")) as (port, _heads):
        for number in range(3):
            notes.append(peer.note(attachment=[attachment(port, path=f"/{number}.png")]))
            peer.says(world, peer.does("Create", notes[-1]))
    liking.keep(world.ana, post_of(notes[0]))
    forgetting.forget_old()
    assert Picture.objects.filter(post__isnull=False).count() == 3
    RemotePicture.objects.filter(post=post_of(notes[1])).update(fetched_at=clock.now() - timedelta(days=100))
    forgetting.forget_old()
    assert [post_of(note).has_pictures for note in notes] == [True, False, True]
    settings.PETITMOT_CACHE_BYTES = 1
    forgetting.forget_old()
    assert [post_of(note).has_pictures for note in notes] == [True, False, False]
