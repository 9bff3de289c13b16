"""What becomes of sounds and films that people upload."""

import os
import time
from datetime import timedelta

import pytest

from petitmot.kit import clock
from petitmot.kit.refusals import Refusal, TooOften, TryLater
from petitmot.posts import attaching, picturing, sweeping
from petitmot.posts.content import typed
from petitmot.posts.events import FilmTaken
from petitmot.posts.films import originals
from petitmot.posts.films.looking import look
from petitmot.posts.films.sniffing import MP3, MP4
from petitmot.posts.films.tools import tools
from petitmot.posts.models import Kind, Making, Picture
from petitmot.posts.publishing import publish
from petitmot.posts.tests.films import film, located, needs_ffmpeg, sound
from petitmot.posts.tests.uploads import moving, photo

pytestmark = needs_ffmpeg

FILMS = ["mp4", "webm", "mov", "mkv", "ogv"]
SOUNDS = ["mp3", "ogg", "opus", "flac", "wav", "m4a", "aac", "weba"]


def taken(world, file, **more):
    """Take a file and let the job run; return what became of it, as the database has it."""
    picture = attaching.take(world.ana, file, **more)
    world.settle()
    picture.refresh_from_db()
    return picture


def waiting(media):
    return sorted(path.name for path in (media / "waiting").iterdir()) if (media / "waiting").exists() else []


@pytest.mark.parametrize("ending", FILMS)
def test_every_usual_film_becomes_one_that_every_browser_plays(world, media, ending):
    picture = attaching.take(world.ana, film(ending))
    assert (picture.kind, picture.making, picture.played) == (Kind.FILM, Making.WAITING, {})
    assert len(waiting(media)) == 1
    world.settle()
    picture.refresh_from_db()
    assert (picture.kind, picture.making, picture.width, picture.height) == (Kind.FILM, Making.READY, 320, 240)
    assert picture.played["type"] == "video/mp4" and picture.played["name"].endswith(".mp4")
    assert (picture.played["codec"], picture.played["rate"]) == ("aac", "15/1")
    assert 1.9 < picture.seconds < 2.2
    assert picture.files[0]["type"] == "image/webp" and len(picture.blurhash) == 28
    seen = look(tools(), media / picture.played["name"], MP4)
    assert (seen.width, seen.height, seen.channels) == (320, 240, 1)
    assert (media / picture.played["name"]).read_bytes().index(
        b"moov"
    ) < 100  # it begins to play before it is all there
    assert waiting(media) == []


@pytest.mark.parametrize("ending", SOUNDS)
def test_every_usual_sound_becomes_mp3(world, media, ending):
    options = ("-f", "webm") if ending == "weba" else ()
    picture = taken(world, sound(ending, options=options))
    assert (picture.kind, picture.making, picture.failed) == (Kind.SOUND, Making.READY, "")
    assert picture.played["type"] == "audio/mpeg" and picture.played["name"].endswith(".mp3")
    assert look(tools(), media / picture.played["name"], MP3).codec == "mp3"
    assert picture.files == [] and 1.9 < picture.seconds < 2.3


def test_a_short_film_without_sound_moves_like_a_picture(world):
    assert taken(world, film(sound=False)).kind == Kind.GIFV
    assert taken(world, film(sound=False, seconds=61, rate=1, size="32x32")).kind == Kind.FILM


def test_a_gif_that_moves_becomes_a_film_and_one_that_stands_still_stays_a_picture(world):
    picture = attaching.take(world.ana, moving())
    assert (picture.kind, picture.making) == (Kind.IMAGE, Making.WAITING)
    world.settle()
    picture.refresh_from_db()
    assert (picture.kind, picture.making, picture.played["type"]) == (Kind.GIFV, Making.READY, "video/mp4")
    assert picture.files  # its first moment, until it is played
    still = attaching.take(world.ana, photo(kind="GIF"))
    assert (still.kind, still.making) == (Kind.IMAGE, Making.READY)


@pytest.mark.parametrize("ending", ["mp4", "mov"])
def test_nothing_of_where_and_with_what_it_was_filmed_is_left(world, media, ending):
    upload = located(ending)
    content = upload.read()
    assert b"SECRET" in content and b"+48.8577" in content
    upload.seek(0)
    picture = taken(world, upload)
    kept = (media / picture.played["name"]).read_bytes() + (media / picture.files[-1]["name"]).read_bytes()
    assert not any(mark in kept for mark in (b"SECRET", b"+48", b"location", b"Lavf"))
    assert picture.played["name"] == taken(world, film(ending)).played["name"]  # only what is seen and heard counts


