"""Fields and paths: poplars, birches, hills, frost, a bench, the washing on its line."""

from __future__ import annotations

import math

from PIL import Image

from demo.drawing.canvas import Canvas, curve
from demo.drawing.colours import mix
from demo.drawing.nature import bird, cloud, grass, leaf, poplar, ridge, woods


def peupliers() -> Image.Image:
    """A row of poplars along a ditch, a September morning."""
    c = Canvas(1200, 800, "peupliers")
    c.fill([(0, "#9fc2d8"), (0.6, "#dbe4dc"), (1, "#f7e7c6")], 0, 560)
    for x, y, w in ((220, 120, 400), (820, 80, 460), (1080, 200, 260)):
        cloud(c, x, y, w, "#ffffff", 0.7)
    ridge(c, 548, 12, "#9db38f", 1.3)
    woods(c, 552, 20, "#86a07a", 1, 22)
    c.fill([(0, "#c9c27c"), (0.4, "#d9b861"), (1, "#a8843f")], 560)
    for k in range(34):
        furrow = 566 + k * k * 0.22
        c.line([(-10, furrow), (1210, furrow - 6)], 2, "#8f7436", 0.18)
    shades = ("#7f9a4e", "#93a552", "#b3a84c", "#6f8d4b")
    for i in range(11):
        t = i / 10
        x = 1150 - 1010 * t**0.8
        h = 190 + 400 * t**1.5
        foot = 566 + 130 * t**1.5
        c.poly([(x, foot), (x + 6, foot), (x + 330 * (0.3 + t), foot + 60 * (0.3 + t)), (x + 300 * (0.3 + t), foot + 60 * (0.3 + t))], "#6b5a2c", 0.35, soft=5)  # fmt: skip
        c.rect(x - 3 - 3 * t, foot - h * 0.16, 6 + 6 * t, h * 0.17, "#6d5b45")
        tone = shades[i % 4]
        poplar(c, x, foot - h * 0.08, h, [(0, mix(tone, "#f3dc8c", 0.45)), (0.6, tone), (1, mix(tone, "#3d4a2c", 0.4))], h * 0.15)  # fmt: skip
        for _ in range(10):
            y = foot - h * c.chance.uniform(0.15, 0.85)
            c.line([(x + h * 0.01, y), (x + h * c.chance.uniform(0.02, 0.05), y - h * 0.05)], 2, "#f6e6a4", 0.5)
    c.poly([(-10, 690), (300, 640), (1210, 570), (1210, 580), (500, 680), (-10, 790)], [(0, "#bcd3d8"), (1, "#7fa3b4")])
    grass(c, 740, 830, ["#7d6a30", "#93803c", "#6a5c2c", "#b79a4a"], 150, 80)
    for k in range(4):
        bird(c, 420 + k * 40, 240 + 18 * math.sin(k * 2), 12, "#5c6a70")
    return c.done()


def bouleaux() -> Image.Image:
    """Birches in October, a path covered with yellow."""
    c = Canvas(1200, 800, "bouleaux")
    c.fill([(0, "#e9d9a6"), (0.5, "#f3e3b6"), (1, "#d9a95a")])
    for _ in range(90):
        x, w = c.chance.uniform(0, 1200), c.chance.uniform(8, 22)
        c.rect(x, 0, w, 560, c.chance.choice(["#d8c08a", "#cdb27e", "#e6d4a6", "#bfa472"]), 0.5)
    for _ in range(260):
        c.oval(c.chance.uniform(0, 1200), c.chance.gauss(130, 110), c.chance.uniform(14, 46), c.chance.uniform(10, 30), c.chance.choice(["#f0c64e", "#e6b03d", "#f7d976", "#d8963a"]), 0.5)  # fmt: skip
    c.veil(240, 360, "#fff3cf", 0.6)
    c.fill([(0, "#d8a548"), (0.5, "#c58a38"), (1, "#8f5c2a")], 556)
    c.poly([(560, 556), (640, 556), (960, 830), (230, 830)], [(0, "#f0d08a"), (1, "#c99a58")])
    for near in (0.3, 0.5, 0.75, 1.0):
        for _ in range(7):
            x = c.chance.uniform(-20, 1220)
            if abs(x - 600) < 110 + 260 * near:
                continue
            foot, w = 560 + 190 * near, 12 + 34 * near
            lean = c.chance.uniform(-30, 30)
            trunk = [(x + lean, -10), (x + lean + w * 0.8, -10), (x + w, foot), (x - w * 0.1, foot)]
            c.poly(trunk, mix("#f6f1e6", "#d9c79c", 1 - near))
            c.poly(
                [(x + lean + w * 0.55, -10), (x + lean + w * 0.8, -10), (x + w, foot), (x + w * 0.6, foot)],
                "#8d8378",
                0.35,
            )
            for _ in range(int(9 + 8 * near)):
                y = c.chance.uniform(0, foot - 20)
                side = c.chance.uniform(0, 0.6)
                at = x + lean * (1 - y / foot) + w * side
                c.oval(at, y, w * c.chance.uniform(0.1, 0.3), 2 + 3 * near, "#3b332f", 0.75)
            for _ in range(int(6 * near)):
                y = c.chance.uniform(60, 330)
                at = x + lean * (1 - y / foot)
                c.line([(at + w / 2, y), (at + c.chance.uniform(-140, 140), y - 90)], 2 + 3 * near, "#5a4c42", 0.8)
        for _ in range(int(120 * near)):
            r = 5 + 7 * near
            leaf(c, c.chance.uniform(0, 1200), c.chance.uniform(-10, 300), r, c.chance.choice(["#f4cf56", "#e9b23c", "#f8e08c", "#d99532"]))  # fmt: skip
    for i in range(240):
        y = 560 + 250 * (i / 240) ** 1.2
        leaf(
            c,
            c.chance.uniform(0, 1200),
            y,
            3 + 13 * i / 240,
            c.chance.choice(["#f0c24c", "#dc9f36", "#f6da80", "#b9752c"]),
        )
    return c.done()


