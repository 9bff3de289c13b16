"""Sounds and films for tests, made by ffmpeg; tests that need it say so with `needs_ffmpeg`."""

from __future__ import annotations

import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

needs_ffmpeg = pytest.mark.skipif(
    not (shutil.which("ffmpeg") and shutil.which("ffprobe")), reason="ffmpeg is not installed here: bin/setup"
)

PICTURE = "testsrc=size={size}:rate={rate}:duration={seconds}"
SOUND = "sine=frequency=440:duration={seconds}"


@functools.lru_cache(maxsize=64)
def made(ending: str, *, size: str = "320x240", rate: int = 15, seconds: float = 2, film: bool = True,
         sound: bool = True, options: tuple[str, ...] = ()) -> bytes:  # fmt: skip
    """The bytes of a file whose name would end with `ending`: a test card, a tone, or both."""
    sources: list[str] = []
    if film:
        sources += ["-f", "lavfi", "-i", PICTURE.format(size=size, rate=rate, seconds=seconds)]
    if sound:
        sources += ["-f", "lavfi", "-i", SOUND.format(seconds=seconds)]
    with tempfile.TemporaryDirectory() as room:
        out = Path(room) / f"it.{ending}"
        command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *sources, *options, str(out)]
        subprocess.run(command, check=True, timeout=60)
        return out.read_bytes()


def film(ending="mp4", name="film.mp4", **options):
    return SimpleUploadedFile(name, made(ending, **options), content_type="video/mp4")


def sound(ending="mp3", name="son.mp3", **options):
    return SimpleUploadedFile(name, made(ending, film=False, **options), content_type="audio/mpeg")


def located(ending="mp4"):
    """A film that says where it was made, with what, and what it is called."""
    notes = ("-metadata", "location=+48.8577+002.295/", "-metadata", "title=SECRET", "-metadata", "comment=SECRET")
    named = ("-metadata:s:v", "handler_name=SECRET", "-movflags", "+use_metadata_tags")
    return film(ending, options=(*notes, *named))


def raw(content, name="film.mp4"):
    return SimpleUploadedFile(name, content, content_type="video/mp4")
