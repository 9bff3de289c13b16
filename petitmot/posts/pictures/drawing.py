"""Inside the child: reading whatever was uploaded, and drawing clean pictures from its points alone."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import blurhash
from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from petitmot.posts.pictures.limits import LONGEST_SIDE, MOST_FRAME_PIXELS, MOST_FRAMES, MOST_PIXELS, TALLEST

FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
with contextlib.suppress(ImportError):  # photos as some telephones keep them; an optional library
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)
    FORMATS.append("HEIF")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
warnings.simplefilter("error", Image.DecompressionBombWarning)

QUALITY = 80
SMALL = 32  # pixels; what blurhash and colour are read from


_FLIP = Image.Transpose
_TURNS = {
    2: _FLIP.FLIP_LEFT_RIGHT,
    3: _FLIP.ROTATE_180,
    4: _FLIP.FLIP_TOP_BOTTOM,
    5: _FLIP.TRANSPOSE,
    6: _FLIP.ROTATE_270,
    7: _FLIP.TRANSVERSE,
    8: _FLIP.ROTATE_90,
}  # the orientation of EXIF 2.3, 4.6.4 A


class Unfit(Exception):
    """The file is refused; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def draw(file: Path, folder: Path, widths: Sequence[int], square: bool) -> dict[str, Any]:
    """Read `file`, write its pictures into `folder`, return what was made. Raises `Unfit`."""
    with reading(), Image.open(file, formats=FORMATS) as opened:
        animated = check(opened)
        largest = _upright_srgb(opened, max(widths), square)
    sizes = dict.fromkeys(_fitting(largest.size, width) for width in sorted(widths))
    made = [write(resized(largest, size), folder) for size in sizes]
    small = _on_white(resized(largest, _fitting(largest.size, SMALL)))
    return {
        "width": made[-1]["width"],
        "height": made[-1]["height"],
        "animated": animated,
        "blurhash": _blurhash(small),
        "colour": _colour(small),
        "files": made,
    }


@contextmanager
def reading() -> Iterator[None]:
    """Whatever a decoder stumbles over is one of three refusals; decoders raise nearly everything."""
    try:
        yield
    except (Unfit, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unfit("too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise Unfit("wrong_type") from error
    except Exception as error:  # the edge of the child: hostile files find every hole of a decoder
        cut_short = "truncated" in str(error) or isinstance(error, EOFError)
        raise Unfit("truncated" if cut_short else "malformed") from error


def check(opened: Image.Image, *, frames_at_most: int = MOST_FRAMES, pixels_at_most: int = MOST_FRAME_PIXELS) -> bool:
    """Look at what the header says, before anything is unpacked; return whether it is an animation."""
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise Unfit("too_many_pixels")
    if max(width, height) > LONGEST_SIDE or min(width, height) < 1:
        raise Unfit("too_long")
    if not getattr(opened, "is_animated", False):
        return False
    frames = int(getattr(opened, "n_frames", 1))
    if frames > frames_at_most or frames * width * height > pixels_at_most:
        raise Unfit("too_much_movement")
    opened.seek(0)
    return True


def _upright_srgb(opened: Image.Image, width: int, square: bool) -> Image.Image:
    """Unpack it at the largest size that is wanted, turn it as its camera was held, into sRGB; only points are left."""
    profile = opened.info.get("icc_profile")
    turned = _orientation(opened)
    sideways = turned in (5, 6, 7, 8)
    across, up = opened.size[::-1] if sideways else opened.size
    if square:
        across = up = min(opened.size)
    size = _fitting((across, up), width)
    size = size[::-1] if sideways else size
    if not square:
        opened.draft(None, size)  # JPEG: unpack an eighth, a quarter or a half, where that is enough
    opened.load()
    picture = plain_mode(opened)
    picture = ImageOps.fit(picture, size, Image.Resampling.LANCZOS) if square else resized(picture, size)
    if turned in _TURNS:
        picture = picture.transpose(_TURNS[turned])
    if profile:
        picture = _from_profile(picture, profile)
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _orientation(opened: Image.Image) -> int:
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - notes of a camera that cannot be read are no notes
        return 1


def plain_mode(opened: Image.Image) -> Image.Image:
    if opened.mode in ("RGB", "RGBA", "CMYK"):
        return opened
    if opened.mode.startswith("I"):  # sixteen bits of grey
        return opened.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    see_through = opened.mode in ("LA", "PA", "La", "RGBa") or "transparency" in opened.info
    return opened.convert("RGBA" if see_through else "RGB")


def _from_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = "RGB" if picture.mode == "CMYK" else picture.mode
        return ImageCms.profileToProfile(picture, source, target, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a broken profile is no profile
        return picture


def _fitting(size: tuple[int, int], width: int) -> tuple[int, int]:
    """The size within `width` x twice as much: never blown up, at least one point in each direction."""
    scale = min(1.0, width / size[0], width * TALLEST / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def write(picture: Image.Image, folder: Path) -> dict[str, Any]:
    """Write one file, named by its content, in two levels of folders (rule 42)."""
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return {
        "name": put(buffer.getvalue(), folder),
        "type": "image/webp",
        "width": picture.width,
        "height": picture.height,
    }


def put(content: bytes, folder: Path) -> str:
    """Keep a file under the name of its content; return the name."""
    named = hashlib.sha256(content).hexdigest()[:40]
    name = f"{named[:2]}/{named[2:4]}/{named}.webp"
    path = folder / name
    if path.exists():
        os.utime(path)  # whoever cleans away what nothing names sees that it is wanted again
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{named}.{os.getpid()}")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    return name


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, picture).convert("RGB")


def _blurhash(small: Image.Image) -> str:
    points = list(small.getdata())
    rows = [[list(point) for point in points[y * small.width : (y + 1) * small.width]] for y in range(small.height)]
    across, down = (4, 3) if small.width >= small.height else (3, 4)
    return str(blurhash.encode(rows, components_x=across, components_y=down))


def _colour(small: Image.Image) -> str:
    """The colour of most points, as `#rrggbb`."""
    counted = small.quantize(5, method=Image.Quantize.MEDIANCUT)
    often = counted.histogram()
    most = often.index(max(often))
    red, green, blue = (counted.getpalette() or [0] * 768)[3 * most : 3 * most + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
