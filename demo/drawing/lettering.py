"""Words in a drawing, in the project's own writing face; where the font cannot be read, a line of ink stands for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from demo.drawing.canvas import FINER, Canvas
from demo.drawing.colours import rgb

ROOT = Path(__file__).resolve().parents[2]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | None:
    """The italic of the writing face. Pillow reads woff2 only where its FreeType was built with Brotli."""
    for path in sorted((ROOT / "petitmot").rglob("brygada*italic*.woff2")):
        try:
            return ImageFont.truetype(str(path), size)
        except OSError:
            return None
    return None


def write(c: Canvas, x: float, y: float, words: str, size: float, colour: str, turn: float = 0) -> None:
    """Write words with their middle at (x, y), turned by `turn` degrees."""
    font = _font(round(size * FINER))
    if font is None:
        _scribble(c, x, y, len(words) * size * 0.42, size, colour)
        return
    left, top, right, bottom = font.getbbox(words)
    mask = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8), 0)
    ImageDraw.Draw(mask).text((4 - left, 4 - top), words, font=font, fill=255)
    if turn:
        mask = mask.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    box = (round(x * FINER - mask.width / 2), round(y * FINER - mask.height / 2))
    c.image.paste(rgb(colour), box, mask)


def _scribble(c: Canvas, x: float, y: float, width: float, size: float, colour: str) -> None:
    steps = max(4, round(width / size * 2.4))
    points = [(x - width / 2 + width * i / steps, y + size * 0.16 * (-1) ** i) for i in range(steps + 1)]
    c.line(points, size * 0.07, colour, 0.9, smooth=True)
