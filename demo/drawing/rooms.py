"""Indoors: the cat, the choir's chairs, a clarinet, crutches."""

from __future__ import annotations

import math

from PIL import Image

from demo.drawing.canvas import Canvas
from demo.drawing.colours import mix
from demo.drawing.lettering import write
from demo.drawing.nature import ridge


def chaises() -> Image.Image:
    """The choir's chairs in disorder after the rehearsal."""
    c = Canvas(1200, 800, "chaises")
    c.fill([(0, "#3d4a5f"), (1, "#5a6270")], 0, 470)
    for x in (130, 480, 830):
        c.rect(x, 60, 210, 300, "#2b3346")
        c.rect(x + 10, 70, 190, 280, [(0, "#1d2640"), (1, "#35446b")])
        c.line([(x + 105, 70), (x + 105, 350)], 7, "#2b3346")
        c.line([(x, 180), (x + 210, 180)], 7, "#2b3346")
        c.oval(x + 150, 110, 3, 3, "#f4e8c4")
    c.fill([(0, "#b98a52"), (0.5, "#a3743f"), (1, "#6f4a2a")], 466)
    for k in range(-12, 26):
        c.line([(600 + (k - 6) * 44, 466), (600 + (k - 6) * 150, 810)], 2, "#6f4a2a", 0.4)
    for x in (300, 900):
        c.line([(x, 0), (x, 40)], 3, "#20242e")
        c.glow(x, 90, 300, "#ffe3a0", 0.5)
        c.poly([(x - 54, 84), (x - 20, 38), (x + 20, 38), (x + 54, 84)], "#e9e0cc")
        c.oval(x, 86, 40, 9, "#fff8df")
    c.oval(600, 600, 460, 130, "#ffe3a0", 0.2, soft=30)
    order = [(150, 520, 0.62, 1), (270, 506, 0.6, 1), (392, 520, 0.62, -1), (540, 500, 0.58, 1), (680, 512, 0.6, -1), (820, 504, 0.6, 1), (960, 522, 0.63, -1), (1070, 510, 0.6, -1), (210, 640, 0.86, 1), (420, 610, 0.8, -1), (760, 630, 0.84, 1), (960, 652, 0.88, -1), (560, 730, 1.06, 1), (1090, 760, 1.1, -1), (80, 760, 1.1, 1)]  # fmt: skip
    for k, (x, y, s, side) in enumerate(order):
        _chair(c, x, y, s, side, ("#8f5a34", "#a3683c", "#7d4a2c")[k % 3])
    c.line([(700, 790), (730, 600), (760, 790)], 6, "#20242e")
    c.poly([(668, 560), (796, 548), (802, 612), (676, 626)], "#2b303c")
    c.poly([(676, 566), (732, 561), (738, 614), (684, 620)], "#f7f1e0")
    c.poly([(734, 561), (790, 555), (796, 608), (740, 613)], "#efe6d0")
    for k in range(4):
        c.line([(684, 574 + k * 11), (730, 570 + k * 11)], 1.4, "#4a4a5a", 0.7)
        c.line([(742, 568 + k * 11), (788, 564 + k * 11)], 1.4, "#4a4a5a", 0.7)
    c.blob([(404, 566), (430, 548), (470, 560), (462, 590), (420, 588)], "#b8483f")
    return c.done(vignette=0.3)


def _chair(c: Canvas, x: float, y: float, s: float, side: int, wood: str) -> None:
    dark = mix(wood, "#1d100a", 0.35)
    c.oval(x, y + 4 * s, 78 * s, 12 * s, "#2b1a10", 0.4, soft=5 * s)
    for dx, top in ((-52, -96), (48, -96), (-40, -80), (36, -80)):
        c.line([(x + dx * s, y + top * s), (x + dx * 1.12 * s, y + (0 if abs(dx) > 45 else -14) * s)], 9 * s, dark)
    bx = side * 58
    for dx in (0, side * -18):
        c.line([(x + (bx + dx) * s, y - 90 * s), (x + (bx * 1.2 + dx) * s, y - 220 * s)], 9 * s, wood)
    for k in range(3):
        c.line([(x + (bx * (1.02 + k * 0.06)) * s, y - (124 + k * 38) * s), (x + (bx * (1.02 + k * 0.06) - side * 18) * s, y - (120 + k * 38) * s)], 11 * s, mix(wood, "#ffd9a0", 0.2))  # fmt: skip
    c.poly(
        [(x - 62 * s, y - 92 * s), (x + 58 * s, y - 92 * s), (x + 46 * s, y - 112 * s), (x - 48 * s, y - 112 * s)],
        "#dcc08a",
    )
    for k in range(6):
        c.line([(x + (-50 + k * 19) * s, y - 93 * s), (x + (-40 + k * 16) * s, y - 111 * s)], 1.6 * s, "#a3854f", 0.8)
    c.line([(x - 62 * s, y - 90 * s), (x + 58 * s, y - 90 * s)], 8 * s, wood)


