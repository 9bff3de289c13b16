"""To make a sound or a film that every browser plays, out of whatever was taken; and what stands there until it is played.

Always decoded and written anew, as pictures are: what a file carries beside its sounds and moments (where it was filmed, with what,
by whom, a thumbnail, subtitles, chapters) is not copied, because nothing is copied.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from petitmot.kit.refusals import Refusal
from petitmot.posts.films import limits
from petitmot.posts.films.looking import Seen, measure, read_only
from petitmot.posts.films.originals import folder, keep_for_good
from petitmot.posts.films.refusing import refusal
from petitmot.posts.films.sniffing import MP3, MP4, Container
from petitmot.posts.films.tools import Failed, Tools, run
from petitmot.posts.pictures.making import Made, make_picture

QUIET = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
NO_NOTES = ["-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"]
PLAIN = ["-flags:v", "+bitexact", "-flags:a", "+bitexact"]  # no name of the writer either


@dataclass(frozen=True)
class Played:
    """What was made: the file (a name below MEDIA_ROOT, its media type, its bytes), what is in it, and its picture."""

    name: str
    type: str
    bytes: int
    seen: Seen
    picture: Made | None

    def row(self) -> dict[str, Any]:
        """What a model keeps of it, as JSON."""
        return row_of(self.name, self.type, self.bytes, self.seen)


def row_of(name: str, type_: str, size: int, seen: Seen) -> dict[str, Any]:
    """What a model keeps of a file that is played, as JSON."""
    return {
        "name": name,
        "type": type_,
        "bytes": size,
        "width": seen.width,
        "height": seen.height,
        "rate": seen.rate if seen.film is not None else "",
        "bits": seen.bits,
        "codec": seen.codec,
        "hertz": seen.hertz,
        "channels": seen.channels,
    }


def make(with_: Tools, path: Path, container: Container, seen: Seen) -> Played:
    """Make what was looked at: H.264 and AAC in MP4, or MP3. Takes seconds to minutes; for jobs.

    Refused: `malformed`, `too_hard`, `film_too_long`, `too_heavy_film`.
    """
    with tempfile.TemporaryDirectory(prefix=".", dir=folder()) as room:
        film = seen.film is not None
        kind = MP4 if film else MP3
        out = Path(room) / f"made.{kind.ending}"
        source = [*QUIET, *read_only(container), "-i", f"file:{path.absolute()}"]
        asked = [*source, *(_film(seen) if film else _sound(seen)), "-fs", str(limits.LARGEST_FILE), f"file:{out}"]
        _run(with_, asked)
        size = out.stat().st_size if out.exists() else 0
        if not size:
            raise refusal("malformed")
        made = measure(with_, out, kind)
        longest = limits.LONGEST_FILM if film else limits.LONGEST_SOUND
        if made.seconds >= longest + 1 or size >= limits.LARGEST_FILE:
            raise refusal("film_too_long")
        picture = picture_of(with_, out, kind, made) if film else cover_of(with_, path, container, seen)
        ending, type_ = kind.named(film=film)
        return Played(keep_for_good(out, ending), type_, size, made, picture)


def weight(made: Made) -> int:
    """Return how many bytes the files of a picture have."""
    paths = [Path(settings.MEDIA_ROOT) / file.name for file in made.files]
    return sum(path.stat().st_size for path in paths if path.exists())


def picture_of(with_: Tools, path: Path, container: Container, seen: Seen) -> Made | None:
    """Make a picture of a moment near the beginning of a film; None where it has none that can be read."""
    at = f"{min(1.0, seen.seconds / 10):.2f}"
    return _still(with_, ["-ss", at, *read_only(container), "-i", f"file:{path.absolute()}", "-map", f"0:{seen.film}"])


def cover_of(with_: Tools, path: Path, container: Container, seen: Seen) -> Made | None:
    """Make a picture of what a sound brings as its cover."""
    if seen.cover is None:
        return None
    return _still(with_, [*read_only(container), "-i", f"file:{path.absolute()}", "-map", f"0:{seen.cover}"])


def _still(with_: Tools, source: list[str]) -> Made | None:
    with tempfile.TemporaryDirectory(prefix=".", dir=folder()) as room:
        still = Path(room) / "still.png"
        asked = [*QUIET, *source, "-frames:v", "1", *NO_NOTES, "-f", "image2", "-c:v", "png", f"file:{still}"]
        try:
            _run(with_, asked, seconds=limits.LOOK_SECONDS, patience=limits.LOOK_PATIENCE)
            return make_picture(still) if still.exists() else None
        except Refusal:
            return None


def _film(seen: Seen) -> list[str]:
    """How a film is written. Source of the limits: what phones and browsers play without dropping moments."""
    side = limits.LONGEST_SIDE
    fps = min(limits.MADE_MOMENTS, seen.fps) or 30
    drawn = [
        "scale=w='max(2,iw*if(between(sar,0.25,4),sar,1))':h=ih",
        "setsar=1",
        f"scale='min({side},iw)':'min({side},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2",
        f"fps={fps:.5g}",
        "format=yuv420p",
    ]
    seconds = min(limits.LONGEST_FILM, seen.seconds) or limits.LONGEST_FILM
    bits = max(100_000, min(limits.VIDEO_BITS, int(limits.LARGEST_FILE * 7.6 / seconds) - limits.SOUND_BITS))
    written = ["-map", f"0:{seen.film}", "-vf", ",".join(drawn), "-c:v", "libx264", "-preset", "veryfast", "-crf", "23"]
    written += ["-maxrate", str(bits), "-bufsize", str(2 * bits), "-profile:v", "high", "-threads", "2"]
    if seen.sound is not None:
        written += ["-map", f"0:{seen.sound}", *_channels(seen), "-c:a", "aac", "-b:a", str(limits.SOUND_BITS)]
        written += ["-ar", "48000"]
    most = ["-t", str(limits.LONGEST_FILM + 1)]
    return [*written, "-sn", "-dn", *NO_NOTES, *PLAIN, *most, "-movflags", "+faststart", "-f", "mp4"]


def _sound(seen: Seen) -> list[str]:
    written = ["-map", f"0:{seen.sound}", "-vn", "-sn", "-dn", *_channels(seen), "-c:a", "libmp3lame", "-q:a", "3"]
    written += ["-ar", "44100", "-id3v2_version", "0", "-threads", "1"]
    return [*written, *NO_NOTES, *PLAIN, "-t", str(limits.LONGEST_SOUND + 1), "-f", "mp3"]


def _channels(seen: Seen) -> list[str]:
    return ["-ac", "1" if seen.channels == 1 else "2"]


def _run(
    with_: Tools, asked: list[str], *, seconds: int = limits.MAKE_SECONDS, patience: float = limits.MAKE_PATIENCE
) -> None:
    try:
        run(with_.ffmpeg, asked, seconds=seconds, largest=limits.LARGEST_FILE + 1_000_000, patience=patience)
    except Failed as failed:
        raise refusal("too_hard" if failed.killed else "malformed") from failed