def collines() -> Image.Image:
    """Bare hills in November, vines in rows, one small house."""
    c = Canvas(1200, 800, "collines")
    c.fill([(0, "#a7adb6"), (0.6, "#ccccca"), (1, "#ddd6c8")], 0, 420)
    for i in range(6):
        cloud(c, 80 + i * 220, 90 + 60 * math.sin(i * 1.8), 420, "#e9e9e7", 0.6)
    tones = ("#aab0ab", "#9aa394", "#8b947c", "#8a8560", "#7b6e4c", "#6a5a42")
    for i, tone in enumerate(tones):
        y = 330 + i * 62
        ridge(c, y, 46 - i * 3, [(0, mix(tone, "#ffffff", 0.14)), (0.5, tone)], 1.1 + i * 0.15)
        c.veil(y + 16, 70, "#e4e0d6", 0.35 - i * 0.05)
        if i == 2:
            c.rect(786, 414, 54, 34, "#e8e0d2")
            c.poly([(778, 416), (813, 390), (848, 416)], "#8d5a48")
            c.rect(804, 426, 10, 22, "#5a4a42")
            c.line([(828, 396), (828, 378)], 5, "#8d5a48")
            c.blob([(828, 372), (838, 346), (826, 322), (844, 296), (852, 330), (846, 360)], "#f2f0ec", 0.6, soft=5)
    for k in range(-9, 16):
        x = 600 + k * 42
        row = curve([(x, 668), (x + k * 26, 730), (x + k * 70, 830)])
        c.line(row, 3 + abs(k) * 0.1, "#4d3f30", 0.55)
        for j in range(3, len(row), 3):
            px, py = row[j]
            size = (py - 640) * 0.13
            c.line([(px, py), (px + size * 0.2, py - size * 1.1), (px - size * 0.2, py - size * 1.9)], 2.4, "#3d3128", 0.9, smooth=True)  # fmt: skip
            c.line([(px, py - size), (px + size * 0.8, py - size * 1.5)], 1.8, "#3d3128", 0.8)
    for k, x in enumerate((150, 196, 1010)):
        tall = 120 - k * 14
        foot = 620 + k * 6
        c.line([(x, foot), (x + 2, foot - tall * 0.5), (x - 2, foot - tall)], 5, "#4a4038", smooth=True)
        for j in range(16):
            a = -math.pi / 2 + c.chance.uniform(-0.9, 0.9)
            fork = foot - tall * (0.35 + 0.55 * j / 16)
            c.line([(x, fork), (x + 46 * math.cos(a), fork + 46 * math.sin(a))], 1.8, "#4a4038", 0.75)
    for k in range(6):
        bird(c, 380 + k * 36 + c.chance.uniform(-8, 8), 190 - abs(k - 2.5) * 16, 12, "#5a5c60")
    return c.done()