def bequilles() -> Image.Image:
    """Two crutches leaning on a yellow wall."""
    c = Canvas(900, 1080, "bequilles")
    c.fill([(0, "#f0c04f"), (1, "#dda236")], 0, 880)
    c.poly([(-10, 880), (910, 850), (910, 1090), (-10, 1090)], [(0, "#c9b49a"), (1, "#8f7b68")])
    c.rect(-10, 844, 920, 40, "#f4e8cf")
    c.poly([(120, -10), (520, -10), (860, 844), (420, 844)], "#fff0b4", 0.45, soft=5)
    c.line([(486, -10), (640, 844)], 10, "#d59a30", 0.5)
    for lean, x, tip in ((150, 300, "#b8483f"), (-120, 590, "#3f5f8d")):
        for dark, ox, oy in ((True, 38, 14), (False, 0, 0)):
            p, q = (x + lean + ox, 150 + oy), (x - lean * 0.35 + ox, 940 if not dark else 862)
            grip = (x + lean * 0.42 + ox, 470 + oy)
            if dark:
                c.line([p, q], 24, "#8a5f1c", 0.35, soft=6)
                c.line([(grip[0] - 60, grip[1]), grip], 22, "#8a5f1c", 0.3, soft=6)
                continue
            c.line([grip, q], 19, "#cfd4da")
            c.line([(grip[0] - 4, grip[1]), (q[0] - 4, q[1])], 5, "#f7f9fb")
            c.line([grip, p], 17, tip)
            side = -1 if lean > 0 else 1
            c.line([grip, (grip[0] + side * 96, grip[1] + 10)], 26, "#33363f")
            c.line([(p[0] - 6 * side, p[1] + 70), (p[0] + side * 70, p[1] + 96), (p[0] + side * 88, p[1] + 36), (p[0] + side * 60, p[1] - 22)], 20, tip, smooth=True)  # fmt: skip
            for k in range(7):
                c.oval(
                    grip[0] + (q[0] - grip[0]) * (0.24 + k * 0.07),
                    grip[1] + (q[1] - grip[1]) * (0.24 + k * 0.07),
                    3.4,
                    3.4,
                    "#5a606a",
                )
            c.line([(q[0], q[1] - 26), (q[0], q[1] + 6)], 30, "#33363f")
    c.blob([(640, 1010), (660, 970), (740, 966), (812, 1000), (830, 1020), (640, 1026)], "#f7f3ea")
    c.line([(650, 1022), (828, 1020)], 9, "#b8483f")
    for k in range(3):
        c.line([(696 + k * 20, 976 + k * 5), (710 + k * 20, 990 + k * 5)], 4, "#8d929a")
    return c.done()


