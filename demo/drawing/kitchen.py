"""What one eats: tarts, quinces, soup, and the market."""

from __future__ import annotations

import math

from PIL import Image

from demo.drawing.canvas import Canvas, curve
from demo.drawing.colours import mix
from demo.drawing.lettering import write

STEEL = "#4a4f5c"


def _round_shadow(c: Canvas, x: float, y: float, r: float) -> None:
    c.oval(x + 16, y + 22, r, r, "#3a2418", 0.4, soft=18)


def _quarter(c: Canvas, x: float, y: float, size: float, turn: float, flesh: str, edge: str) -> None:
    """A quarter of an apple seen from above, its back outwards."""

    def spot(u: float, v: float) -> tuple[float, float]:
        return x + size * (u * math.cos(turn) - v * math.sin(turn)), y + size * (
            u * math.sin(turn) + v * math.cos(turn)
        )

    outer = curve([spot(-0.62, -1), spot(0.3, -0.66), spot(0.62, 0), spot(0.3, 0.66), spot(-0.62, 1)])
    inner = curve([spot(-0.62, 1), spot(-0.32, 0.35), spot(-0.28, 0), spot(-0.32, -0.35), spot(-0.62, -1)])
    c.poly([(px + 3, py + 5) for px, py in outer + inner], "#3a1a0c", 0.35, soft=3)
    c.poly(outer + inner, flesh)
    c.line(outer, size * 0.09, edge)
    c.line(
        [spot(0.1, -0.55), spot(0.28, 0), spot(0.1, 0.55)], size * 0.12, mix(flesh, "#fff6da", 0.55), 0.7, smooth=True
    )
    c.line([spot(-0.2, -0.4), spot(-0.1, 0), spot(-0.2, 0.4)], size * 0.05, edge, 0.5, smooth=True)


def _apples(c: Canvas, x: float, y: float, r: float, flesh: tuple[str, ...], edge: str) -> None:
    for ring, many, size in ((0.76, 16, 0.2), (0.44, 9, 0.19)):
        for k in range(many):
            a = k * math.tau / many + ring
            _quarter(c, x + r * ring * math.cos(a), y + r * ring * math.sin(a), r * size, a + 0.5, c.chance.choice(flesh), edge)  # fmt: skip
    for k in range(3):
        a = k * math.tau / 3
        _quarter(c, x + r * 0.1 * math.cos(a), y + r * 0.1 * math.sin(a), r * 0.17, a, flesh[0], edge)


def tatin() -> Image.Image:
    """An upside-down apple tart on its plate, on ochre."""
    c = Canvas(1200, 840, "tatin")
    c.fill([(0, "#ebbf62"), (1, "#d9a142")])
    for k in range(9):
        c.line([(-20, 60 + k * 100), (1220, 20 + k * 100)], 3, "#c68d33", 0.35)
    c.poly([(760, -20), (1220, -20), (1220, 300)], "#f6e7c6")
    for k in range(12):
        c.line([(780 + k * 40, -10), (1230, 290 - k * 26)], 2, "#b5483c", 0.35)
    _round_shadow(c, 560, 430, 350)
    c.oval(560, 425, 352, 352, [(0, "#fbf4e6"), (1, "#dccbb0")])
    c.oval(560, 425, 330, 330, "#f3e8d2")
    c.oval(560, 428, 296, 296, [(0, "#d79a4f"), (1, "#a3602b")])
    points = [(560 + (288 + 7 * math.sin(k * 2.3)) * math.cos(k / 40 * math.tau), 425 + (288 + 7 * math.sin(k * 2.3)) * math.sin(k / 40 * math.tau)) for k in range(40)]  # fmt: skip
    c.blob(points, [(0, "#c47b34"), (1, "#8a4a20")])
    c.oval(560, 425, 262, 262, "#6d3214")
    _apples(c, 560, 425, 272, ("#d98a33", "#c9742a", "#e39d45", "#b9611f"), "#7d3614")
    for _ in range(40):
        a, r = c.chance.uniform(0, math.tau), c.chance.uniform(30, 250)
        c.oval(560 + r * math.cos(a), 425 + r * math.sin(a), c.chance.uniform(4, 12), 3, "#fff0c8", 0.55)
    c.poly([(560, 425), (560 + 380 * math.cos(0.5), 425 + 380 * math.sin(0.5)), (560 + 380 * math.cos(0.16), 425 + 380 * math.sin(0.16))], "#f3e8d2", 0.0)  # fmt: skip
    for k in range(3):
        c.line([(500 + k * 60, 120), (486 + k * 60, 80), (506 + k * 60, 40), (492 + k * 60, 0)], 9, "#fffaf0", 0.35, smooth=True, soft=5)  # fmt: skip
    c.poly([(990, 560), (1030, 546), (1150, 760), (1112, 782)], [(0, "#b9bec8"), (1, "#7d8290")])
    c.blob([(940, 470), (984, 452), (1032, 540), (1000, 568), (956, 540)], [(0, "#e3e6ec"), (1, "#a4a9b5")])
    c.round(60, 640, 130, 130, 20, [(0, "#c8574a"), (1, "#983a34")])
    c.oval(125, 648, 62, 16, "#fbf4e6")
    return c.done()


