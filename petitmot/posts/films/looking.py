"""To look at a file before it is taken: `look` says what is in it, or refuses it. About a twentieth of a second."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from petitmot.kit.language import _
from petitmot.kit.refusals import TooOften
from petitmot.posts.films import limits
from petitmot.posts.films.refusing import refusal
from petitmot.posts.films.sniffing import GIF, Container
from petitmot.posts.films.tools import Failed, Tools, run

_places = threading.BoundedSemaphore(limits.LOOKS_AT_ONCE)


@dataclass(frozen=True)
class Seen:
    """What is in a file: which streams are kept, and how large, long and fast it is (0 for what it does not say)."""

    film: int | None  # the number of the stream
    sound: int | None
    cover: int | None  # a picture that comes with a sound
    width: int = 0  # as it is shown: turned, with square points
    height: int = 0
    seconds: float = 0.0
    rate: str = "0/0"  # moments in a second, as a fraction
    bits: int = 0  # in a second
    codec: str = ""  # of the sound
    hertz: int = 0
    channels: int = 0

    @property
    def fps(self) -> float:
        """Moments in a second, 0 where it does not say."""
        return _fraction(self.rate)


def read_only(container: Container) -> list[str]:
    """Options with which ffmpeg opens a file: this one reader, this one file, no address of any kind."""
    reader = container.reader
    return ["-protocol_whitelist", "file,pipe", "-format_whitelist", reader, "-f", reader]


def look(with_: Tools, path: Path, container: Container) -> Seen:
    """Look at a file of a container that was sniffed.

    Refused, with the field `pictures`: `wrong_type`, `malformed`, `film_too_long`, `film_too_large`, `film_too_fast`,
    `too_hard`; `too_often` when the machine has no time for it.
    """
    seen = measure(with_, path, container)
    if seen.film is None and seen.sound is None:
        raise refusal("wrong_type")
    if seen.seconds > (limits.LONGEST_SOUND if seen.film is None else limits.LONGEST_FILM):
        raise refusal("film_too_long")
    if seen.film is not None:
        if min(seen.width, seen.height) < 2:
            raise refusal("malformed")
        if seen.width * seen.height > limits.MOST_POINTS:
            raise refusal("film_too_large")
        if seen.fps > limits.MOST_MOMENTS:
            raise refusal("film_too_fast")
    return seen


def measure(with_: Tools, path: Path, container: Container) -> Seen:
    """Say what is in a file, whatever its size. Refused: `malformed`, `too_hard`, `too_often`."""
    if not _places.acquire(timeout=limits.LOOK_PATIENCE):
        raise TooOften(_("Trop de sons et de films arrivent en même temps. Essayez dans un instant."), wait=30)
    asked = ["-hide_banner", "-loglevel", "error", *read_only(container), "-show_format", "-show_streams"]
    asked += ["-print_format", "json", f"file:{path.absolute()}"]
    try:
        told = run(with_.ffprobe, asked, seconds=limits.LOOK_SECONDS, largest=1_000_000, patience=limits.LOOK_PATIENCE)
        return _seen(msgspec.json.decode(told), container)
    except Failed as failed:
        raise refusal("too_hard" if failed.killed else "malformed") from failed
    except (msgspec.DecodeError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise refusal("malformed") from error
    finally:
        _places.release()


def _seen(told: dict[str, Any], container: Container) -> Seen:
    streams = [each for each in told.get("streams", []) if isinstance(each, dict)][:50]
    films = [each for each in streams if each.get("codec_type") == "video" and each.get("codec_name")]
    covers = [each for each in films if each.get("disposition", {}).get("attached_pic")]
    films = [each for each in films if each not in covers] if container.film else []
    sounds = [each for each in streams if each.get("codec_type") == "audio" and each.get("codec_name")]
    film, sound = next(iter(films), {}), next(iter(sounds), {})
    about = told.get("format", {})
    width, height = _shown(film) if film else (0, 0)
    return Seen(
        film=film.get("index"),
        sound=sound.get("index") if container is not GIF else None,
        cover=covers[0].get("index") if covers else None,
        width=width,
        height=height,
        seconds=_number(about.get("duration")) or _number(film.get("duration")) or _number(sound.get("duration")),
        rate=str(film.get("avg_frame_rate") or "0/0"),
        bits=int(_number(about.get("bit_rate"))),
        codec=str(sound.get("codec_name", "")),
        hertz=int(_number(sound.get("sample_rate"))),
        channels=int(_number(sound.get("channels"))),
    )


def _shown(film: dict[str, Any]) -> tuple[int, int]:
    """The size in which a film is shown: with square points, turned as its camera was held."""
    width, height = int(_number(film.get("width"))), int(_number(film.get("height")))
    shape = _fraction(str(film.get("sample_aspect_ratio", "")).replace(":", "/"))
    if 0.25 <= shape <= 4:
        width = max(1, round(width * shape))
    turned = [side.get("rotation") for side in film.get("side_data_list", []) if isinstance(side, dict)]
    sideways = any(isinstance(each, int | float) and round(each / 90) % 2 for each in turned)
    return (height, width) if sideways else (width, height)


def _fraction(said: str) -> float:
    above, _slash, below = said.partition("/")
    return _number(above) / _number(below) if _number(below) else 0.0


def _number(said: object) -> float:
    """A number that was said, never negative and never endless; 0 for anything else."""
    try:
        number = float(said)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return 0.0
    return number if 0 <= number < 1e12 else 0.0