def clarinette() -> Image.Image:
    """A clarinet across a score, a pair of glasses, window light."""
    c = Canvas(1200, 800, "clarinette")
    c.fill([(0, "#6d4a34"), (1, "#4a3024")])
    for k in range(9):
        c.line([(-10, 40 + k * 96), (500, 60 + k * 96), (1210, 30 + k * 96)], 3, "#3a241a", 0.4, smooth=True)
    for pts, tone in (([(170, 130), (720, 60), (800, 640), (240, 720)], "#efe4c9"), ([(420, 90), (1010, 130), (960, 720), (380, 660)], "#fbf4e2")):  # fmt: skip
        c.poly([(x + 10, y + 16) for x, y in pts], "#20120a", 0.4, soft=12)
        c.poly(pts, tone)
    for k in range(7):
        y = 170 + k * 72
        for j in range(5):
            c.line([(450 - k * 5, y + j * 9), (962 - k * 6, y + j * 9 + 36)], 1.5, "#4a4450", 0.75)
        for j in range(12):
            x = 486 - k * 5 + j * 39
            ny = y + (j * 37 + k * 53) % 40 + j * 2.7
            c.oval(x, ny, 7, 5.4, "#2b2530")
            c.line([(x + 6, ny), (x + 6, ny - 30)], 2, "#2b2530")
            if j % 3 == 0 and j < 11:
                c.line(
                    [(x + 6, ny - 30), (x + 45, y + ((j + 1) * 37 + k * 53) % 40 + (j + 1) * 2.7 - 30)], 4, "#2b2530"
                )
    c.poly([(560, -10), (820, -10), (480, 810), (200, 810)], "#ffe9b8", 0.24, soft=16)
    c.poly([(900, -10), (1080, -10), (760, 810), (580, 810)], "#ffe9b8", 0.2, soft=16)
    a, b = (190, 600), (1040, 250)
    ux, uy = (b[0] - a[0]) / 919, (b[1] - a[1]) / 919
    c.line([(a[0] + 8, a[1] + 18), (b[0] + 8, b[1] + 18)], 36, "#20120a", 0.45, soft=8)
    c.line([a, b], 34, "#24222a")
    c.line([(a[0] - 4, a[1] - 8), (b[0] - 4, b[1] - 8)], 6, "#6d6a75", 0.8)
    for t in (120, 330, 560, 770):
        px, py = a[0] + ux * t, a[1] + uy * t
        c.line([(px - uy * 19, py + ux * 19), (px + uy * 19, py - ux * 19)], 13, "#cfd2d8")
    for t in range(150, 740, 52):
        px, py = a[0] + ux * t, a[1] + uy * t
        c.oval(px, py, 11, 10, "#d9dce2")
        c.oval(px - 2, py - 2, 5, 4, "#ffffff")
        if t % 104:
            c.line([(px, py), (px + ux * 60 - uy * 16, py + uy * 60 + ux * 16)], 5, "#b9bdc6")
    c.poly([(a[0] + 20, a[1] - 26), (a[0] + 34, a[1] + 14), (a[0] - 90, a[1] + 86), (a[0] - 124, a[1] - 4)], [(0, "#3a3842"), (1, "#17161c")])  # fmt: skip
    c.line([(a[0] - 124, a[1] - 4), (a[0] - 90, a[1] + 86)], 9, "#cfd2d8")
    c.poly([(b[0], b[1] - 15), (b[0] + 92, b[1] - 44), (b[0] + 100, b[1] - 32), (b[0] + 10, b[1] + 18)], "#17161c")
    for x in (760, 872):
        ring = [(x + 46 * math.cos(k * 0.2), 590 + 38 * math.sin(k * 0.2) + (x - 760) * 0.1) for k in range(33)]
        c.poly(ring, "#dfeaf2", 0.3)
        c.line(ring, 6, "#7d3f2c")
    c.line([(804, 586), (816, 578), (828, 590)], 6, "#7d3f2c", smooth=True)
    c.line([(918, 594), (1010, 570), (1050, 600)], 6, "#7d3f2c", smooth=True)
    return c.done(vignette=0.3)