def tatin_crue() -> Image.Image:
    """Raw apples arranged in a pan, butter and sugar beside."""
    c = Canvas(1200, 840, "tatin_crue")
    c.fill([(0, "#b8c9c4"), (1, "#8fa8a6")])
    for k in range(-3, 16):
        c.line([(k * 90, -10), (k * 90 + 40, 850)], 2, "#ffffff", 0.25)
        c.line([(-10, k * 90), (1210, k * 90 - 30)], 2, "#ffffff", 0.25)
    _round_shadow(c, 520, 430, 330)
    c.poly([(820, 400), (1180, 330), (1188, 376), (826, 462)], [(0, "#5a5f6c"), (1, "#2d303a")])
    c.oval(1150, 356, 11, 11, "#b8c9c4")
    c.oval(520, 425, 330, 330, [(0, "#5f6472"), (1, "#2b2e38")])
    c.oval(520, 425, 296, 296, [(0, "#2f323c"), (1, "#444855")])
    c.oval(520, 428, 286, 286, "#e6d8a4")
    _apples(c, 520, 425, 280, ("#f7eec2", "#f3e6ae", "#faf3d2", "#efe09e"), "#c9463c")
    for _ in range(260):
        a, r = c.chance.uniform(0, math.tau), 280 * c.chance.random() ** 0.5
        c.oval(520 + r * math.cos(a), 425 + r * math.sin(a), 1.8, 1.8, "#ffffff", 0.9)
    for x, y in ((450, 300), (620, 470), (480, 560), (360, 420)):
        c.poly([(x, y), (x + 34, y - 8), (x + 40, y + 20), (x + 6, y + 28)], "#fbe38c", 0.95)
        c.line([(x, y), (x + 34, y - 8)], 3, "#fff6cc")
    c.poly([(920, 560), (1130, 520), (1160, 690), (950, 734)], [(0, "#f3efe4"), (1, "#d6cfbf")])
    c.poly([(946, 596), (1076, 570), (1096, 664), (966, 692)], [(0, "#fce9a0"), (1, "#ecd07a")])
    c.poly([(946, 596), (1076, 570), (1060, 552), (936, 576)], "#fff4c4")
    peel = [(900, 150), (980, 110), (1050, 170), (1010, 240), (940, 210), (990, 170), (1060, 230), (1090, 290)]
    c.line(peel, 22, "#c9463c", smooth=True)
    c.line([(x - 4, y - 5) for x, y in peel], 6, "#f0e0a8", 0.9, smooth=True)
    c.blob([(70, 700), (90, 640), (150, 640), (172, 700), (150, 764), (92, 764)], [(0, "#d8574a"), (1, "#a3342f")])
    c.line([(122, 652), (130, 616)], 6, "#5a3a22")
    return c.done()


