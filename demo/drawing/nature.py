"""What grows, flies and floats: pieces that several drawings share."""

from __future__ import annotations

import math

from demo.drawing.canvas import Canvas, Point, curve
from demo.drawing.colours import Stops


def ridge(c: Canvas, y: float, rise: float, colour: str | Stops, waves: float = 3, alpha: float = 1) -> None:
    """A line of hills or far trees across the sheet, filled down to the bottom."""
    phases = [c.chance.uniform(0, math.tau) for _ in range(4)]
    points: list[Point] = []
    for x in range(-20, c.width + 41, 20):
        t = x / c.width * math.tau * waves
        height = sum(math.sin(t * (k + 1) * 0.5 + phases[k]) / (k + 1) for k in range(4))
        points.append((x, y - rise * height / 1.6))
    c.poly([*points, (c.width + 20, c.height), (-20, c.height)], colour, alpha)


def woods(c: Canvas, y: float, height: float, colour: str, alpha: float = 1, step: float = 26) -> None:
    """A far edge of trees: round heads side by side on the line `y`."""
    x = -step
    while x < c.width + step:
        r = height * c.chance.uniform(0.45, 1)
        c.oval(x, y, step * c.chance.uniform(0.7, 1.3), r, colour, alpha)
        x += step * c.chance.uniform(0.5, 0.95)


def poplar(c: Canvas, x: float, foot: float, height: float, colour: str | Stops, width: float = 0) -> None:
    """A tall narrow tree, a little irregular."""
    half = (width or height * 0.11) / 2
    lean = c.chance.uniform(-0.04, 0.04) * height
    shape = [(0, 0), (0.75, 0.1), (1, 0.35), (0.82, 0.62), (0.5, 0.85), (0, 1)]
    right = [(x + half * w * c.chance.uniform(0.85, 1.15) + lean * h, foot - height * h) for w, h in shape]
    left = [(x - half * w * c.chance.uniform(0.85, 1.15) + lean * h, foot - height * h) for w, h in shape[-2:0:-1]]
    c.blob(right + left, colour)


def reeds(c: Canvas, left: float, right: float, foot: float, height: float, colour: str, many: int = 40) -> None:
    """Reeds with here and there a brown head, bent by the same wind."""
    for _ in range(many):
        x = c.chance.uniform(left, right)
        tall = height * c.chance.uniform(0.35, 1)
        bend = c.chance.uniform(-0.12, 0.3) * tall
        stem = curve([(x, foot), (x + bend * 0.2, foot - tall * 0.5), (x + bend, foot - tall)])
        c.line(stem, c.chance.uniform(1.6, 3.2), colour)
        if c.chance.random() < 0.3:
            tip = stem[-1]
            c.line([tip, (tip[0] + bend * 0.08, tip[1] - tall * 0.13)], 7, colour)


def ripples(c: Canvas, top: float, bottom: float, colour: str, many: int = 40, alpha: float = 0.4) -> None:
    """Short level strokes on water, longer and stronger as they come near."""
    for _ in range(many):
        depth = c.chance.random() ** 1.4
        y = top + (bottom - top) * depth
        length = 12 + 130 * depth * c.chance.random()
        x = c.chance.uniform(-40, c.width)
        c.line([(x, y), (x + length, y)], 1 + 1.8 * depth, colour, alpha * c.chance.uniform(0.3, 1))


def bird(c: Canvas, x: float, y: float, span: float, colour: str, alpha: float = 1) -> None:
    """A far bird: two small arcs."""
    dip = span * c.chance.uniform(0.12, 0.3)
    c.line(
        [(x - span, y - dip * 0.2), (x - span * 0.5, y - dip), (x, y), (x + span * 0.5, y - dip), (x + span, y)],
        max(1.0, span * 0.13),
        colour,
        alpha,
        smooth=True,
    )


def cloud(c: Canvas, x: float, y: float, width: float, colour: str, alpha: float) -> None:
    """A long low cloud, flat beneath."""
    for share in (-0.7, -0.25, 0.2, 0.6):
        r = width * c.chance.uniform(0.14, 0.24) * (1.1 - abs(share) * 0.6)
        c.oval(x + share * width * 0.45, y - r * 0.12, r * 1.9, r * 0.3, colour, alpha * 0.5, soft=width * 0.022)
    c.oval(x, y + width * 0.01, width * 0.5, width * 0.018, colour, alpha * 0.6, soft=width * 0.014)


def stars(c: Canvas, many: int, bottom: float, colour: str = "#f6edd8") -> None:
    for _ in range(many):
        r = c.chance.choice([0.8, 1, 1, 1.4, 2])
        c.oval(c.chance.uniform(0, c.width), c.chance.uniform(0, bottom), r, r, colour, c.chance.uniform(0.35, 0.95))


def leaf(c: Canvas, x: float, y: float, size: float, colour: str, turn: float | None = None) -> None:
    """A fallen leaf with its vein."""
    a = c.chance.uniform(0, math.tau) if turn is None else turn

    def spot(u: float, v: float) -> Point:
        return x + size * (u * math.cos(a) - v * math.sin(a)), y + size * (u * math.sin(a) + v * math.cos(a)) * 0.75

    c.blob([spot(-1, 0), spot(-0.3, 0.5), spot(0.5, 0.42), spot(1, 0), spot(0.4, -0.48), spot(-0.4, -0.4)], colour)
    c.line([spot(-1.3, 0), spot(0.7, 0)], max(1, size * 0.08), "#4a2f22", 0.45)


def boat(c: Canvas, x: float, y: float, length: float, colour: str, inside: str) -> None:
    """A flat boat seen from the side, with its pole."""
    c.poly(
        curve([(x - length / 2, y - length * 0.09), (x - length * 0.36, y + length * 0.06), (x, y + length * 0.085)])
        + curve([(x, y + length * 0.085), (x + length * 0.36, y + length * 0.06), (x + length / 2, y - length * 0.1)]),
        colour,
    )
    c.blob(
        [
            (x - length * 0.46, y - length * 0.075),
            (x, y - length * 0.01),
            (x + length * 0.46, y - length * 0.085),
            (x, y - length * 0.03),
        ],
        inside,
    )
    c.line([(x + length * 0.14, y), (x + length * 0.4, y - length * 0.42)], length * 0.016, colour)


def grass(c: Canvas, top: float, bottom: float, colours: list[str], many: int, height: float) -> None:
    """Blades in the foreground, far ones first."""
    for i in range(many):
        y = top + (bottom - top) * i / many
        x = c.chance.uniform(-10, c.width + 10)
        tall = height * (0.4 + 0.6 * i / many) * c.chance.uniform(0.5, 1.2)
        bend = c.chance.uniform(-0.35, 0.35) * tall
        c.line(
            [(x, y), (x + bend * 0.3, y - tall * 0.6), (x + bend, y - tall)],
            1.2 + 1.6 * i / many,
            c.chance.choice(colours),
            0.9,
            smooth=True,
        )