def cat(c: Canvas, x: float, y: float, s: float, fur: str = "#767c8a") -> None:
    """The grey cat, sitting, seen from the front; (x, y) is between its paws."""
    dark, light = mix(fur, "#14161f", 0.3), mix(fur, "#ffffff", 0.2)
    c.line([(x + 60 * s, y - 20 * s), (x + 126 * s, y - 6 * s), (x + 118 * s, y - 70 * s)], 25 * s, dark, smooth=True)
    c.blob([(x - 78 * s, y), (x - 82 * s, y - 70 * s), (x - 46 * s, y - 170 * s), (x + 46 * s, y - 170 * s), (x + 82 * s, y - 70 * s), (x + 78 * s, y)], [(0, light), (1, fur)])  # fmt: skip
    c.blob([(x - 26 * s, y), (x - 34 * s, y - 110 * s), (x, y - 150 * s), (x + 34 * s, y - 110 * s), (x + 26 * s, y)], mix(fur, "#ffffff", 0.42))  # fmt: skip
    for dx in (-26, 26):
        c.oval(x + dx * s, y - 4 * s, 24 * s, 14 * s, mix(fur, "#ffffff", 0.55))
    hy = y - 216 * s
    for side in (-1, 1):
        c.poly(
            [(x + side * 66 * s, hy - 6 * s), (x + side * 62 * s, hy - 92 * s), (x + side * 10 * s, hy - 50 * s)], fur
        )
        c.poly(
            [(x + side * 58 * s, hy - 22 * s), (x + side * 56 * s, hy - 72 * s), (x + side * 26 * s, hy - 46 * s)],
            "#c99a98",
        )
    c.blob([(x - 74 * s, hy + 6 * s), (x - 56 * s, hy - 50 * s), (x, hy - 62 * s), (x + 56 * s, hy - 50 * s), (x + 74 * s, hy + 6 * s), (x + 40 * s, hy + 50 * s), (x - 40 * s, hy + 50 * s)], [(0, light), (1, fur)])  # fmt: skip
    for k in (-1, 0, 1):
        c.line([(x + k * 15 * s, hy - 58 * s), (x + k * 10 * s, hy - 34 * s)], 7 * s, dark, 0.8)
    for side in (-1, 1):
        c.oval(x + side * 29 * s, hy - 4 * s, 17 * s, 15 * s, "#e3c04f")
        c.oval(x + side * 29 * s, hy - 3 * s, 6 * s, 13 * s, "#17161c")
        c.oval(x + side * 26 * s, hy - 9 * s, 3.4 * s, 3.4 * s, "#ffffff")
        for k in range(3):
            c.line([(x + side * 22 * s, hy + (24 + k * 4) * s), (x + side * 96 * s, hy + (12 + k * 15) * s)], 1.6 * s, "#f7f7f4", 0.75)  # fmt: skip
    c.oval(x, hy + 28 * s, 25 * s, 16 * s, mix(fur, "#ffffff", 0.55))
    c.poly([(x - 8 * s, hy + 17 * s), (x + 8 * s, hy + 17 * s), (x, hy + 26 * s)], "#b5706d")
    c.line([(x - 10 * s, hy + 34 * s), (x, hy + 28 * s), (x + 10 * s, hy + 34 * s)], 2.4 * s, dark, smooth=True)


def chat_fenetre() -> Image.Image:
    """A grey cat on a windowsill, evening outside, a geranium."""
    c = Canvas(900, 1080, "chat_fenetre")
    c.fill([(0, "#c9a58a"), (1, "#a9836d")])
    for k in range(10):
        c.rect(k * 100 + 30, 0, 30, 1080, "#bd967b", 0.6)
    c.rect(140, 70, 620, 770, "#f4ebdc")
    c.rect(170, 100, 560, 710, [(0, "#4f6799"), (0.5, "#c58f92"), (1, "#f5c68c")])
    ridge(c, 720, 14, "#5a4f70", 2)
    for i in range(6):
        c.rect(176 + i * 94, 640 + (i % 3) * 24, 80, 200, "#443d5e")
        c.poly([(168 + i * 94, 642 + (i % 3) * 24), (216 + i * 94, 600 + (i % 3) * 24), (264 + i * 94, 642 + (i % 3) * 24)], "#38324f")  # fmt: skip
        c.rect(206 + i * 94, 676 + (i % 3) * 24, 18, 24, "#ffd98f")
    c.rect(0, 810, 900, 280, [(0, "#c9a58a"), (1, "#a9836d")])
    c.rect(140, 780, 620, 60, "#f4ebdc")
    c.rect(440, 100, 20, 700, "#f4ebdc")
    c.rect(170, 300, 560, 16, "#f4ebdc")
    c.poly([(60, 836), (840, 836), (880, 890), (20, 890)], [(0, "#fff8ec"), (1, "#d9c8b2")])
    c.rect(20, 890, 860, 24, "#b39a82")
    c.oval(480, 862, 150, 16, "#6d5648", 0.45, soft=8)
    cat(c, 470, 864, 1.42)
    c.poly([(150, 740), (260, 740), (244, 862), (166, 862)], [(0, "#c9744a"), (1, "#95492c")])
    c.rect(142, 728, 126, 22, "#d58457")
    for k in range(13):
        a = -math.pi / 2 + (k - 6) * 0.21
        tip = (205 + 120 * math.cos(a) * c.chance.uniform(0.6, 1), 728 + 130 * math.sin(a) * c.chance.uniform(0.6, 1))
        c.line([(205, 730), tip], 5, "#5f7a44")
        c.oval(tip[0], tip[1], 25, 20, c.chance.choice(["#6f8f4c", "#84a05a", "#5a7a40"]))
    for x, y in ((166, 596), (226, 570), (262, 634)):
        c.line([(205, 720), (x, y)], 4, "#6f8f4c")
        for _ in range(12):
            c.oval(
                x + c.chance.gauss(0, 14),
                y + c.chance.gauss(0, 11),
                9,
                8,
                c.chance.choice(["#c9473f", "#e0665a", "#a93038"]),
            )
    c.poly([(20, 914), (880, 914), (860, 940), (40, 940)], "#6d5648", 0.3, soft=5)
    return c.done()


