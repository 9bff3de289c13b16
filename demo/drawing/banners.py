"""Banners of profile pages, 1500 x 350: what each person has before their eyes."""

from __future__ import annotations

import math

from PIL import Image

from demo.drawing.canvas import Canvas, curve
from demo.drawing.colours import mix
from demo.drawing.lettering import write
from demo.drawing.nature import bird, cloud, leaf, poplar, reeds, ridge, ripples, stars, woods

WIDTH, HEIGHT = 1500, 350


def fil() -> Image.Image:
    """Words hung out on a line, above green hills."""
    c = Canvas(WIDTH, HEIGHT, "fil")
    c.fill([(0, "#efe6d9"), (1, "#f3e3cd")])
    c.glow(840, 240, 190, "#ffe2b4", 0.8)
    c.oval(840, 236, 44, 44, "#f7c68e")
    ridge(c, 262, 20, "#b3cbb6", 1.6)
    ridge(c, 298, 16, "#86ad93", 2.2)
    ridge(c, 330, 12, "#5f8f78", 1.4)
    way = curve([(-20, 34), (380, 92), (780, 112), (1180, 86), (1520, 20)])
    c.line(way, 3, "#2d2440")
    words = (("musarder", 120), ("pimpant", 380), ("alentour", 640), ("zinzinuler", 912), ("frileux", 1190))
    for k, (word, x) in enumerate(words):
        y = 60 + 46 * math.sin(math.pi * (x + 60) / 1500)
        w, lean = 46 + len(word) * 15, (-5, 4, -3, 3, -6)[k]
        points = [(x, y), (x + w, y + lean * 2), (x + w - lean, y + 92 + lean), (x - lean, y + 90)]
        c.poly([(px + 4, py + 7) for px, py in points], "#5a4a3a", 0.2, soft=5)
        c.poly(points, [(0, "#e6eff8"), (1, "#cfe0ef")])
        c.poly(
            [(x + w - lean - 22, y + 92 + lean), (x + w - lean, y + 70 + lean), (x + w - lean - 22, y + 70 + lean)],
            "#aebfd2",
        )
        for px in (x + w * 0.5,):
            c.rect(px - 5, y - 16, 10, 30, "#b5763f")
        write(c, x + w / 2, y + 50 + lean, word, 34, "#2d2440", -lean * 0.6)
    return c.done(grain=3, vignette=0)


