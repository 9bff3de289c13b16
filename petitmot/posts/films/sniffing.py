"""What a file is by its first bytes. Nothing else decides which reader of ffmpeg opens it: no playlist, no list of files,
no subtitle and no picture is ever taken for a film."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FIRST = 64  # bytes that are looked at
# Brands of pictures in the same container as films (ISO/IEC 14496-12; HEIF, AVIF).
_PICTURES = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1", b"crx ")


@dataclass(frozen=True)
class Container:
    """A kind of file: the reader of ffmpeg for it, the end of a name, the media types of a film and of a sound in it."""

    reader: str
    ending: str
    film: str  # "" where it holds no films
    sound: str
    sound_ending: str = ""

    def named(self, *, film: bool) -> tuple[str, str]:
        """Return the end of a name and the media type that go with what is in it."""
        return (self.ending, self.film) if film else (self.sound_ending or self.ending, self.sound)


MP4 = Container("mov", "mp4", "video/mp4", "audio/mp4", "m4a")
MATROSKA = Container("matroska", "webm", "video/webm", "audio/webm", "weba")
OGG = Container("ogg", "ogv", "video/ogg", "audio/ogg", "ogg")
MP3 = Container("mp3", "mp3", "", "audio/mpeg")
AAC = Container("aac", "aac", "", "audio/aac")
FLAC = Container("flac", "flac", "", "audio/flac")
WAV = Container("wav", "wav", "", "audio/wav")
GIF = Container("gif", "gif", "image/gif", "")

# What applications are told that is taken, beside pictures.
FILM_TYPES = ("video/webm", "video/mp4", "video/quicktime", "video/ogg")
SOUND_TYPES = (
    *("audio/wave", "audio/wav", "audio/x-wav", "audio/ogg", "audio/mpeg", "audio/mp3", "audio/webm", "audio/flac"),
    *("audio/x-flac", "audio/aac", "audio/m4a", "audio/x-m4a", "audio/mp4", "audio/3gpp"),
)


def sniff(path: Path) -> Container | None:
    """Return what kind of sound or film a file is, None for everything else, pictures too. A GIF is `GIF`."""
    with path.open("rb") as file:
        return of_bytes(file.read(FIRST))


def of_bytes(first: bytes) -> Container | None:
    """As `sniff`, of the first bytes of a file (64 are enough)."""
    if first[4:8] == b"ftyp":
        return None if first[8:12] in _PICTURES else MP4
    starts = ((b"\x1aE\xdf\xa3", MATROSKA), (b"OggS", OGG), (b"fLaC", FLAC), (b"ID3", MP3), (b"GIF8", GIF))
    for start, container in starts:
        if first.startswith(start):
            return container
    if first[:4] == b"RIFF" and first[8:12] == b"WAVE":
        return WAV
    return _of_frames(first)


def _of_frames(first: bytes) -> Container | None:
    """A stream of MPEG audio without a container: its frames begin with eleven bits set (ISO/IEC 11172-3, 2.4.1.3)."""
    if len(first) < 4 or first[0] != 0xFF or first[1] & 0xE0 != 0xE0:
        return None
    if first[1] & 0x06 == 0:  # layer 0: AAC in ADTS
        return AAC if first[1] & 0xF0 == 0xF0 else None
    known = first[1] & 0x18 != 0x08 and first[2] & 0xF0 != 0xF0 and first[2] & 0x0C != 0x0C
    return MP3 if known else None