def givre() -> Image.Image:
    """The first frost: white grass, a gate, a low sun."""
    c = Canvas(1200, 800, "givre")
    c.fill([(0, "#93abc6"), (0.6, "#d3d9df"), (1, "#f8dfc8")], 0, 440)
    c.glow(250, 392, 260, "#fff2dc", 0.95)
    c.oval(250, 396, 30, 30, "#fffaf0")
    woods(c, 430, 40, "#b9bfcb", 0.9, 30)
    woods(c, 440, 26, "#9ba5b6", 1, 22)
    c.veil(370, 120, "#fdf1e6", 0.7)
    c.fill([(0, "#e6e4e2"), (0.4, "#cdd5da"), (1, "#8b9eaa")], 440)
    for k in range(14):
        y = 452 + k * k * 1.9
        c.line([(-10, y + 6 * math.sin(k)), (600, y), (1210, y + 8 * math.cos(k))], 3, "#ffffff", 0.4, smooth=True)
    for x in (720, 1000):
        c.rect(x, 380, 22, 190, [(0, "#6d6a70"), (1, "#45444f")])
        c.oval(x + 11, 380, 14, 7, "#f6f8fa")
    for y in (412, 456, 500):
        c.rect(736, y, 270, 11, "#5a5862")
        c.rect(736, y - 4, 270, 5, "#f4f7f9")
    c.line([(738, 508), (1002, 414)], 10, "#5a5862")
    c.line([(738, 503), (1002, 409)], 3, "#f4f7f9")
    for x in (80, 250, 420, 590, 1130):
        c.rect(x, 436, 10, 110, "#6d6a70")
        c.oval(x + 5, 436, 7, 4, "#f6f8fa")
    for wire in (456, 488):
        c.line([(-10, wire), (720, wire + 6)], 1.6, "#7d7b84", 0.8)
    grass(c, 540, 840, ["#f6f9fa", "#dfe7ea", "#b7c6cc", "#8da1aa", "#ffffff"], 900, 90)
    for _ in range(150):
        px, py = c.chance.uniform(0, 1200), c.chance.uniform(520, 800)
        c.oval(px, py, 1.6, 1.6, "#ffffff", 0.9)
    c.line([(1080, 820), (1096, 690), (1150, 590)], 7, "#6b5548", smooth=True)
    for k in range(9):
        x, y = 1088 + k * 8 + 26 * (-1) ** k, 720 - k * 16
        c.line([(1092 + k * 7, 716 - k * 14), (x, y)], 3, "#6b5548")
        c.oval(x, y, 11, 12, [(0, "#f4dcdc"), (0.4, "#b8483f"), (1, "#7d2f30")])
    return c.done()


def banc() -> Image.Image:
    """A park bench half covered with leaves."""
    c = Canvas(1200, 800, "banc")
    c.fill([(0, "#d9c9a3"), (0.5, "#ecd9ae"), (1, "#d8b478")], 0, 480)
    for _ in range(22):
        x, w = c.chance.uniform(0, 1200), c.chance.uniform(14, 46)
        c.rect(x, 0, w, 480, "#a98f66", 0.35)
    for _ in range(170):
        c.oval(c.chance.uniform(0, 1200), c.chance.gauss(70, 90), c.chance.uniform(20, 70), c.chance.uniform(14, 40), c.chance.choice(["#c9772f", "#d99a3c", "#b85c2b", "#e3b657", "#a5482a"]), 0.45)  # fmt: skip
    c.soften(5, 0, 480)
    c.fill([(0, "#b99a5e"), (0.4, "#a9814a"), (1, "#6f4d30")], 474)
    c.poly([(-10, 560), (1210, 520), (1210, 640), (-10, 720)], [(0, "#e4cfa4"), (1, "#c9aa78")])
    for i in range(170):
        leaf(c, c.chance.uniform(0, 1200), 490 + 300 * (i / 170) ** 1.2, 5 + 12 * i / 170, c.chance.choice(["#c76f2c", "#e0a03f", "#a64d2a", "#8d3f2b", "#eac064"]))  # fmt: skip
    c.oval(600, 702, 330, 22, "#3d2a20", 0.4, soft=9)
    green = "#3f5f4c"
    for x in (330, 850):
        c.line([(x - 14, 700), (x, 600), (x - 4, 500), (x - 18, 400)], 14, "#2a2f33", smooth=True)
        c.line([(x, 600), (x + 40, 640), (x + 44, 700)], 14, "#2a2f33", smooth=True)
        c.line([(x - 8, 540), (x + 40, 532), (x + 52, 590)], 9, "#2a2f33", smooth=True)
    for k, y in enumerate((404, 446, 488)):
        c.round(286 - k * 2, y, 620, 26, 8, [(0, mix(green, "#ffffff", 0.22)), (1, green)])
    for k, y in enumerate((584, 608, 632)):
        c.round(
            280 - k * 14, y, 640 + k * 26, 20, 7, [(0, mix(green, "#ffffff", 0.3)), (1, mix(green, "#000000", 0.1))]
        )
    for _ in range(120):
        x = 300 + abs(c.chance.gauss(0, 150))
        if x < 640:
            leaf(c, x, c.chance.gauss(606, 14), c.chance.uniform(10, 19), c.chance.choice(["#d4812f", "#e6ac48", "#b0532b", "#8f432c", "#f0cb70"]))  # fmt: skip
    for x, y in ((340, 420), (420, 462), (700, 408)):
        leaf(c, x, y, 15, "#d4812f")
    for _ in range(16):
        leaf(c, c.chance.uniform(60, 1160), c.chance.uniform(60, 400), c.chance.uniform(9, 14), "#e0a03f")
    c.round(760, 572, 66, 14, 4, "#b5483c")
    c.rect(764, 568, 58, 6, "#f7efdc")
    return c.done()


