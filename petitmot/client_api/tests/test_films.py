"""Sounds and films through the client API: asynchronous as Mastodon documents it; refused in its words where they cannot be."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from petitmot.client_api.tests.caller import Caller
from petitmot.posts.films import originals
from petitmot.posts.models import Making, Picture
from petitmot.posts.tests.films import film, needs_ffmpeg, raw, sound
from petitmot.posts.tests.uploads import moving, photo

NOT_FINISHED = "Cannot attach files that have not finished processing. Try again in a moment!"
FILM = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 100


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def caller(world):
    return Caller(world.ana)


@needs_ffmpeg
def test_a_film_is_202_then_206_then_200_and_then_words_carry_it(world, caller):
    told = caller.post("/api/v2/media", {"file": film(), "description": "Un étang"})
    assert (caller.status, told["type"], told["url"], told["preview_url"]) == (202, "video", None, None)
    path = f"/api/v1/media/{told['id']}"
    assert caller.get(path)["url"] is None and caller.status == 206
    words = {"status": "Vu ce matin", "media_ids[]": told["id"]}
    assert caller.post("/api/v1/statuses", words)["error"] == NOT_FINISHED and caller.status == 422
    later = {**words, "scheduled_at": "2099-01-01T00:00:00Z"}
    assert caller.post("/api/v1/statuses", later)["error"] == NOT_FINISHED and caller.status == 422
    world.settle()
    done = caller.get(path)
    assert caller.status == 200 and done["url"].endswith(".mp4") and done["preview_url"].endswith(".webp")
    status = caller.post("/api/v1/statuses", words)
    assert caller.status == 200
    (attached,) = status["media_attachments"]
    assert (attached["type"], attached["description"], attached["url"]) == ("video", "Un étang", done["url"])
    assert attached["blurhash"]
    meta = attached["meta"]
    assert (meta["width"], meta["height"], meta["size"], meta["fps"]) == (320, 240, "320x240", 15)
    assert meta["length"].startswith("0:00:02.") and meta["audio_encode"] == "aac"
    assert (meta["audio_bitrate"], meta["audio_channels"]) == ("48000 Hz", "mono")
    original = meta["original"]
    assert (original["width"], original["frame_rate"]) == (320, "15/1")
    assert 1.9 < original["duration"] < 2.2 and original["bitrate"] > 1000
    assert meta["small"]["aspect"] == pytest.approx(4 / 3)
    caller.get(path)
    assert caller.status == 404  # in words now


@needs_ffmpeg
def test_a_sound_has_no_size_and_a_gif_becomes_gifv(world, caller):
    heard = caller.post("/api/v1/media", {"file": sound()})
    moves = caller.post("/api/v2/media", {"file": moving()})
    assert heard["type"] == "audio" and moves["url"] is None
    world.settle()
    heard, moves = (caller.get(f"/api/v1/media/{each['id']}") for each in (heard, moves))
    assert heard["url"].endswith(".mp3") and "width" not in heard["meta"] and "width" not in heard["meta"]["original"]
    assert heard["meta"]["audio_encode"] == "mp3" and heard["preview_url"] is None
    assert (moves["type"], moves["meta"]["width"]) == ("gifv", 64) and "audio_encode" not in moves["meta"]


@needs_ffmpeg
def test_thumbnail_description_and_focus_are_given_and_changed(world, caller):
    told = caller.post("/api/v2/media", {"file": sound(), "thumbnail": photo(size=(300, 200)), "focus": "0.5,-0.5"})
    assert told["preview_url"].endswith(".webp") and told["meta"]["focus"] == {"x": 0.5, "y": -0.5}
    path = f"/api/v1/media/{told['id']}"
    other = {"thumbnail": photo("red", size=(200, 200)), "description": "Le merle"}
    changed = caller.call("put", path, encode_multipart(BOUNDARY, other), content_type=MULTIPART_CONTENT)
    assert caller.status == 200
    assert changed["description"] == "Le merle" and changed["preview_url"] != told["preview_url"]
    world.settle()
    assert caller.get(path)["preview_url"] == changed["preview_url"]
    caller.post("/api/v2/media", {"file": film(), "thumbnail": raw(b"no picture")})
    assert caller.status == 422


@needs_ffmpeg
def test_what_could_not_be_made_is_422_and_cannot_be_attached(world, caller):
    told = caller.post("/api/v2/media", {"file": sound()})
    originals.forget(Picture.objects.get().original)
    world.settle()
    assert Picture.objects.get().making == Making.FAILED
    error = caller.get(f"/api/v1/media/{told['id']}")
    assert (caller.status, error["error"]) == (422, "Validation failed: File is invalid")
    caller.post("/api/v1/statuses", {"status": "Vu", "media_ids[]": told["id"]})
    assert caller.status == 422
    caller.delete(f"/api/v1/media/{told['id']}")
    assert caller.status == 200 and not Picture.objects.exists()


@needs_ffmpeg
@pytest.mark.parametrize(("who", "status"), [("ana", 206), ("bruno", 404), ("esther", 404), ("nobody", 401)])
@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_what_waits_is_its_owners_alone(world, who, status, method):
    mine = Caller(world.ana).post("/api/v2/media", {"file": sound()})["id"]
    caller = Caller(None if who == "nobody" else getattr(world, who))
    caller.call(method, f"/api/v1/media/{mine}")
    assert caller.status == (200 if who == "ana" and method != "get" else status)
    scopes = Caller(world.ana, scopes="read write:statuses")
    scopes.call(method, f"/api/v1/media/{mine}")
    assert scopes.status == 403


def test_without_ffmpeg_a_film_is_refused_in_mastodons_words(world, caller, settings):
    settings.PETITMOT_FFMPEG = "off"
    error = caller.post("/api/v2/media", {"file": raw(FILM)})
    assert (caller.status, error["error"]) == (422, "Validation failed: File content type is invalid, File is invalid")
    assert caller.post("/api/v2/media", {"file": moving()})["type"] == "image" and caller.status == 200
    for version in (1, 2):
        limits = caller.get(f"/api/v{version}/instance")["configuration"]["media_attachments"]
        assert not any(kind.startswith(("video/", "audio/")) for kind in limits["supported_mime_types"])
        assert (limits["video_size_limit"], limits["video_matrix_limit"], limits["video_frame_rate_limit"]) == (0, 0, 0)


@needs_ffmpeg
def test_the_server_says_what_it_takes(caller):
    for version in (1, 2):
        limits = caller.get(f"/api/v{version}/instance")["configuration"]["media_attachments"]
        assert {"video/mp4", "video/webm", "audio/mpeg", "audio/ogg"} <= set(limits["supported_mime_types"])
        assert (limits["video_size_limit"], limits["video_matrix_limit"]) == (99_000_000, 8_294_400)
        assert limits["video_frame_rate_limit"] == 120


@needs_ffmpeg
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (FILM, "Validation failed: File content type is invalid, File is invalid"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "Validation failed: File content type is invalid, File is invalid"),
        (b"", "Validation failed: File content type is invalid, File is invalid"),
    ],
)
def test_a_hostile_file_is_422_whatever_it_calls_itself(caller, content, error):
    upload = SimpleUploadedFile("film.mp4", content, content_type="video/mp4")
    assert caller.post("/api/v2/media", {"file": upload})["error"] == error
    assert caller.status == 422 and not Picture.objects.exists()


@needs_ffmpeg
def test_timelines_of_media_hold_sounds_and_films(world, caller):
    told = caller.post("/api/v2/media", {"file": sound()})
    world.settle()
    status = caller.post("/api/v1/statuses", {"status": "Le merle #matin", "media_ids[]": told["id"]})
    caller.post("/api/v1/statuses", {"status": "Sans rien #matin"})
    mine = f"/api/v1/accounts/{world.ana.pk}/statuses"
    for path in ("/api/v1/timelines/public", "/api/v1/timelines/tag/matin", mine):
        assert [each["id"] for each in caller.get(path, only_media="true")] == [status["id"]]