def table() -> Image.Image:
    """A writing table by a window: papers, tea, a pencil."""
    c = Canvas(WIDTH, HEIGHT, "table")
    c.fill([(0, "#8fa3b5"), (1, "#cbbfae")], 0, 230)
    for k in range(9):
        c.rect(k * 180 - 20, 40 + 26 * math.sin(k * 2.1), 150, 190, mix("#a8a9ae", "#d0b8a0", k % 3 / 3))
        for j in range(4):
            c.rect(k * 180 + 4 + j % 2 * 60, 66 + j // 2 * 62 + 26 * math.sin(k * 2.1), 28, 40, "#ffdf9e" if (k + j) % 4 == 0 else "#7d8a97", 0.8)  # fmt: skip
    c.soften(4, 0, 230)
    for x in (0, 498, 1000, 1488):
        c.rect(x, 0, 13, 236, "#f3ece0")
    c.rect(0, 226, 1500, 14, "#f7f1e6")
    c.rect(0, 240, 1500, 120, [(0, "#c08a52"), (1, "#8d5d33")])
    for k in range(4):
        c.line([(-10, 256 + k * 26), (700, 262 + k * 26), (1510, 250 + k * 26)], 2, "#7d5028", 0.35, smooth=True)
    for x, y, lean in ((560, 262, -18), (620, 256, 10)):
        c.poly([(x, y), (x + 230, y - lean * 0.4), (x + 260, y + 96), (x - 20, y + 100)], "#fbf6ea")
        for k in range(4):
            c.line([(x + 24, y + 18 + k * 19), (x + 200 - k % 2 * 50, y + 18 + k * 19)], 2.4, "#4a4a62", 0.6)
    c.line([(800, 336), (980, 286)], 9, "#d9a441")
    c.poly([(980, 280), (1006, 279), (984, 291)], "#f3e3c2")
    c.poly([(300, 226), (410, 226), (396, 310), (314, 310)], [(0, "#5f8f78"), (1, "#3f6a58")])
    c.line([(404, 244), (444, 252), (408, 288)], 9, "#3f6a58", smooth=True)
    c.oval(355, 228, 54, 12, "#8d5226")
    for k in range(2):
        c.line([(340 + k * 30, 210), (330 + k * 30, 176), (346 + k * 30, 140), (336 + k * 30, 104)], 7, "#ffffff", 0.4, smooth=True, soft=3)  # fmt: skip
    c.poly([(1120, 300), (1330, 290), (1350, 340), (1110, 350)], [(0, "#d6e6f3"), (1, "#b9d0e4")])
    c.poly([(1120, 300), (1226, 326), (1330, 290)], "#e6f0f8")
    c.rect(1290, 300, 22, 26, "#5b2f8a")
    c.poly([(90, 200), (170, 200), (160, 270), (100, 270)], "#c9744a")
    for k in range(9):
        leaf(c, 130 + 40 * math.cos(k * 0.75), 150 + 44 * math.sin(k * 0.9), 22, ("#6f8f4c", "#5a7a40")[k % 2], k * 0.7)
    return c.done(grain=3, vignette=0.06)


def levant() -> Image.Image:
    """Sunrise over water, reeds, a heron's line of flight."""
    c = Canvas(WIDTH, HEIGHT, "levant")
    c.fill([(0, "#8f9cc4"), (0.6, "#e7bfae"), (1, "#fbe0bd")], 0, 214)
    c.glow(1040, 190, 260, "#fff1cf", 0.9)
    c.oval(1040, 188, 36, 36, "#fff6e0")
    for x, y, w in ((240, 60, 420), (720, 40, 380), (1300, 80, 340)):
        cloud(c, x, y, w, "#fbe6dc", 0.6)
    woods(c, 210, 26, "#8d8ab0", 1, 26)
    for x, h in ((300, 120), (330, 150), (362, 128), (1240, 100), (1266, 124)):
        poplar(c, x, 214, h, "#5a6490")
    c.veil(160, 90, "#fbe8da", 0.7)
    c.mirror(214, "#8f98bd", 0.28, 1.0, 2)
    ripples(c, 226, 350, "#fff0dc", 44, 0.5)
    for k in range(5):
        bird(c, 600 + k * 46, 90 + abs(k - 2) * 13, 12, "#4d5580")
    reeds(c, -10, 240, 366, 150, "#2b3055", 34)
    reeds(c, 1330, 1520, 366, 130, "#2b3055", 30)
    return c.done(grain=3, vignette=0)


def nuit() -> Image.Image:
    """A street asleep, one lit door, the moon."""
    c = Canvas(WIDTH, HEIGHT, "nuit")
    c.fill([(0, "#101737"), (1, "#39457a")])
    stars(c, 120, 200)
    c.glow(1200, 84, 130, "#fff0cf", 0.5)
    c.oval(1200, 84, 38, 38, "#f7ecd0")
    c.oval(1190, 76, 9, 9, "#ddd0b4", 0.7)
    for k in range(12):
        x, y = k * 132 - 30, 150 + 34 * math.sin(k * 2.3)
        c.rect(x, y, 126, 220, [(0, "#2c3562"), (1, "#1a2145")])
        c.poly([(x - 6, y), (x + 20, y - 46), (x + 106, y - 46), (x + 132, y)], "#161c3c")
        c.rect(x + 86, y - 76, 18, 46, "#232a50")
        for j in range(4):
            lit = (k, j) in {(2, 1), (8, 0), (10, 2)}
            c.rect(x + 22 + j % 2 * 54, y + 26 + j // 2 * 66, 28, 42, "#ffd98a" if lit else "#151b3a")
            if lit:
                c.glow(x + 36 + j % 2 * 54, y + 46 + j // 2 * 66, 46, "#ffdf9a", 0.5)
    c.rect(0, 316, 1500, 40, "#0f1430")
    c.glow(662, 280, 170, "#ffdf9a", 0.7)
    c.rect(636, 236, 54, 84, "#ffe6ac")
    c.rect(628, 206, 70, 22, "#1a2145")
    write(c, 663, 216, "hôtel", 22, "#ffe6ac")
    c.blob([(654, 320), (656, 286), (664, 272), (672, 286), (674, 320)], "#1a2145")
    c.oval(664, 266, 7, 8, "#1a2145")
    for x in (330, 1030):
        c.rect(x, 210, 5, 110, "#0c112a")
        c.glow(x + 2, 206, 80, "#ffe3a4", 0.7)
        c.oval(x + 2, 206, 8, 9, "#fff4d0")
    return c.done(grain=3, vignette=0)


def cuisine() -> Image.Image:
    """Pans on their rail, jars, a row of apples."""
    c = Canvas(WIDTH, HEIGHT, "cuisine")
    c.fill([(0, "#e9c888"), (1, "#d9ae62")])
    for k in range(16):
        for j in range(4):
            c.rect(k * 100 + 2, j * 72 + 2, 96, 68, "#eed39c", 0.6)
    c.rect(0, 60, 1500, 9, "#4a3a30")
    for k, (x, r, copper) in enumerate(
        ((140, 60, True), (310, 48, False), (460, 70, True), (640, 42, True), (780, 56, False))
    ):
        c.line([(x, 64), (x, 130)], 9, "#4a3a30")
        c.oval(x + 6, 134 + r + 8, r, r, "#7d5a2c", 0.35, soft=6)
        c.oval(x, 130 + r, r, r, [(0, "#e39a5c"), (1, "#a3562c")] if copper else [(0, "#6d717d"), (1, "#363a44")])
        c.oval(x, 130 + r, r * 0.8, r * 0.8, "#c9743c" if copper else "#4a4e5a")
        c.line([(x - r * 0.5, 130 + r * 0.6), (x - r * 0.2, 130 + r * 0.36)], 5, "#ffe6c2", 0.6)
        del k
    c.rect(880, 170, 560, 14, "#7d4f2c")
    for x, colour in (
        (900, "#c9473f"),
        (990, "#d9a441"),
        (1080, "#7a3f5a"),
        (1170, "#8a9a4c"),
        (1260, "#e0823c"),
        (1350, "#b5603a"),
    ):
        c.round(x, 92, 66, 80, 12, [(0, mix(colour, "#ffffff", 0.2)), (1, colour)])
        c.rect(x + 4, 80, 58, 16, "#f3e8d2")
        c.rect(x + 12, 120, 42, 30, "#fbf4e2")
    c.rect(0, 296, 1500, 60, [(0, "#8d5d33"), (1, "#6d4526")])
    for k in range(15):
        x = 870 + k * 40
        c.oval(
            x,
            276,
            22,
            21,
            [(0, ("#e0665a", "#e3b84a", "#d9574a")[k % 3]), (1, ("#a3342f", "#b5852c", "#95302c")[k % 3])],
        )
        c.line([(x, 258), (x + 4, 248)], 3, "#5a3a22")
    c.blob([(120, 300), (140, 250), (300, 236), (440, 256), (460, 300)], "#f3e4c4")
    c.line([(60, 288), (540, 262)], 22, "#c99a5c")
    return c.done(grain=3, vignette=0.06)


def portee() -> Image.Image:
    """A stave on which blackbirds sit."""
    c = Canvas(WIDTH, HEIGHT, "portee")
    c.fill([(0, "#d9e4e6"), (1, "#f3e4d0")])
    for x, y, w in ((260, 70, 380), (900, 50, 420), (1340, 110, 300)):
        cloud(c, x, y, w, "#ffffff", 0.7)
    ridge(c, 320, 10, "#a3b59c", 2)
    ridge(c, 340, 8, "#7d9a80", 1.5)
    for k in range(5):
        c.line([(-20, 96 + k * 34), (500, 104 + k * 34 + 8), (1000, 100 + k * 34), (1520, 92 + k * 34)], 2.6, "#3a3348", 0.85, smooth=True)  # fmt: skip
    for x in (60, 1440):
        c.rect(x, 60, 12, 300, "#7d6a5a")
        c.rect(x - 26, 78, 64, 8, "#7d6a5a")
    for k, x in enumerate((170, 262, 346, 452, 560, 640, 742, 850, 930, 1030, 1130, 1210, 1320)):
        y = 96 + (k * 3 + k // 4) % 5 * 34 + 3
        side = -1 if k % 3 == 0 else 1
        c.blob([(x - 27 * side, y - 4), (x - 10 * side, y - 30), (x + 14 * side, y - 38), (x + 24 * side, y - 22), (x + 10 * side, y - 3)], "#1f1c2b")  # fmt: skip
        c.line([(x - 22 * side, y - 8), (x - 46 * side, y + 12)], 8, "#1f1c2b")
        c.oval(x + 19 * side, y - 37, 12, 11, "#1f1c2b")
        c.poly([(x + 28 * side, y - 40), (x + 44 * side, y - 36), (x + 28 * side, y - 33)], "#e3a33c")
        c.oval(x + 22 * side, y - 40, 2.2, 2.2, "#f7e6b0")
        for dx in (-3, 6):
            c.line([(x + dx, y - 6), (x + dx, y + 2)], 2, "#e3a33c")
    return c.done(grain=3, vignette=0)


SCENES = {"fil": fil, "table": table, "levant": levant, "nuit": nuit, "cuisine": cuisine, "portee": portee}