def _quince(c: Canvas, x: float, y: float, r: float, turn: float = 0) -> None:
    """A quince: a knobbly golden pear."""
    shape = ((0.04, -1.0), (0.48, -0.86), (0.84, -0.34), (1.02, 0.2), (0.82, 0.76), (0.24, 0.98), (-0.42, 0.94), (-0.96, 0.46), (-0.96, -0.16), (-0.66, -0.66), (-0.34, -0.94))  # fmt: skip
    cos, sin = math.cos(turn), math.sin(turn)
    points = [(x + r * (u * cos - v * sin), y + r * (u * sin + v * cos)) for u, v in shape]
    c.blob(points, [(0, "#f7dc6a"), (0.55, "#e5b93a"), (1, "#b07f26")])
    c.oval(x - r * 0.3, y - r * 0.1, r * 0.26, r * 0.4, "#fff2b0", 0.6, soft=r * 0.1)
    c.oval(x + r * 0.46, y + r * 0.34, r * 0.3, r * 0.36, "#a9862c", 0.35, soft=r * 0.12)
    top = (x + r * 0.97 * sin, y - r * 0.97 * cos)
    c.line([top, (top[0] + r * 0.16, top[1] - r * 0.2)], r * 0.09, "#5d4426")
    c.oval(x + r * 0.1, y + r * 0.86, r * 0.13, r * 0.08, "#6d5326", 0.9)


def coings() -> Image.Image:
    """Eight quinces in a blue bowl on a dark table."""
    c = Canvas(1200, 800, "coings")
    c.fill([(0, "#5a6f6c"), (1, "#3d5152")], 0, 540)
    c.glow(330, 180, 480, "#a9bda8", 0.5)
    c.fill([(0, "#7a4f34"), (0.2, "#68412b"), (1, "#3d2519")], 536)
    for k in range(8):
        c.line(
            [(-10, 556 + k * k * 5), (600, 562 + k * k * 5), (1210, 552 + k * k * 5)], 2, "#2d1a10", 0.4, smooth=True
        )
    c.oval(600, 668, 330, 44, "#20120b", 0.6, soft=16)
    for x, y, r, a in ((430, 430, 84, -0.5), (600, 380, 92, 0.1), (768, 430, 86, 0.5), (510, 340, 78, -0.15), (690, 330, 80, 0.35)):  # fmt: skip
        _quince(c, x, y, r, a)
    for x, y, r, a in ((500, 456, 88, -0.2), (690, 460, 90, 0.25)):
        _quince(c, x, y, r, a)
    bowl = curve([(300, 478), (330, 580), (430, 662), (600, 684), (770, 662), (870, 580), (900, 478)])
    c.poly(bowl, [(0, "#7fa4bf"), (0.5, "#4f7696"), (1, "#2d4a66")])
    c.line([(300, 478), (430, 500), (600, 508), (770, 500), (900, 478)], 13, "#b9d2e0", smooth=True)
    for k in range(9):
        a = 340 + k * 66
        c.line([(a, 540), (a + 20, 560), (a + 40, 540)], 5, "#dfeaf0", 0.75, smooth=True)
    c.line([(360, 620), (600, 654), (840, 620)], 4, "#dfeaf0", 0.6, smooth=True)
    _quince(c, 1010, 622, 84, 1.3)
    c.blob([(930, 560), (900, 500), (930, 450), (984, 470), (976, 540)], [(0, "#9aa86a"), (1, "#667a45")])
    c.line([(940, 556), (938, 470)], 3, "#4b5c34")
    c.poly([(110, 700), (300, 640), (312, 654), (126, 722)], [(0, "#d9dde2"), (1, "#9aa0a8")])
    c.round(40, 706, 100, 28, 12, "#3a241a")
    return c.done(vignette=0.25)