def chat_presse() -> Image.Image:
    """The same cat on a printing press, posters drying above."""
    c = Canvas(1200, 840, "chat_presse")
    c.fill([(0, "#d9d2c2"), (1, "#bfb49e")], 0, 640)
    c.fill([(0, "#8d7a66"), (1, "#5a4a3e")], 640)
    c.line([(-10, 90), (600, 118), (1210, 84)], 3, "#5a4a3e", smooth=True)
    for k, words in enumerate(("Les Merles", "chantent", "Les Merles", "chantent", "Les Merles")):
        x, y = 70 + k * 230, 104 + 10 * math.sin(k + 1)
        c.rect(x, y, 170, 230, "#efe3c8")
        c.rect(x, y, 170, 84, "#2b3a66")
        c.rect(x + 76, y - 10, 12, 28, "#b5763f")
        write(c, x + 85, y + 44, words, 34, "#efe3c8")
        for j in range(4):
            c.line([(x + 24, y + 120 + j * 24), (x + 146 - j % 2 * 30, y + 120 + j * 24)], 5, "#2b3a66", 0.6)
    iron = "#2f333d"
    c.round(250, 520, 720, 70, 12, [(0, "#525866"), (1, iron)])
    c.rect(300, 586, 60, 190, iron)
    c.rect(860, 586, 60, 190, iron)
    c.rect(270, 764, 680, 26, "#20232b")
    c.round(420, 560, 380, 110, 14, [(0, "#3d424e"), (1, "#20232b")])
    ring = [(900 + 130 * math.cos(k * 0.2), 640 + 130 * math.sin(k * 0.2)) for k in range(33)]
    c.line(ring, 21, "#7a2f2c")
    for k in range(6):
        a = k * math.tau / 6
        c.line([(900, 640), (900 + 124 * math.cos(a), 640 + 124 * math.sin(a))], 11, "#7a2f2c")
    c.oval(900, 640, 25, 25, "#c9a24c")
    c.oval(340, 512, 64, 64, [(0, "#8a8f9c"), (1, "#454a56")])
    c.oval(340, 512, 22, 22, "#20232b")
    c.rect(430, 492, 420, 30, "#cfc3a6")
    for k in range(14):
        c.rect(440 + k * 28, 496, 22, 22, "#6d6a6c")
    c.oval(650, 496, 120, 12, "#17161c", 0.4, soft=6)
    cat(c, 640, 500, 1.0)
    for k, (x, y) in enumerate(((760, 514), (800, 508), (836, 514))):
        c.oval(x, y, 8, 5, "#17161c")
        for j in (-6, 0, 6):
            c.oval(x + j, y - 8, 2.6, 2.6, "#17161c")
        del k
    c.poly([(60, 500), (210, 500), (220, 780), (50, 780)], [(0, "#a9824f"), (1, "#7d5a34")])
    for k in range(6):
        c.rect(66, 516 + k * 43, 144, 34, "#8d6a3f")
        c.oval(138, 533 + k * 43, 8, 6, "#d9b56a")
    write(c, 1080, 470, "&", 190, "#7a2f2c")
    return c.done(vignette=0.2)


SCENES = {
    "chaises": chaises,
    "bequilles": bequilles,
    "clarinette": clarinette,
    "chat_fenetre": chat_fenetre,
    "chat_presse": chat_presse,
}