def linge() -> Image.Image:
    """The washing on its line against the light."""
    c = Canvas(1200, 800, "linge")
    c.fill([(0, "#f7dfae"), (0.5, "#fbeccb"), (1, "#e9d49c")], 0, 560)
    c.glow(640, 250, 420, "#ffffff", 0.9)
    woods(c, 560, 70, "#a9b07c", 0.8, 50)
    c.fill([(0, "#b8bd76"), (1, "#6f8250")], 560)
    for x in (90, 1110):
        c.rect(x, 150, 16, 520, "#8a6a4a")
        c.rect(x - 22, 158, 60, 12, "#8a6a4a")
    way = curve([(98, 168), (350, 196), (640, 206), (900, 194), (1118, 168)])
    c.line(way, 3, "#5a4a3c")
    _cloth(c, 150, 190, 150, 250, "#9fb6cf")
    _cloth(c, 330, 202, 380, 340, "#fdf7ea")
    _cloth(c, 744, 200, 150, 190, "#d98f78")
    for k, x in enumerate((920, 966)):
        _cloth(c, x, 192 - k * 3, 34, 90, ("#5f7f9a", "#5f7f9a")[k])
        c.blob([(x + 4, 268), (x + 34, 276), (x + 40, 306), (x + 10, 300)], "#5f7f9a")
    c.poly([(1016, 186), (1086, 178), (1080, 210), (1070, 300), (1030, 304)], "#e7c264")
    for x in (160, 288, 342, 520, 698, 756, 882, 928, 974, 1026, 1076):
        c.rect(x, 178 + 26 * (1 - ((x - 620) / 520) ** 2), 7, 24, "#b5763f")
    c.blob([(300, 700), (320, 630), (500, 626), (520, 700), (410, 724)], [(0, "#c99a5c"), (1, "#8a5f35")])
    for k in range(8):
        c.line([(318 + k * 25, 634), (322 + k * 23, 712)], 3, "#7a5230", 0.6)
    c.blob([(330, 636), (390, 590), (460, 604), (500, 636)], "#f5ecd8")
    c.poly([(330, 566), (712, 566), (850, 800), (380, 800)], "#4f6040", 0.25, soft=12)
    grass(c, 640, 830, ["#5f7546", "#7d8f50", "#8fa05c", "#4d623c"], 260, 60)
    for _ in range(26):
        c.oval(c.chance.uniform(0, 1200), c.chance.uniform(620, 790), 4, 4, "#fdf6e0", 0.9)
    return c.done()


def _cloth(c: Canvas, x: float, y: float, w: float, h: float, colour: str) -> None:
    """A cloth on the line, with the light through it and folds."""
    wave = c.chance.uniform(-14, 14)
    foot = [(x + w * t, y + h + 10 * math.sin(t * 7 + x)) for t in (1, 0.8, 0.6, 0.4, 0.2, 0)]
    c.poly([(x, y), (x + w, y), (x + w + wave, y + h * 0.5), *foot, (x + wave, y + h * 0.5)],
           [(0, colour), (0.5, mix(colour, "#fff2c8", 0.5)), (1, mix(colour, "#a08660", 0.25))])  # fmt: skip
    for k in range(int(w / 36)):
        fx = x + 20 + k * 36
        c.line([(fx, y + 6), (fx + wave * 0.8, y + h * 0.5), (fx + 4, y + h - 8)], 5, mix(colour, "#8a7350", 0.4), 0.3, smooth=True, soft=2)  # fmt: skip


SCENES = {
    "peupliers": peupliers,
    "bouleaux": bouleaux,
    "collines": collines,
    "givre": givre,
    "banc": banc,
    "linge": linge,
}