def coings_fenetre() -> Image.Image:
    """Quinces on a windowsill, the afternoon behind."""
    c = Canvas(900, 1080, "coings_fenetre", "#8f7f76")
    c.fill([(0, "#a3928a"), (1, "#766a6c")])
    c.rect(120, 60, 660, 720, "#f3ece0")
    c.rect(150, 90, 600, 660, [(0, "#bcd3dc"), (0.6, "#f2e7c8"), (1, "#e7c98c")])
    for _ in range(40):
        c.oval(c.chance.uniform(150, 750), c.chance.gauss(640, 60), c.chance.uniform(20, 60), c.chance.uniform(16, 40), c.chance.choice(["#c9a24c", "#b98440", "#a3a05c", "#d4b566"]), 0.5)  # fmt: skip
    c.rect(90, 60, 60, 760, "#8a7d79")
    c.rect(750, 60, 60, 760, "#8a7d79")
    c.soften(4, 90, 750)
    c.rect(120, 60, 30, 720, "#f3ece0")
    c.rect(750, 60, 30, 720, "#e6dccb")
    c.rect(120, 60, 660, 30, "#f3ece0")
    c.rect(438, 90, 26, 660, "#f3ece0")
    c.rect(150, 350, 600, 18, "#f3ece0")
    c.poly([(-10, 0), (96, 0), (130, 420), (70, 800), (-10, 860)], [(0, "#f7e9cf"), (1, "#d9c2a0")], 0.95)
    for k in range(4):
        c.line([(10 + k * 26, 0), (24 + k * 28, 400), (4 + k * 20, 820)], 5, "#c0a683", 0.5, smooth=True)
    c.poly([(40, 770), (860, 770), (900, 850), (0, 850)], [(0, "#fff7e8"), (1, "#d9c8ae")])
    c.rect(0, 850, 900, 40, "#b8a48c")
    c.rect(0, 890, 900, 200, [(0, "#6f6468"), (1, "#4d454c")])
    for x, r in ((200, 78), (380, 84), (570, 80), (716, 72)):
        c.oval(x + 54, 812, r * 1.1, 18, "#7a6650", 0.5, soft=9)
    for x, y, r, a in ((196, 730, 76, -0.2), (376, 722, 86, 0.15), (566, 728, 82, -0.1), (716, 738, 72, 0.4)):
        _quince(c, x, y, r, a)
        c.glow(x - 20, y + 90, 90, "#ffe680", 0.25)
    _quince(c, 470, 640, 70, 0.9)
    c.poly([(560, 90), (700, 90), (520, 750), (470, 750), (470, 430)], "#ffffff", 0.12)
    return c.done(vignette=0.22)


