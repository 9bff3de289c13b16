"""Files made to harm, limits of the child, and nothing that reaches out of the one file."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from petitmot.kit.refusals import Refusal
from petitmot.posts import attaching
from petitmot.posts.films import limits, tools
from petitmot.posts.films.looking import look, read_only
from petitmot.posts.films.sniffing import GIF, MP3, MP4, of_bytes
from petitmot.posts.models import Making, Picture
from petitmot.posts.tests.films import film, made, needs_ffmpeg, raw, sound

FTYP = b"\0\0\0\x18ftypisom\0\0\0\0isommp42"
LISTS = {
    "playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    "list of files": b"ffconcat version 1.0\nfile '/etc/passwd'\n",
    "manifest": b"<?xml version='1.0'?><MPD><BaseURL>http://localhost:9/</BaseURL></MPD>",
    "session": b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n",
    "subtitles": b"WEBVTT\n\n00:00.000 --> 00:09.000\nhello\n",
    "page": b"<html><script>alert(1)</script>",
    "drawing": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "program": b"\x7fELF" + b"\0" * 200,
    "archive": b"PK\x03\x04" + b"\0" * 200,
    "avi": b"RIFF\0\0\0\0AVI LIST" + b"\0" * 200,
    "windows media": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + b"\0" * 200,
    "nothing": b"",
}


def refused(act, *codes):
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code in codes, caught.value.code
    assert caught.value.field == "pictures" and caught.value.sentence.endswith(".")
    return caught.value


@pytest.mark.parametrize("what", LISTS)
def test_what_is_no_film_by_its_first_bytes_never_comes_near_ffmpeg(world, what):
    assert of_bytes(LISTS[what][:64]) is None
    refused(lambda: attaching.take(world.ana, raw(LISTS[what])), "wrong_type", "malformed")
    assert not Picture.objects.exists()


@needs_ffmpeg
@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize(
    "start", [FTYP, b"\x1aE\xdf\xa3", b"OggS", b"ID3\x04\0\0\0\0\0\0", b"fLaC", b"\xff\xfb\x90\x44"]
)
def test_a_list_that_begins_like_a_film_is_read_as_that_film_alone(world, start, what):
    refused(lambda: attaching.take(world.ana, raw(start + LISTS[what])), "malformed", "wrong_type")


@needs_ffmpeg
@pytest.mark.parametrize("reader", [MP4, MP3, GIF])
def test_the_reader_is_fixed_and_no_address_is_opened(reader, tmp_path):
    asked = read_only(reader)
    assert asked == ["-protocol_whitelist", "file,pipe", "-format_whitelist", reader.reader, "-f", reader.reader]
    list_of_files = tmp_path / "list"
    list_of_files.write_bytes(LISTS["list of files"])
    for source in (f"file:{list_of_files}", "http://127.0.0.1:9/film.mp4", "concat:/etc/passwd", "tcp://127.0.0.1:9"):
        with pytest.raises(tools.Failed) as caught:
            tools.run(tools.tools().ffprobe, [*asked, source], seconds=5, largest=1000, patience=10.0)
        assert "passwd" not in caught.value.told.replace(source, "")


@needs_ffmpeg
def test_pieces_of_files_are_refused_or_play_as_far_as_they_go(world):
    whole = made("mp4")
    refused(lambda: attaching.take(world.ana, raw(whole[: len(whole) // 2])), "malformed")  # its index stood at the end
    part = attaching.take(world.ana, raw(made("webm")[:15_000]))
    world.settle()
    part.refresh_from_db()
    assert part.making in (Making.READY, Making.FAILED)


@needs_ffmpeg
def test_files_that_were_damaged_at_random_never_break_more_than_themselves(world):
    chance = random.Random(os.environ.get("PETITMOT_PICTURE_SEED", "42"))
    for _ in range(int(os.environ.get("PETITMOT_PICTURE_ROUNDS", "6"))):
        content = bytearray(made(chance.choice(["mp4", "webm", "mkv", "ogv"])))
        for _ in range(chance.randint(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            picture = attaching.take(world.ana, raw(bytes(content)))
        except Refusal as refusal:
            assert refusal.code in (
                "wrong_type",
                "malformed",
                "film_too_long",
                "film_too_large",
                "film_too_fast",
                "too_hard",
            )
            continue
        world.settle()
        picture.refresh_from_db()
        assert picture.making in (Making.READY, Making.FAILED)


@needs_ffmpeg
def test_too_long_too_large_and_too_fast_are_said_at_once(world):
    long = film(size="16x16", rate=1, seconds=limits.LONGEST_FILM + 10, sound=False)
    assert "quart d’heure" in refused(lambda: attaching.take(world.ana, long), "film_too_long").sentence
    refused(lambda: attaching.take(world.ana, film(size="4000x2200", rate=1, seconds=1)), "film_too_large")
    refused(lambda: attaching.take(world.ana, film(size="64x64", rate=200, seconds=1)), "film_too_fast")
    assert attaching.take(world.ana, sound(seconds=limits.LONGEST_FILM + 10)).making == Making.WAITING


@needs_ffmpeg
def test_a_length_that_is_not_told_is_found_out_while_it_is_made(world, tmp_path, settings):
    """A stream may say nothing of how long it is: what is made ends a second after the longest, and is refused then."""
    live = made("mkv", size="16x16", rate=1, seconds=limits.LONGEST_FILM + 10, sound=False, options=("-live", "1"))
    path = tmp_path / "live"
    path.write_bytes(live)
    from petitmot.posts.films.sniffing import MATROSKA

    assert look(tools.tools(), path, MATROSKA).seconds == 0
    picture = attaching.take(world.ana, raw(live))
    world.settle()
    picture.refresh_from_db()
    assert (picture.making, picture.failed) == (Making.FAILED, "film_too_long")


def test_a_heavy_file_is_refused_before_anything_looks_at_it(world):
    heavy = raw(b"")
    heavy.size = limits.LARGEST_FILE + 1
    assert refused(lambda: attaching.take(world.ana, heavy), "too_heavy_film").status == 413


def python(code, *arguments):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd()}
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment, stdout=subprocess.PIPE)


def test_the_child_takes_no_more_than_it_was_given():
    for hungry, word in (
        ("bytearray(3_200_000_000)", b"MemoryError"),
        ("open('/tmp/petitmot-sound-large', 'wb').write(bytes(20_000_000))", b""),
        ("[None for _ in iter(int, 1)]", b""),
    ):
        code = f"from petitmot.posts.films.child import limit; limit(1, 10_000_000); {hungry}"
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd()}
        start = time.monotonic()
        told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
        assert told.returncode != 0 and word in told.stderr
        assert time.monotonic() - start < 20


def test_what_takes_too_long_is_ended(world):
    start = time.monotonic()
    with pytest.raises(tools.Failed) as caught:
        tools.run("/bin/sleep", ["30"], seconds=5, largest=1000, patience=1.0)
    assert caught.value.killed and time.monotonic() - start < 10


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is of Linux")
def test_what_a_killed_server_began_does_not_go_on(tmp_path):
    code = (
        "from petitmot.posts.films import tools\n"
        "print('ready', flush=True)\n"
        "tools.run('/bin/sh', ['-c', 'echo $$ > \"$0\"; exec sleep 60', __import__('sys').argv[1]],"
        " seconds=50, largest=1000, patience=60.0)"
    )
    server = python(code, str(tmp_path / "pid"))
    end = time.monotonic() + 15
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
        assert time.monotonic() < end
        time.sleep(0.05)
    pid = int((tmp_path / "pid").read_text())
    server.send_signal(signal.SIGKILL)
    server.wait()
    while is_there(pid):
        assert time.monotonic() < end + 5, "it went on"
        time.sleep(0.05)


def is_there(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().split()[2] != "Z"
    except FileNotFoundError:
        return False
