"""Inside the child: an emoji, small and whole; of one that moves every moment, and beside it one that stands still."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image

from petitmot.posts.pictures.drawing import QUALITY, check, plain_mode, put, reading, resized, write
from petitmot.posts.pictures.limits import EMOJI_SIDE, LARGEST_MOVING, MOST_EMOJI_FRAMES, MOST_EMOJI_PIXELS

FORMATS = ["PNG", "GIF", "WEBP", "AVIF"]
WIDEST = 2  # times as wide as high
MOMENT = (20, 10_000)  # milliseconds of one frame


def draw_emoji(file: Path, folder: Path) -> dict[str, Any]:
    """Read `file`, write the still picture and, where it moves, the moving one. Raises `Unfit`."""
    with reading(), Image.open(file, formats=FORMATS) as opened:
        moves = check(opened, frames_at_most=MOST_EMOJI_FRAMES, pixels_at_most=MOST_EMOJI_PIXELS)
        size = _fitting(opened.size)
        moving = _moving(opened, size) if moves else b""
        opened.seek(0)
        opened.load()
        still = resized(plain_mode(opened).convert("RGBA"), size)
    made = [write(still, folder)]
    if moving and len(moving) <= LARGEST_MOVING:
        made.append(made[0] | {"name": put(moving, folder)})
    width, height = still.size
    return {"width": width, "height": height, "animated": moves, "blurhash": "", "colour": "", "files": made}


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, EMOJI_SIDE * WIDEST / size[0], EMOJI_SIDE / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _moving(opened: Image.Image, size: tuple[int, int]) -> bytes:
    """Return all moments as one WebP that moves as the file did."""
    frames, lasts = [], []
    for number in range(getattr(opened, "n_frames", 1)):
        opened.seek(number)
        opened.load()
        frames.append(resized(opened.convert("RGBA"), size))
        lasts.append(min(MOMENT[1], max(MOMENT[0], int(opened.info.get("duration") or 100))))
    buffer = io.BytesIO()
    loop = min(1_000, max(0, int(opened.info.get("loop") or 0)))
    frames[0].save(
        buffer, "WEBP", save_all=True, append_images=frames[1:], duration=lasts, loop=loop, quality=QUALITY, method=2
    )
    return buffer.getvalue()