def soupe() -> Image.Image:
    """A bowl of onion soup, steam, a spoon, bread."""
    c = Canvas(1200, 800, "soupe")
    c.fill([(0, "#7c3f38"), (1, "#5a2b2b")])
    for k in range(7):
        for j in range(11):
            if (k + j) % 2:
                c.rect(j * 116 - 40, k * 116, 116, 116, "#8f5048", 0.5)
    _round_shadow(c, 560, 420, 300)
    c.oval(560, 415, 306, 296, [(0, "#f6efe2"), (1, "#d3c4ae")])
    c.oval(560, 410, 250, 240, [(0, "#b98d5c"), (1, "#8a5f38")])
    c.oval(560, 414, 236, 226, [(0, "#a5622c"), (1, "#c98240")])
    for _ in range(26):
        a, r = c.chance.uniform(0, math.tau), c.chance.uniform(60, 210)
        x, y, s = 560 + r * math.cos(a), 414 + r * 0.95 * math.sin(a), c.chance.uniform(16, 36)
        c.line([(x - s, y), (x, y - s * 0.5), (x + s, y)], 4, "#eac88a", 0.7, smooth=True)
    c.blob([(430, 410), (470, 320), (580, 300), (680, 350), (700, 450), (620, 520), (500, 510)], [(0, "#e9b964"), (1, "#c98b3c")])  # fmt: skip
    c.blob([(450, 410), (490, 336), (580, 322), (660, 366), (676, 446), (610, 498), (510, 490)], [(0, "#fbe6a4"), (1, "#eec063")])  # fmt: skip
    for _ in range(24):
        c.oval(c.chance.gauss(566, 60), c.chance.gauss(410, 46), c.chance.uniform(5, 16), c.chance.uniform(4, 10), c.chance.choice(["#b5702c", "#fff2c4", "#d99b43"]), 0.6)  # fmt: skip
    for k in range(9):
        c.line([(500 + k * 16, 380 + k % 3 * 30), (506 + k * 16, 390 + k % 3 * 30)], 4, "#5f7a3c")
    for k in range(4):
        x = 470 + k * 70
        c.line([(x, 300), (x - 26, 220), (x + 22, 130), (x - 14, 30)], 16, "#fff4e2", 0.3, smooth=True, soft=9)
    c.blob([(930, 250), (990, 220), (1030, 270), (1000, 340), (946, 330)], [(0, "#e6e9ee"), (1, "#a9aeb8")])
    c.line([(976, 330), (1010, 640)], 17, "#b4b9c3")
    c.line([(972, 336), (1004, 630)], 4, "#f4f6f9", 0.8)
    c.blob([(60, 560), (160, 500), (300, 560), (330, 650), (220, 730), (80, 700)], [(0, "#d99b52"), (1, "#8f5526")])
    c.blob([(96, 580), (170, 540), (270, 590), (286, 650), (210, 690), (110, 670)], "#f5dfae")
    for _ in range(30):
        c.oval(
            c.chance.gauss(190, 44),
            c.chance.gauss(620, 26),
            c.chance.uniform(3, 9),
            c.chance.uniform(2, 6),
            "#d9b878",
            0.8,
        )
    return c.done(vignette=0.2)


CRATES = ("#c9463c", "#e08f3a", "#8a4a72", "#7f9a4a", "#e3c257", "#5f7f4c", "#b5603a", "#d9d2bc")


