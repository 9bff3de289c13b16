"""Water: the pond, the Loire and its bridge, a heron, a sailing barge, the sea."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from demo.drawing.canvas import Canvas, curve
from demo.drawing.colours import Stops, mix
from demo.drawing.nature import bird, boat, cloud, grass, poplar, reeds, ridge, ripples, stars, woods


def etang() -> Image.Image:
    """A pond in the mist at sunrise, with poplars and a boat."""
    c = Canvas(1200, 820, "etang")
    line = 372
    c.fill([(0, "#a9b3d2"), (0.45, "#d9c3cd"), (0.8, "#f3d3bf"), (1, "#f8e2cf")], 0, line)
    c.glow(820, 262, 330, "#fff1d6", 0.75)
    c.oval(820, 262, 44, 44, "#fff6e2")
    for x, y, w in ((180, 90, 420), (620, 60, 360), (1010, 120, 380), (420, 170, 260)):
        cloud(c, x, y, w, "#fbe9e2", 0.5)
    ridge(c, line - 34, 26, "#c3b8cc", 2.2)
    woods(c, line - 4, 34, "#a9a5c2", 0.9)
    c.veil(line - 80, 110, "#f7e6dc", 0.75)
    woods(c, line + 2, 24, "#8a8db0", 1, 20)
    trees = ((226, 205), (262, 250), (300, 225), (338, 180), (884, 170), (918, 205), (952, 150))
    for x, h in trees:
        poplar(c, x, line + 3, h, [(0, "#4b587e"), (0.7, "#5b6790"), (1, "#9aa0bd")])
    c.veil(line - 60, 74, "#fbeade", 0.6)
    c.mirror(line, "#8f98bd", 0.22, 1.0, 3)
    c.rect(0, line, 1200, 448, [(0, "#f6e0d3"), (0.4, "#a3a8c6"), (1, "#5d6690")], 0.42)
    c.veil(line - 26, 62, "#fff1e4", 0.85)
    for i in range(16):
        half = 70 * (1 - i / 18)
        c.line([(820 - half, line + 24 + i * 15), (820 + half, line + 24 + i * 15)], 3, "#fff3dc", 0.55 - i * 0.026)
    ripples(c, line + 40, 800, "#f5e6e2", 46, 0.4)
    ripples(c, line + 160, 820, "#3f4874", 22, 0.35)
    c.oval(560, 596, 120, 8, "#2b3157", 0.5, soft=4)
    boat(c, 560, 580, 230, "#262c4f", "#4d5580")
    for x in (478, 652):
        c.line([(x, 574), (x, 584)], 2, "#262c4f")
    for x, y, s in ((500, 160, 13), (534, 146, 10), (560, 168, 8)):
        bird(c, x, y, s, "#565f86", 0.8)
    reeds(c, -20, 330, 850, 270, "#252a49", 64)
    reeds(c, 1000, 1230, 850, 200, "#2b3153", 34)
    return c.done()


@dataclass(frozen=True)
class Hour:
    """The light of an hour on the river."""

    sky: Stops
    far: str
    stone: str
    shade: str
    water: str
    sun: tuple[float, float, str]
    mist: float
    lamps: bool


EVENING = Hour(
    [(0, "#3c4a78"), (0.4, "#8b6f96"), (0.72, "#e39a7c"), (1, "#fbd198")],
    "#57496f", "#c98f74", "#6b4a63", "#3b4270", (300, 300, "#ffe0a0"), 0.0, True,
)  # fmt: skip
MORNING = Hour(
    [(0, "#c8d3da"), (0.5, "#dcdcd6"), (1, "#efe3d1")],
    "#a9b4ba", "#b9b2a6", "#8d938f", "#8fa3ab", (900, 210, "#fff7e6"), 0.85, False,
)  # fmt: skip


def pont(hour: Hour, seed: str) -> Image.Image:
    """The bridge of nine arches over the Loire."""
    c = Canvas(1200, 800, seed)
    line = 468
    c.fill(hour.sky, 0, line)
    c.glow(hour.sun[0], hour.sun[1], 360, hour.sun[2], 0.7)
    if hour.lamps:
        c.oval(hour.sun[0], hour.sun[1] + 60, 40, 40, "#fff0c4")
    for i in range(5):
        cloud(c, 140 + i * 240, 80 + 40 * math.sin(i * 2.1), 320, mix(hour.sky[-1][1], "#ffffff", 0.2), 0.4)
    _towers(c, 866, line - 52, hour.far)
    woods(c, line - 30, 34, hour.far, 1, 24)
    c.rect(0, line - 34, 1200, 36, hour.far)
    c.veil(line - 120, 130, hour.sky[-1][1], hour.mist)
    deck = [(-20, 356), (300, 330), (600, 322), (900, 330), (1220, 356)]
    c.poly([*_arc(deck, 0), (1220, line + 14), (-20, line + 14)], [(0, hour.stone), (1, hour.shade)])
    behind = hour.sky[-1][1] if hour.mist else mix(hour.far, hour.sky[-2][1], 0.45)
    for i in range(9):
        x = 16 + i * 146
        top = 398 + abs(i - 4) ** 1.6 * 2
        span = [(x + 61 + 62 * math.cos(a), line + 15 - (line + 15 - top) * math.sin(a)) for a in _half()]
        c.poly(span, [(0, mix(behind, hour.shade, 0.5)), (0.6, behind), (1, mix(behind, hour.sky[-1][1], 0.5))])
        c.line(span, 3, mix(hour.stone, "#ffffff", 0.25), 0.7)
    c.line(_arc(deck, 0), 7, mix(hour.stone, "#ffffff", 0.3))
    c.line(_arc(deck, 16), 2.5, hour.shade, 0.6)
    for i in range(9):
        x = 90 + i * 128
        y = 356 - 34 * (1 - ((x - 600) / 600) ** 2)
        c.line([(x, y), (x, y - 34)], 3, hour.shade)
        if hour.lamps:
            c.glow(x, y - 38, 34, "#ffe6a8", 0.9)
            c.oval(x, y - 38, 4, 4, "#fff6d8")
    c.veil(line - 150, 240, "#f4efe4", hour.mist * 0.6)
    c.mirror(line + 14, hour.water, 0.3, 0.9, 3.5)
    c.rect(0, line + 14, 1200, 330, [(0, hour.sky[-1][1]), (1, hour.water)], 0.32)
    c.veil(line - 10, 60, "#fff6e6", hour.mist)
    ripples(c, line + 40, 800, mix(hour.sky[-1][1], "#ffffff", 0.3), 70, 0.45)
    ripples(c, line + 120, 800, hour.shade, 30, 0.35)
    if hour.mist:
        c.veil(300, 320, "#f3eee3", 0.7)
        for i in range(5):
            bird(c, 200 + i * 44, 150 + 14 * math.sin(i * 1.7), 12, "#7d878b")
    grass(c, 770, 830, [mix(hour.shade, "#14203a", 0.6), mix(hour.shade, "#14203a", 0.75)], 90, 70)
    return c.done()


def _arc(deck: Sequence[tuple[float, float]], down: float) -> list[tuple[float, float]]:
    return [(x, y + down) for x, y in curve(deck)]


def _half() -> list[float]:
    return [math.pi * i / 30 for i in range(31)]


def _towers(c: Canvas, x: float, foot: float, colour: str) -> None:
    """The cathedral, far away: two towers and a thin spire."""
    for dx in (0, 46):
        c.rect(x + dx, foot - 120, 30, 122, colour)
        c.rect(x + dx + 4, foot - 140, 22, 22, colour)
        for k in range(4):
            c.line([(x + dx + 2 + k * 9, foot - 120), (x + dx + 2 + k * 9, foot - 130)], 2, colour)
    c.rect(x + 20, foot - 70, 150, 72, colour)
    c.poly([(x + 128, foot - 70), (x + 134, foot - 170), (x + 140, foot - 70)], colour)


def loire_basse() -> Image.Image:
    """Sandbanks of August, blue channels, a willow."""
    c = Canvas(1200, 800, "loire_basse")
    c.fill([(0, "#8fbbd6"), (0.7, "#cfe1e2"), (1, "#f4ead2")], 0, 300)
    for x, y, w in ((240, 110, 300), (760, 80, 420), (1050, 170, 240)):
        cloud(c, x, y, w, "#ffffff", 0.75)
    woods(c, 300, 36, "#7f9f86", 1, 26)
    woods(c, 306, 24, "#64886f", 1, 20)
    c.fill([(0, "#a9cbd5"), (0.4, "#79a9c2"), (1, "#4f86a8")], 300)
    banks = [
        ([(-60, 345), (260, 332), (560, 342), (760, 352), (420, 372), (80, 378)], "#ecd9ae"),
        ([(430, 420), (760, 396), (1260, 402), (1260, 470), (900, 486), (600, 452)], "#efdcb2"),
        ([(-80, 520), (240, 478), (560, 512), (700, 560), (420, 620), (120, 640), (-80, 612)], "#f3e2bb"),
        ([(620, 690), (880, 612), (1260, 596), (1260, 830), (760, 830)], "#f6e7c4"),
    ]
    for points, colour in banks:
        c.blob([(x, y + 7) for x, y in points], "#3f7797", 0.35, soft=4)
        c.blob(points, [(0, mix(colour, "#ffffff", 0.25)), (1, mix(colour, "#c89f66", 0.28))])
    for _ in range(150):
        px, py = c.chance.uniform(700, 1200), c.chance.uniform(660, 800)
        c.oval(px, py, c.chance.uniform(1, 3), 1.2, "#b58e58", 0.5)
    ripples(c, 320, 800, "#e9f6f8", 60, 0.55)
    for i in range(9):
        c.line([(210 + i * 26, 556 + i * 3), (216 + i * 26, 553 + i * 3)], 3, "#a37f4c", 0.8)
    c.line([(1040, 660), (1030, 570), (1052, 480), (1088, 410)], 18, "#6d5843", smooth=True)
    c.line([(1034, 560), (1000, 490), (960, 450)], 9, "#6d5843", smooth=True)
    for _ in range(170):
        px, py = 1060 + c.chance.gauss(0, 74), 400 + abs(c.chance.gauss(0, 26)) - 18
        side = (px - 1060) * c.chance.uniform(0.1, 0.6)
        long = c.chance.uniform(60, 190) * (1 - abs(px - 1060) / 420)
        c.line([(px * 0.6 + 1064 * 0.4, py), (px + side * 0.4, py + long * 0.4), (px + side, py + long)], 2.6,
               c.chance.choice(["#7d9a62", "#92ab6b", "#688a5b", "#a3b778"]), 0.9, smooth=True)  # fmt: skip
    for x, y in ((330, 500), (352, 505), (520, 410)):
        c.line([(x, y), (x, y + 12)], 2, "#4b4f57")
        c.oval(x, y, 8, 4, "#f7f7f2")
        c.line([(x + 7, y - 3), (x + 13, y - 5)], 2, "#d08b3c")
    return c.done()


def heron() -> Image.Image:
    """A heron on one leg in golden shallow water."""
    c = Canvas(1200, 800, "heron")
    c.fill([(0, "#f0c98a"), (0.5, "#f7ddb0"), (1, "#fbeed2")], 0, 330)
    c.glow(300, 230, 300, "#fff8e4", 0.9)
    woods(c, 322, 50, "#d3b183", 0.8, 34)
    woods(c, 332, 30, "#b7965f", 1, 24)
    c.veil(270, 100, "#fff3d8", 0.8)
    c.mirror(334, "#e9c98f", 0.3, 1.0, 4)
    c.rect(0, 334, 1200, 470, [(0, "#fbe9c8"), (0.5, "#d8b77c"), (1, "#8a7650")], 0.55)
    ripples(c, 360, 800, "#fff6df", 60, 0.6)
    ripples(c, 480, 800, "#7b6a48", 26, 0.4)
    x, y, ink, grey, light = 720, 470, "#3b4152", "#7b8494", "#c9ced4"
    for k, w in enumerate((90, 130, 170)):
        c.line([(x - w, 664 + k * 16), (x + w, 664 + k * 16)], 2.4, "#fff6df", 0.6 - k * 0.15)
    c.oval(x, 668, 66, 9, "#6c5c3e", 0.5, soft=4)
    c.line([(x - 4, y + 40), (x - 2, 566), (x - 8, 664)], 6, "#5f5a4c")
    c.line([(x + 14, y + 40), (x + 22, 548), (x + 2, 574)], 6, "#5f5a4c")
    c.blob([(x - 118, y + 62), (x - 60, y - 10), (x + 10, y - 44), (x + 58, y - 20), (x + 52, y + 36), (x - 10, y + 56)],
           [(0, light), (1, grey)])  # fmt: skip
    c.blob([(x - 124, y + 70), (x - 60, y + 8), (x + 8, y - 12), (x + 6, y + 32), (x - 60, y + 54)], grey)
    for i in range(4):
        c.line([(x - 112 + i * 14, y + 60 - i * 6), (x - 30 + i * 16, y + 14 - i * 5)], 3, ink, 0.55)
    neck = [(x + 44, y - 16), (x + 88, y - 66), (x + 62, y - 124), (x + 34, y - 168), (x + 66, y - 208)]
    c.line(neck, 25, grey, smooth=True)
    c.line([(px + 5, py + 3) for px, py in neck], 14, "#eceae4", smooth=True)
    for i in range(5):
        c.line([(x + 70 - i * 5, y - 86 - i * 14), (x + 72 - i * 5, y - 92 - i * 14)], 4, ink, 0.8)
    c.oval(x + 74, y - 212, 27, 17, "#eceae4")
    c.poly([(x + 92, y - 222), (x + 178, y - 200), (x + 92, y - 202)], "#d99a3a")
    c.line([(x + 54, y - 220), (x + 84, y - 224)], 8, ink)
    c.line([(x + 56, y - 218), (x + 20, y - 206), (x - 6, y - 188)], 4, ink, smooth=True)
    c.oval(x + 84, y - 213, 3.4, 3.4, ink)
    reeds(c, -10, 360, 850, 330, "#4e4128", 50)
    reeds(c, 1060, 1230, 850, 230, "#5a4b2e", 24)
    return c.done()


def toue() -> Image.Image:
    """A barge of the Loire under its square sail."""
    c = Canvas(1200, 800, "toue")
    line = 430
    c.fill([(0, "#7f95a8"), (0.5, "#b8c3c6"), (1, "#e8dcc6")], 0, line)
    for i in range(6):
        cloud(c, 120 + i * 220, 70 + 50 * math.sin(i * 1.9), 340, "#eef0ee", 0.6)
    ridge(c, line - 30, 14, "#8f9a8c", 1.4)
    woods(c, line - 6, 30, "#75806b", 1, 24)
    for i in range(26):
        c.oval(40 + i * 46 + c.chance.uniform(-16, 16), line - 8, 22, c.chance.uniform(16, 40), c.chance.choice(["#b07a3e", "#c08d48", "#8d7a4a", "#a3643a"]), 0.9)  # fmt: skip
    c.rect(0, line - 4, 1200, 10, "#8c8262")
    x, y = 640, 520
    c.line([(x + 10, y - 6), (x + 10, y - 356)], 9, "#4a3a30")
    c.blob([(x - 112, y - 330), (x + 10, y - 342), (x + 132, y - 330), (x + 148, y - 200), (x + 128, y - 80), (x + 10, y - 62), (x - 108, y - 80), (x - 92, y - 200)],
           [(0, "#f5ead2"), (0.6, "#e9d8b4"), (1, "#cdb58c")])  # fmt: skip
    for k in (-52, 10, 74):
        c.line([(x + k, y - 336), (x + k + 6, y - 200), (x + k, y - 70)], 2, "#b59a6d", 0.8, smooth=True)
    c.line([(x - 120, y - 332), (x + 140, y - 334)], 8, "#4a3a30")
    c.line([(x - 128, y - 330), (x - 170, y - 4)], 2, "#4a3a30")
    c.line([(x + 146, y - 330), (x + 196, y - 6)], 2, "#4a3a30")
    c.poly([(x + 10, y - 362), (x + 52, y - 354), (x + 10, y - 346)], "#a8423a")
    c.poly([(x - 250, y - 34), (x + 250, y - 26), (x + 300, y - 58), (x + 262, y + 32), (x - 206, y + 34)],
           [(0, "#6e4c38"), (1, "#3a2a26")])  # fmt: skip
    c.line([(x - 250, y - 34), (x + 250, y - 26), (x + 300, y - 58)], 6, "#8d6549")
    c.round(x + 60, y - 84, 140, 60, 8, [(0, "#a8745a"), (1, "#7d5140")])
    for k in range(3):
        c.rect(x + 78 + k * 40, y - 68, 20, 22, "#f6e2b0")
    c.oval(x - 196, y - 84, 12, 13, "#d8a684")
    c.poly([(x - 214, y - 30), (x - 208, y - 70), (x - 184, y - 70), (x - 176, y - 30)], "#3f5f7a")
    c.line([(x - 186, y - 62), (x - 150, y - 40), (x - 290, y + 26)], 5, "#4a3a30")
    c.mirror(y + 34, "#93a3ab", 0.38, 0.8, 4)
    c.rect(0, line + 6, 1200, y + 28 - line - 6, [(0, "#d5d2c2"), (1, "#9aaab0")], 0.0)
    c.rect(0, y + 34, 1200, 300, [(0, "#cfcfc2"), (1, "#61788a")], 0.35)
    ripples(c, line + 14, 800, "#f3efe2", 80, 0.5)
    ripples(c, 590, 800, "#4b6274", 30, 0.4)
    c.line([(x - 240, y + 36), (x + 300, y + 36)], 5, "#eef0ea", 0.7)
    return c.done()


def etourneaux() -> Image.Image:
    """A cloud of starlings over the river at dusk."""
    c = Canvas(1200, 800, "etourneaux")
    c.fill([(0, "#4d5f8c"), (0.4, "#a583a0"), (0.75, "#eda77f"), (1, "#fbd9a2")], 0, 610)
    c.glow(930, 560, 300, "#fff0c4", 0.85)
    for i in range(5):
        cloud(c, 100 + i * 260, 470 + 40 * math.sin(i * 2), 360, "#f7c59c", 0.5)
    ridge(c, 606, 10, "#5d4c68", 1.5)
    woods(c, 608, 22, "#4a4060", 1, 22)
    way = curve([(210, 330), (330, 210), (500, 250), (610, 350), (760, 330), (820, 220), (930, 190), (1010, 250)])
    for i in range(2600):
        place = c.chance.random()
        x, y = way[int(place * (len(way) - 1))]
        wide = 14 + 62 * math.sin(math.pi * place) * (1 + 0.5 * math.sin(place * 14))
        x, y = x + c.chance.gauss(0, wide), y + c.chance.gauss(0, wide * 0.72)
        r = c.chance.uniform(1.3, 3)
        c.poly([(x - r * 1.6, y - r * 0.5), (x, y + r * 0.5), (x + r * 1.6, y - r * 0.7), (x, y)], "#2b2740")
        if i > 2570:
            bird(c, c.chance.uniform(60, 1140), c.chance.uniform(120, 480), 6, "#2b2740", 0.8)
    c.mirror(612, "#6b5578", 0.3, 0.8, 4)
    c.rect(0, 612, 1200, 190, [(0, "#f3c08f"), (1, "#3f3d63")], 0.45)
    ripples(c, 624, 800, "#fbdcae", 46, 0.6)
    grass(c, 780, 830, ["#221f38", "#2b2742"], 110, 60)
    return c.done()


def phare() -> Image.Image:
    """A lighthouse at nightfall, its beam over the sea."""
    c = Canvas(1200, 800, "phare")
    c.fill([(0, "#1f2c4f"), (0.5, "#4a5f8a"), (0.85, "#b78f9c"), (1, "#e7b394")], 0, 520)
    stars(c, 70, 260)
    x, top = 800, 200
    for a, b in (((-20, 60), (-20, 190)), ((1220, 120), (1220, 260))):
        c.poly([(x, top), a, b], "#fff0bf", 0.2, soft=10)
    c.glow(x, top, 150, "#fff2c6", 0.9)
    c.fill([(0, "#8f8aa6"), (0.3, "#4d6288"), (1, "#1d2b4a")], 520)
    for i in range(26):
        c.line([(x - 40 + c.chance.uniform(-60, 60), 536 + i * 8), (x + 30 + c.chance.uniform(-40, 80), 536 + i * 8)], 2.4, "#fbe3ae", 0.5 - i * 0.016)  # fmt: skip
    ripples(c, 524, 780, "#b9c3d6", 90, 0.4)
    c.blob([(520, 640), (640, 556), (760, 520), (900, 524), (1040, 570), (1240, 600), (1240, 840), (500, 840)],
           [(0, "#3a3f57"), (1, "#171c30")])  # fmt: skip
    c.poly([(x - 42, 536), (x - 25, 236), (x + 25, 236), (x + 42, 536)], [(0, "#efe6d6"), (1, "#b9aeb0")])
    c.poly([(x + 6, 536), (x + 4, 236), (x + 25, 236), (x + 42, 536)], "#8d88a0", 0.5)
    for k in (300, 400, 500):
        c.poly([(x - 29 - (k - 300) * 0.055, k - 26), (x + 29 + (k - 300) * 0.055, k - 26), (x + 32 + (k - 300) * 0.055, k + 12), (x - 32 - (k - 300) * 0.055, k + 12)], "#a64a44", 0.92)  # fmt: skip
    c.round(x - 36, 224, 72, 14, 4, "#2c3350")
    c.rect(x - 18, 178, 36, 46, "#fff3c9")
    for k in (-18, -6, 6, 18):
        c.line([(x + k, 178), (x + k, 224)], 3, "#2c3350")
    c.poly([(x - 26, 180), (x, 150), (x + 26, 180)], "#2c3350")
    c.line([(x, 152), (x, 134)], 3, "#2c3350")
    c.rect(880, 492, 92, 44, "#d8cfc6")
    c.poly([(870, 494), (926, 462), (982, 494)], "#4a4658")
    c.rect(904, 506, 16, 18, "#ffd98c")
    for k in range(7):
        x0 = 560 + k * 96
        c.blob([(x0, 720 + k % 3 * 20), (x0 + 60, 690 + k % 2 * 26), (x0 + 130, 720), (x0 + 70, 742)], "#10152a", 0.8)
    for k in range(6):
        c.line([(470 + k * 22, 690 - k * 14), (500 + k * 22, 682 - k * 14)], 5, "#e9edf2", 0.6)
    return c.done()


SCENES = {
    "etang": etang,
    "pont_soir": lambda: pont(EVENING, "pont_soir"),
    "pont_matin": lambda: pont(MORNING, "pont_matin"),
    "loire_basse": loire_basse,
    "heron_aube": heron,
    "toue": toue,
    "etourneaux": etourneaux,
    "phare": phare,
}
