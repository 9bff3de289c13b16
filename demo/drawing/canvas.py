"""A sheet to draw on: three times too large, then made smooth by shrinking. Lengths are in pixels of the final picture."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.drawing.colours import Stops, mix, rgb, strip

FINER = 3
Point = tuple[float, float]
Box = tuple[int, int, int, int]


class Canvas:
    """One picture. Shapes are laid one over the other; `alpha` from 0 to 1, `soft` blurs the edge (pixels)."""

    def __init__(self, width: int, height: int, seed: str = "", paper: str = "#ece6da") -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * FINER, height * FINER), rgb(paper))
        self.chance = random.Random(seed)  # noqa: S311 - the same drawing each time, nothing secret

    def fill(self, stops: Stops, top: float = 0, bottom: float | None = None) -> None:
        """A vertical run of colours from `top` to `bottom`, over the whole width."""
        self.rect(0, top, self.width, (self.height if bottom is None else bottom) - top, stops)

    def rect(self, x: float, y: float, w: float, h: float, colour: str | Stops, alpha: float = 1) -> None:
        self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour, alpha)

    def round(self, x: float, y: float, w: float, h: float, r: float, colour: str | Stops, alpha: float = 1) -> None:
        """A rectangle with round corners."""
        corners = [(x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180)]
        points = [
            (cx + r * math.cos(math.radians(a + s)), cy + r * math.sin(math.radians(a + s)))
            for cx, cy, a in corners
            for s in range(0, 91, 15)
        ]
        self.poly(points, colour, alpha)

    def poly(self, points: Sequence[Point], colour: str | Stops, alpha: float = 1, soft: float = 0) -> None:
        """A filled polygon, in one colour or in colours that run from its top to its bottom."""
        if isinstance(colour, str) and alpha >= 1 and not soft:
            ImageDraw.Draw(self.image).polygon([(x * FINER, y * FINER) for x, y in points], fill=rgb(colour))
            return
        box = self._box(points, soft)
        if box is None:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        inside = [(x * FINER - box[0], y * FINER - box[1]) for x, y in points]
        ImageDraw.Draw(mask).polygon(inside, fill=round(255 * alpha))
        self._lay(mask, box, colour, soft, points)

    def blob(self, points: Sequence[Point], colour: str | Stops, alpha: float = 1, soft: float = 0) -> None:
        """A closed smooth shape through the points."""
        self.poly(curve(points, closed=True), colour, alpha, soft)

    def oval(
        self, x: float, y: float, rx: float, ry: float, colour: str | Stops, alpha: float = 1, soft: float = 0
    ) -> None:
        steps = [math.tau * i / 60 for i in range(60)]
        self.poly([(x + rx * math.cos(a), y + ry * math.sin(a)) for a in steps], colour, alpha, soft)

    def line(
        self,
        points: Sequence[Point],
        width: float,
        colour: str,
        alpha: float = 1,
        smooth: bool = False,
        soft: float = 0,
    ) -> None:
        """A stroke with round ends."""
        way = curve(points) if smooth else list(points)
        box = self._box(way, soft + width)
        if box is None:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        draw = ImageDraw.Draw(mask)
        inside = [(x * FINER - box[0], y * FINER - box[1]) for x, y in way]
        draw.line(inside, fill=round(255 * alpha), width=max(1, round(width * FINER)), joint="curve")
        r = width * FINER / 2
        for x, y in (inside[0], inside[-1]):
            draw.ellipse([x - r, y - r, x + r, y + r], fill=round(255 * alpha))
        self._lay(mask, box, colour, soft, way)

    def glow(self, x: float, y: float, radius: float, colour: str, alpha: float = 0.6) -> None:
        """Light that fades out in a circle."""
        small = Image.radial_gradient("L").point(lambda v: round(max(0, 1 - v / 181) ** 2 * 255 * alpha))
        side = round(radius * 2 * FINER)
        box = (round((x - radius) * FINER), round((y - radius) * FINER))
        self.image.paste(rgb(colour), box, small.resize((side, side), Image.Resampling.BILINEAR))

    def veil(self, y: float, height: float, colour: str, alpha: float) -> None:
        """A band of mist, dense in its middle."""
        levels = [round(255 * alpha * math.sin(math.pi * i / 63) ** 2) for i in range(64)]
        mask = Image.frombytes("L", (1, 64), bytes(levels))
        column = mask.resize((1, max(1, round(height * FINER))), Image.Resampling.BICUBIC)
        band = column.resize((self.width * FINER, column.height), Image.Resampling.NEAREST)
        self.image.paste(rgb(colour), (0, round(y * FINER)), band)

    def mirror(self, line: float, tint: str, strength: float = 0.35, squeeze: float = 1.0, blur: float = 2.5) -> None:
        """What stands above `line`, upside down in the water below it, a little tinted and blurred."""
        at, depth = round(line * FINER), round((self.height - line) * FINER)
        taken = min(at, round(depth / squeeze))
        above = self.image.crop((0, at - taken, self.image.width, at)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        small = above.resize((self.width, max(1, round(self.height - line))), Image.Resampling.BILINEAR)
        small = small.filter(ImageFilter.BoxBlur((blur * 0.6, blur * 1.6)))
        tinted = Image.blend(small, Image.new("RGB", small.size, rgb(tint)), strength)
        self.image.paste(tinted.resize((self.image.width, depth), Image.Resampling.BILINEAR), (0, at))

    def soften(self, radius: float, top: float = 0, bottom: float | None = None) -> None:
        """Blur a band of what is drawn so far, as what is far away."""
        box = (0, round(top * FINER), self.image.width, round((self.height if bottom is None else bottom) * FINER))
        part = self.image.crop(box)
        small = part.resize((self.width, max(1, part.height // FINER)), Image.Resampling.BILINEAR)
        small = small.filter(ImageFilter.GaussianBlur(radius))
        self.image.paste(small.resize(part.size, Image.Resampling.BILINEAR), box[:2])

    def done(self, grain: int = 5, vignette: float = 0.1) -> Image.Image:
        """The picture at its true size, with the grain of paper and slightly darker corners."""
        picture = self.image.reduce(FINER)
        if vignette:
            edge = Image.radial_gradient("L").resize(picture.size).point(lambda v: round(255 - v * vignette))
            picture = ImageChops.multiply(picture, Image.merge("RGB", (edge, edge, edge)))
        noise = Image.frombytes("L", picture.size, self.chance.randbytes(picture.width * picture.height))
        noise = noise.filter(ImageFilter.BoxBlur(0.7)).point(lambda v: round(128 + (v - 128) * grain / 128))
        return ImageChops.add(picture, Image.merge("RGB", (noise, noise, noise)), offset=-128)

    def _box(self, points: Sequence[Point], margin: float) -> Box | None:
        pad = (margin * 2.5 + 1) * FINER
        left = max(0, math.floor(min(x for x, _ in points) * FINER - pad))
        top = max(0, math.floor(min(y for _, y in points) * FINER - pad))
        right = min(self.image.width, math.ceil(max(x for x, _ in points) * FINER + pad))
        bottom = min(self.image.height, math.ceil(max(y for _, y in points) * FINER + pad))
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _lay(self, mask: Image.Image, box: Box, colour: str | Stops, soft: float, points: Sequence[Point]) -> None:
        if soft:
            small = mask.resize((max(1, mask.width // FINER), max(1, mask.height // FINER)), Image.Resampling.BILINEAR)
            small = small.filter(ImageFilter.GaussianBlur(soft))
            mask = small.resize(mask.size, Image.Resampling.BILINEAR)
        if isinstance(colour, str):
            self.image.paste(rgb(colour), box, mask)
            return
        ends = [y * FINER for _, y in points]
        run = strip(colour, min(ends), max(ends), box[1], box[3])
        self.image.paste(run.resize(mask.size, Image.Resampling.NEAREST), box[:2], mask)


def curve(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """A smooth way through the points (Catmull-Rom)."""
    p = list(points)
    if len(p) < 3:
        return p
    p = [p[-1], *p, p[0], p[1]] if closed else [p[0], *p, p[-1]]
    way: list[Point] = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        for i in range(steps):
            t = i / steps
            way.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return way if closed else [*way, p[-2]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


__all__ = ["Canvas", "Point", "curve", "mix"]
