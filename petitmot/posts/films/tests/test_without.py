"""Where ffmpeg is not installed, or cannot what is needed, or the operator does without: refused, and everything else works."""

import pytest

from petitmot.kit.refusals import Refusal
from petitmot.posts import attaching
from petitmot.posts.films import tools
from petitmot.posts.films.sniffing import AAC, FLAC, GIF, MATROSKA, MP3, MP4, OGG, WAV, of_bytes
from petitmot.posts.models import Kind, Making, Picture
from petitmot.posts.tests.films import raw
from petitmot.posts.tests.uploads import moving, photo

FILM = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 100


@pytest.fixture(params=["off", "nothing in the path", "an ffmpeg that cannot"])
def without(request, settings, monkeypatch, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PETITMOT_FFMPEG = "off" if request.param == "off" else ""
    (tmp_path / "bin").mkdir()
    if request.param == "an ffmpeg that cannot":
        for name in ("ffmpeg", "ffprobe"):
            (tmp_path / "bin" / name).write_text("#!/bin/sh\necho ' A..... aac  AAC'\n")
            (tmp_path / "bin" / name).chmod(0o755)
    if request.param != "off":
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def test_a_film_is_refused_with_a_sentence_and_nothing_is_kept(world, without, settings):
    assert tools.tools() is None
    with pytest.raises(Refusal) as caught:
        attaching.take(world.ana, raw(FILM))
    assert (caught.value.code, caught.value.status, caught.value.field) == ("no_tools", 422, "pictures")
    assert caught.value.sentence.startswith("Ce serveur ne sait pas préparer les sons et les films.")
    assert not Picture.objects.exists() and not (settings.MEDIA_ROOT / "waiting").exists()


def test_pictures_are_taken_as_ever_and_of_what_moves_the_first_moment(world, without):
    for upload in (photo(), moving()):
        picture = attaching.take(world.ana, upload)
        assert (picture.kind, picture.making, picture.played) == (Kind.IMAGE, Making.READY, {})


def test_an_ffmpeg_that_lacks_a_writer_says_which(tmp_path):
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\necho ' V....D libx264  x'; echo ' A..... aac  AAC'\n")
    program.chmod(0o755)
    assert tools.lacking(str(program)) == ["libmp3lame"]
    assert tools.lacking(str(tmp_path / "nothing")) == list(tools.NEEDED)


def test_what_waited_when_ffmpeg_went_away_is_said(world, without):
    picture = Picture.objects.create(
        owner=world.ana, kind=Kind.FILM, making=Making.WAITING, width=1, height=1, original="0" * 32,
        made_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    from petitmot.posts.events import FilmTaken

    attaching.make_taken(FilmTaken(picture.pk))
    picture.refresh_from_db()
    assert (picture.making, picture.failed) == (Making.FAILED, "no_tools")


@pytest.mark.parametrize(
    ("first", "container"),
    [
        (b"\0\0\0\x20ftypmp42", MP4),
        (b"\0\0\0\x14ftypqt  ", MP4),
        (b"\0\0\0\x20ftypM4A ", MP4),
        (b"\0\0\0\x20ftypavif", None),
        (b"\0\0\0\x20ftypheic", None),
        (b"\x1aE\xdf\xa3" + b"\0" * 20, MATROSKA),
        (b"OggS\0\x02", OGG),
        (b"fLaC\0\0\0\x22", FLAC),
        (b"ID3\x03\0", MP3),
        (b"\xff\xfb\x90\x44", MP3),
        (b"\xff\xf1\x50\x80", AAC),
        (b"\xff\xd8\xff\xe0", None),  # JPEG
        (b"\xff\xfe<\0h\0", None),  # a text in UTF-16
        (b"\xff\xff\xff\xff", None),
        (b"RIFF\x24\0\0\0WAVEfmt ", WAV),
        (b"RIFF\x24\0\0\0WEBPVP8 ", None),
        (b"GIF89a", GIF),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(first, container):
    assert of_bytes(first) is container
