"""Sounds and films of other servers: a link first, then a player over our own copy; never hot-linked. And those of here, told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from petitmot.client_api.entities import status_body
from petitmot.client_api.entities.media import media as told_to_applications
from petitmot.federation.documents.words import words_document
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.media import forgetting
from petitmot.federation.models import RemotePicture
from petitmot.federation.tests.peers import post_of
from petitmot.federation.translation.attachments import pictures
from petitmot.kit import clock
from petitmot.kit.tests.serving import page, serving
from petitmot.posts import attaching, borrowing
from petitmot.posts.content import typed
from petitmot.posts.films import limits
from petitmot.posts.models import Kind, Making, Picture, Version
from petitmot.posts.publishing import publish
from petitmot.posts.tests.films import film, made, needs_ffmpeg, sound
from petitmot.posts.tests.uploads import photo

pytestmark = pytest.mark.django_db
STUB = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 100


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    status_body.forget()
    return settings.MEDIA_ROOT


@pytest.fixture
def muriel(world, peer):
    person = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, person)
    return person


def attachment(port, kind="video/mp4", path="/lac.mp4", **more):
    url = f"http://localhost:{port}{path}"
    return {"type": "Document", "mediaType": kind, "url": url, "name": "Un <b>étang", "blurhash": "UABC", **more}


def says(world, peer, *attached):
    note = peer.note(attachment=list(attached))
    peer.says(world, peer.does("Create", note))
    return note


def seen(world, peer, note):
    return world.client(world.ana).get(f"/@muriel@{peer.host}/{post_of(note).pk}").content.decode()


@needs_ffmpeg
def test_a_film_is_held_and_played_from_here(world, peer, muriel, media):
    with serving(page(made("webm"), kind="video/webm")) as (port, _heads):
        note = says(world, peer, attachment(port, "video/webm"))
        picture = Picture.objects.get(post=post_of(note))
        assert (picture.kind, picture.making, picture.alt) == (Kind.FILM, Making.READY, "Un <b>étang")
        assert (picture.width, picture.height, picture.played["type"]) == (320, 240, "video/webm")
        assert (media / picture.played["name"]).read_bytes() == made("webm")  # as it came: nothing is made anew
        assert picture.files and RemotePicture.objects.get().bytes > len(made("webm"))
        html = seen(world, peer, note)
        assert f'src="/media/{picture.played["name"]}"' in html and f"localhost:{port}" not in html
        assert "<b>étang" not in html
        status = told_to_applications(picture)
        assert status["type"] == "video" and status["url"].endswith(".webm")
        assert status["remote_url"] == f"http://localhost:{port}/lac.mp4"


@needs_ffmpeg
def test_a_sound_is_held_and_an_edit_tells_it_better(world, peer, muriel):
    with serving(page(made("ogg", film=False), kind="audio/ogg")) as (port, heads):
        one = attachment(port, "audio/ogg", "/merle.ogg", duration="PT2S")
        note = says(world, peer, one)
        picture = Picture.objects.get(post=post_of(note))
        assert (picture.kind, picture.making, picture.played["type"]) == (Kind.SOUND, Making.READY, "audio/ogg")
        better = {**note, "attachment": [{**one, "name": "Un merle"}], "updated": "2026-02-01T00:00:00Z"}
        peer.says(world, peer.does("Update", better))
        assert len(heads) == 1
    picture = Picture.objects.get(post=post_of(note))
    assert (picture.alt, picture.making) == ("Un merle", Making.READY) and Version.objects.count() == 1


def test_without_ffmpeg_a_film_is_held_as_its_document_tells_it(world, peer, muriel, settings):
    settings.PETITMOT_FFMPEG = "off"
    with serving(page(STUB, kind="video/mp4")) as (port, _heads):
        note = says(world, peer, attachment(port, width=640, height=360, duration="PT1M2.5S"))
    picture = Picture.objects.get(post=post_of(note))
    assert (picture.making, picture.kind, picture.width, picture.height) == (Making.READY, Kind.FILM, 640, 360)
    assert (picture.seconds, picture.blurhash, picture.files) == (62.5, "UABC", [])
    assert "<video" in seen(world, peer, note)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (STUB + b"\0" * limits.LARGEST_ELSEWHERE, "video/mp4"),
        (b"#EXTM3U\nhttp://localhost/x\n", "video/mp4"),
        (b"<html><script>alert(1)</script>", "text/html"),
        (b"GIF89a nonsense", "video/mp4"),
    ],
    ids=["too large", "a list", "a page", "a picture"],
)
def test_what_cannot_be_held_stays_a_link(world, peer, muriel, media, body, kind):
    with serving(page(body, kind=kind)) as (port, _heads):
        note = says(world, peer, attachment(port))
        picture = Picture.objects.get(post=post_of(note))
        assert (picture.making, picture.played) == (Making.ELSEWHERE, {})
        assert RemotePicture.objects.get().failed
        html = seen(world, peer, note)
        assert f'href="http://localhost:{port}/lac.mp4"' in html and "<video" not in html and "<audio" not in html
        status = told_to_applications(picture)
        assert (status["type"], status["url"]) == ("unknown", f"http://localhost:{port}/lac.mp4")
    assert not list(media.glob("??/??/*"))


@needs_ffmpeg
def test_applications_see_the_film_once_it_is_held(world, peer, muriel):
    """What a status says is kept in memory: pictures that come after the words must be in it all the same."""
    with serving(page(made("mp4"), kind="video/mp4")) as (port, _heads):
        note = says(world, peer, attachment(port))
    post = post_of(note)
    picture = Picture.objects.get(post=post)
    borrowing.give_back(picture)
    from petitmot.client_api.entities.status_rows import heads

    def attached():
        body = status_body.bodies(list(heads(world.ana, [post.pk]).values()))[post.pk]
        return '"type":"video"' in body.decode()

    assert not attached()
    RemotePicture.objects.update(fetched_at=None)
    with serving(page(made("mp4"), kind="video/mp4")) as (port, _heads):
        RemotePicture.objects.update(url=f"http://localhost:{port}/lac.mp4")
        from petitmot.federation.events import PicturesNamed
        from petitmot.federation.media.fetching import fetch_pictures

        fetch_pictures(PicturesNamed(post.pk))
    assert attached()


@needs_ffmpeg
def test_after_a_while_a_link_leads_to_it_again(world, peer, muriel):
    with serving(page(made("mp4"), kind="video/mp4")) as (port, _heads):
        note = says(world, peer, attachment(port))
    RemotePicture.objects.update(fetched_at=clock.now() - timedelta(days=100))
    forgetting.forget_old()
    forgetting.forget_old()
    picture = Picture.objects.get(post=post_of(note))
    assert (picture.making, picture.played, picture.files) == (Making.ELSEWHERE, {}, [])
    assert RemotePicture.objects.get().bytes == 0
    assert f'href="http://localhost:{port}/lac.mp4"' in seen(world, peer, note)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"type": "Document", "mediaType": "video/mp4"}, Kind.FILM),
        ({"type": "Document", "mediaType": "AUDIO/MPEG"}, Kind.SOUND),
        ({"type": "Video"}, Kind.FILM),
        ({"type": "Audio"}, Kind.SOUND),
        ({"type": "Document", "url": "https://a.example/b.OPUS?x=1"}, Kind.SOUND),
        ({"type": "Document", "mediaType": "image/png"}, Kind.IMAGE),
    ],
)
def test_what_a_file_is_follows_from_its_document(said, kind):
    (found,) = pictures({"type": "Note", "attachment": [{"url": "https://a.example/b", **said}]})
    assert found.kind == kind


@pytest.mark.parametrize("said", [{"mediaType": "application/pdf"}, {"mediaType": "application/x-mpegURL"}, {}])
def test_other_files_are_no_films(said):
    assert pictures({"type": "Note", "attachment": [{"type": "Document", "url": "https://a.example/b", **said}]}) == []


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("PT1H2M3.5S", 3723.5), ("PT90S", 90), (12.5, 12.5), ("P1D", 0), ("PT", 0), ("x" * 90, 0), (-1, 0), (True, 0)]
    + [(float("inf"), 0), (float("nan"), 0), (None, 0), ("PT99999999S", 0)],
)
def test_how_long_it_lasts_is_read_with_care(said, seconds):
    (found,) = pictures({"attachment": [{"type": "Video", "url": "https://a.example/b", "duration": said}]})
    assert found.seconds == seconds


@needs_ffmpeg
def test_sounds_and_films_of_here_are_told_to_others(world):
    taken = [attaching.take(world.ana, each, alt="Un merle") for each in (film(), sound(), film(sound=False), photo())]
    world.settle()
    rows = list(Picture.objects.filter(pk__in=[each.pk for each in taken]).order_by("pk"))
    post = publish(world.ana, typed("Vu et entendu", pictures=rows))
    filmed, heard, moves, drawn = words_document(post)["attachment"]
    assert (filmed["type"], filmed["mediaType"], filmed["name"]) == ("Video", "video/mp4", "Un merle")
    assert (filmed["width"], filmed["height"], len(filmed["blurhash"])) == (320, 240, 28)
    assert filmed["duration"].startswith("PT2.0") and filmed["duration"].endswith("S")
    assert filmed["url"].endswith(rows[0].played["name"]) and filmed["icon"]["mediaType"] == "image/webp"
    assert (heard["type"], heard["mediaType"]) == ("Audio", "audio/mpeg")
    assert "width" not in heard and "icon" not in heard and "blurhash" not in heard
    assert moves["type"] == "Video" and drawn["type"] == "Image" and "duration" not in drawn
    read = pictures({"attachment": [filmed, heard, moves, drawn]})
    assert [each.kind for each in read] == [Kind.FILM, Kind.SOUND, Kind.FILM, Kind.IMAGE]
    assert read[0].seconds == pytest.approx(rows[0].seconds, abs=0.001)