def marche(seed: str, evening: bool = False, seller: bool = True) -> Image.Image:
    """A market stall under its striped awning."""
    c = Canvas(1200, 820, seed)
    sky = [(0, "#5f6c9a"), (1, "#f0b489")] if evening else [(0, "#bfd9e2"), (1, "#f6ecd2")]
    c.fill(sky, 0, 820)
    if evening:
        c.glow(940, 400, 340, "#ffe3a4", 0.8)
    for i in range(8):
        x = i * 160.0 - 40
        c.rect(
            x, 150 + 40 * math.sin(i * 2), 150, 420, mix("#d9cbb4" if not evening else "#75688a", "#b08f7a", i % 3 / 4)
        )
        for j in range(6):
            c.rect(x + 24 + j % 2 * 62, 200 + j // 2 * 90 + 40 * math.sin(i * 2), 32, 50, "#ffd98f" if evening and j % 3 == 0 else "#7f8f98", 0.8)  # fmt: skip
    c.soften(3, 0, 600)
    c.rect(
        0, 640, 1200, 190, [(0, "#b9aa9a" if not evening else "#6b5d76"), (1, "#837769" if not evening else "#3d3650")]
    )
    for post in (110, 1070):
        c.rect(post, 120, 14, 620, "#6d5d50")
    if seller:
        _seller(c, 600, 330)
    c.poly([(90, 450), (1110, 450), (1180, 640), (20, 640)], [(0, "#a9793f"), (1, "#7d552c")])
    for row in range(2):
        for k in range(5):
            t = row
            w = 186 + t * 26
            x = 600 + (k - 2.5) * (w + 8)
            y = 462 + t * 96
            kind = (k + row * 3) % len(CRATES)
            c.rect(x, y + 8, w, 78, [(0, "#c99a5c"), (1, "#8f6636")])
            c.rect(x + 8, y + 14, w - 16, 62, "#3d2a1a")
            _heap(c, x + 8, y + 14, w - 16, 62, CRATES[kind], kind)
            c.rect(x + w / 2 - 26, y + 62, 52, 30, "#fdf8ea")
            c.line([(x + w / 2 - 16, y + 74), (x + w / 2 + 14, y + 72)], 3, "#3a3346", 0.8)
            c.line([(x + w / 2 - 12, y + 82), (x + w / 2 + 8, y + 81)], 2.4, "#3a3346", 0.6)
    c.poly([(20, 640), (1180, 640), (1170, 740), (30, 740)], [(0, "#3f5f52"), (1, "#2b443c")])
    write(c, 600, 690, "Aïcha, Saint-Denis-en-Val", 38, "#f3e3b4")
    stripes = ("#b5483c", "#fbf1dc") if not evening else ("#8a3b44", "#ecd2b4")
    for k in range(12):
        x = 60 + k * 90
        c.poly([(x + 20, 60), (x + 104, 60), (x + 96, 190), (x, 190)], [(0, mix(stripes[k % 2], "#ffffff", 0.1)), (1, stripes[k % 2])])  # fmt: skip
        c.oval(x + 48, 190, 48, 26, mix(stripes[k % 2], "#000000", 0.08))
    c.poly([(60, 186), (1140, 186), (1110, 330), (90, 330)], "#2b2030", 0.16, soft=10)
    if evening:
        for x in (300, 600, 900):
            c.line([(x, 180), (x, 250)], 2, "#2b2030")
            c.glow(x, 262, 130, "#ffe9ac", 0.85)
            c.oval(x, 262, 11, 13, "#fff8dc")
    return c.done()


def _heap(c: Canvas, x: float, y: float, w: float, h: float, colour: str, kind: int) -> None:
    for row in range(4):
        for k in range(int(w / 20)):
            px, py = x + 12 + k * 20 + row % 2 * 8, y + h - 8 - row * 15
            tone = mix(colour, c.chance.choice(["#ffffff", "#000000", colour]), c.chance.uniform(0, 0.22))
            if kind in (3, 5):
                c.blob(
                    [(px - 12, py + 6), (px - 8, py - 12), (px, py - 20), (px + 9, py - 10), (px + 12, py + 6)], tone
                )
            elif kind == 7:
                c.line([(px, py + 8), (px + 3, py - 26)], 7, tone)
                c.line([(px + 3, py - 22), (px + 8, py - 42)], 5, "#7f9a4a")
            else:
                c.oval(px, py, 12, 11, tone)
                c.oval(px - 4, py - 4, 3, 2.4, "#ffffff", 0.5)


def _seller(c: Canvas, x: float, y: float) -> None:
    c.blob([(x - 110, y + 170), (x - 92, y + 40), (x - 40, y - 6), (x + 40, y - 6), (x + 92, y + 40), (x + 110, y + 170)], "#3f6f7d")  # fmt: skip
    c.poly([(x - 54, y + 30), (x + 54, y + 30), (x + 66, y + 170), (x - 66, y + 170)], "#e7c264")
    c.line([(x + 84, y + 46), (x + 126, y + 96), (x + 168, y + 84)], 34, "#3f6f7d", smooth=True)
    c.oval(x + 184, y + 80, 17, 15, "#7d4f38")
    for k in range(3):
        c.oval(x + 190 + k * 8, y + 68 + k * 5, 5, 5, "#d9b04a")
    c.rect(x - 16, y - 34, 32, 40, "#6d4331")
    c.oval(x, y - 62, 40, 48, "#7d4f38")
    c.blob([(x - 50, y - 60), (x - 44, y - 118), (x, y - 140), (x + 46, y - 118), (x + 50, y - 62), (x + 30, y - 96), (x - 28, y - 96)], "#b5483c")  # fmt: skip
    c.oval(x + 34, y - 128, 24, 20, "#c9573f")
    for dx in (-15, 15):
        c.line([(x + dx - 6, y - 62), (x + dx, y - 66), (x + dx + 6, y - 62)], 3, "#2d1a14", smooth=True)
    c.line([(x - 13, y - 36), (x, y - 30), (x + 13, y - 37)], 3.4, "#3d1f1a", smooth=True)
    for dx in (-41, 41):
        c.oval(x + dx, y - 48, 5, 7, "#e7c264")


def marche_fruits() -> Image.Image:
    """Odd-shaped, fragrant fruit and vegetables close by."""
    c = Canvas(1200, 800, "marche_fruits", "#7d5a38")
    c.fill([(0, "#8f6a42"), (1, "#5f4028")])
    for k in range(5):
        c.rect(0, k * 170, 1200, 160, [(0, "#a37a4c"), (1, "#835c36")])
    for _ in range(60):
        x, y = c.chance.uniform(-20, 1220), c.chance.uniform(0, 800)
        c.blob([(x - 50, y), (x, y - 26), (x + 60, y - 6), (x + 10, y + 22)], c.chance.choice(["#5f7a44", "#7a9150", "#4d6a3c"]), 0.9)  # fmt: skip
    for i in range(22):
        x, y = 100 + (i % 6) * 205 + c.chance.uniform(-40, 40), 110 + i // 6 * 190 + c.chance.uniform(-30, 30)
        _tomato(c, x, y, c.chance.uniform(70, 104), c.chance.choice(["#cf4a3a", "#e0723a", "#a83a44", "#e9a83c", "#7d3048", "#93a048"]))  # fmt: skip
    for x, y in ((300, 300), (860, 560), (1080, 200)):
        for k in range(3):
            c.blob([(x + k * 40, y + 40), (x + k * 40 + 4, y - 10), (x + k * 40 + 18, y - 34), (x + k * 40 + 40, y - 6), (x + k * 40 + 44, y + 40)], [(0, "#7a5a8a"), (1, "#463058")])  # fmt: skip
            c.line([(x + k * 40 + 18, y - 32), (x + k * 40 + 20, y - 48)], 5, "#7a9150")
    return c.done(vignette=0.3)


def _tomato(c: Canvas, x: float, y: float, r: float, colour: str) -> None:
    c.oval(x + 8, y + 16, r, r * 0.86, "#20120a", 0.5, soft=10)
    bumps = c.chance.randint(5, 8)
    turn = c.chance.uniform(0, math.tau)
    points = []
    for k in range(bumps * 4):
        a = turn + k * math.tau / (bumps * 4)
        w = r * (0.92 + 0.09 * math.cos(k * math.pi / 2))
        points.append((x + w * math.cos(a), y + w * 0.86 * math.sin(a)))
    c.blob(points, [(0, mix(colour, "#ffe2b8", 0.3)), (0.5, colour), (1, mix(colour, "#2d0f14", 0.35))])
    for k in range(bumps):
        a = turn + (k + 0.5) * math.tau / bumps
        c.line([(x + r * 0.2 * math.cos(a), y + r * 0.17 * math.sin(a)), (x + r * 0.6 * math.cos(a + 0.08), y + r * 0.52 * math.sin(a + 0.08))], 5, mix(colour, "#2d0f14", 0.4), 0.5, soft=1.4)  # fmt: skip
    c.oval(x - r * 0.4, y - r * 0.4, r * 0.2, r * 0.13, "#fff6e4", 0.7, soft=3)
    for k in range(6):
        a = k * math.tau / 6 + turn
        c.line([(x, y), (x + r * 0.3 * math.cos(a), y + r * 0.24 * math.sin(a))], 7, "#5f7a3c")
    c.oval(x, y - 3, 6, 6, "#8aa05c")


SCENES = {
    "tatin": tatin,
    "tatin_crue": tatin_crue,
    "coings": coings,
    "coings_fenetre": coings_fenetre,
    "soupe": soupe,
    "marche_stand": lambda: marche("marche_stand"),
    "marche_soir": lambda: marche("marche_soir", evening=True, seller=False),
    "marche_fruits": marche_fruits,
}