def test_what_a_film_carries_beside_its_streams_is_not_kept(world, media, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("SECRET letter")
    attached = ("-attach", str(note), "-metadata:s:t", "mimetype=text/plain")
    upload = film("mkv", options=attached)
    assert b"SECRET letter" in upload.read()
    upload.seek(0)
    assert b"SECRET" not in (media / taken(world, upload).played["name"]).read_bytes()


def test_a_large_and_fast_film_is_made_smaller_and_slower(world):
    picture = taken(world, film(size="2400x400", rate=100, seconds=0.3))
    assert (picture.width, picture.height, picture.played["rate"]) == (1920, 320, "60/1")


def test_a_film_stands_as_its_camera_was_held_and_odd_sizes_are_made_even(world):
    picture = taken(world, film(size="321x241", options=("-pix_fmt", "yuv444p")))
    assert (picture.width, picture.height) == (320, 240)


def test_a_sound_brings_its_cover_and_a_given_picture_goes_before_it(world):
    picture = taken(world, sound(), thumbnail=photo("red", size=(300, 300)))
    assert (picture.files[-1]["width"], picture.colour[:2]) == (300, "#f")
    other = taken(world, film(), thumbnail=photo("blue", size=(300, 300)))
    assert other.files[-1]["width"] == 300 and other.width == 320


def test_what_is_not_made_yet_goes_with_no_words(world):
    picture = attaching.take(world.ana, film())
    for act in (lambda: typed("Vu", pictures=[picture]), lambda: publish(world.ana, content_with(picture))):
        with pytest.raises(Refusal) as caught:
            act()
        assert (caught.value.code, caught.value.field) == ("picture_unfinished", "pictures")
    world.settle()
    picture.refresh_from_db()
    post = publish(world.ana, typed("Vu", pictures=[picture]))
    assert post.has_pictures and post.pictures.get() == picture


def content_with(picture):
    from dataclasses import replace

    return replace(typed("Vu"), pictures=(picture,))


def test_what_was_taken_outlives_the_process_and_is_made_once(world, media):
    """The server ends between the taking and the making: file, row and job are there, and the job runs later."""
    picture = attaching.take(world.ana, sound())
    token = picture.original
    assert originals.path_of(token) is not None and (media / "waiting" / token).stat().st_mode & 0o077 == 0
    (media / "waiting" / ".tmpabc").mkdir()  # what an earlier try left behind
    world.settle()
    picture.refresh_from_db()
    first = picture.played
    attaching.make_taken(FilmTaken(picture.pk))  # a job may run twice
    picture.refresh_from_db()
    assert picture.played == first and picture.making == Making.READY
    assert waiting(media) == [".tmpabc"]
    os.utime(media / "waiting" / ".tmpabc", (1, 1))
    sweeping.sweep_originals(clock.now())
    assert waiting(media) == []


def test_a_file_that_went_away_is_said_and_not_waited_for(world, media):
    picture = attaching.take(world.ana, sound())
    originals.forget(picture.original)
    world.settle()
    picture.refresh_from_db()
    assert (picture.making, picture.failed) == (Making.FAILED, "lost")
    assert attaching.why_failed(picture).sentence.startswith("Ce fichier s’est perdu")
    with pytest.raises(Refusal) as caught:
        typed("Vu", pictures=[picture])
    assert caught.value.code == "picture_failed"


@pytest.mark.parametrize("busy", ["look", "make"])
def test_a_machine_without_time_is_no_fault_of_the_file(world, monkeypatch, busy):
    picture = attaching.take(world.ana, sound())

    def no_time(*_given):
        raise TooOften("Essayez dans un instant.", wait=30)

    with monkeypatch.context() as patched:
        patched.setattr(attaching, busy, no_time)
        with pytest.raises(TryLater) as later:
            attaching.make_taken(FilmTaken(picture.pk))
    picture.refresh_from_db()
    assert (later.value.wait, picture.making) == (30, Making.WAITING)
    world.settle()
    picture.refresh_from_db()
    assert picture.making == Making.READY


def test_a_gif_that_was_never_made_into_a_film_keeps_its_first_moment(world, media):
    picture = attaching.take(world.ana, moving())
    assert (picture.kind, picture.making) == (Kind.IMAGE, Making.WAITING)
    Picture.objects.update(made_at=clock.now() - timedelta(days=2))
    os.utime(media / "waiting" / picture.original, (time.time() - 4000,) * 2)
    sweeping.sweep_originals(clock.now())
    picture.refresh_from_db()
    assert (picture.making, picture.failed, picture.seconds, picture.original) == (Making.READY, "", 0, "")
    assert publish(world.ana, typed("Vu", pictures=[picture])).has_pictures and waiting(media) == []


def test_an_original_that_no_row_names_goes_after_an_hour_and_one_that_waits_stays(world, media):
    kept = attaching.take(world.ana, sound()).original
    loose = originals.take(media / "waiting" / kept)
    now = clock.now()
    assert sweeping.sweep_originals(now) == 0
    for name in (kept, loose):
        os.utime(media / "waiting" / name, (time.time() - 4000,) * 2)
    assert sweeping.sweep_originals(now) == 1
    assert waiting(media) == [kept]
    Picture.objects.update(made_at=now - timedelta(days=2))
    sweeping.sweep_originals(now)
    assert Picture.objects.get().making == Making.FAILED
    assert waiting(media) == []


def test_what_is_given_up_while_it_waits_leaves_nothing(world, media):
    picture = attaching.take(world.ana, film())
    picturing.discard(picture, world.ana)
    world.settle()
    assert waiting(media) == [] and not Picture.objects.exists()


def test_the_files_of_films_in_words_stay_and_of_others_go_rule_42(world, media):
    kept, gone = taken(world, film()), taken(world, sound())
    publish(world.ana, typed("Vu", pictures=[kept]))
    for path in media.glob("??/??/*.*"):
        os.utime(path, (1, 1))
    later = clock.now() + timedelta(days=3)
    assert sweeping.let_go(later) == 1
    for moment in (later, later + timedelta(days=3)):
        for digit in "0123456789abcdef":
            sweeping.sweep_files(digit, moment)
    assert (media / kept.played["name"]).exists() and (media / kept.files[0]["name"]).exists()
    assert not (media / gone.played["name"]).exists()
