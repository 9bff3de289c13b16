"""The town: roofs by night, a tram in the rain, the bookshop's window, stairs, a schoolbag, the cathedral."""

from __future__ import annotations

import math

from PIL import Image

from demo.drawing.canvas import Canvas
from demo.drawing.colours import mix
from demo.drawing.lettering import write
from demo.drawing.nature import cloud, leaf, stars


def _roof(c: Canvas, x: float, y: float, w: float, h: float, slate: str, wall: str, foot: float = 830) -> None:
    """A house seen from its street side: slate, chimney, wall."""
    c.rect(x, y, w, foot - y, [(0, wall), (1, mix(wall, "#000000", 0.25))])
    c.poly([(x - 12, y), (x + w * 0.12, y - h), (x + w * 0.88, y - h), (x + w + 12, y)], [(0, mix(slate, "#ffffff", 0.1)), (1, slate)])  # fmt: skip
    for k in range(4):
        c.line([(x - 8 + k * 4, y - h * k / 4 - 8), (x + w + 8 - k * 4, y - h * k / 4 - 8)], 1.4, "#ffffff", 0.06)
    px = x + w * c.chance.choice([0.2, 0.7])
    c.rect(px, y - h - 44, 34, 70, mix(wall, "#7a3b30", 0.4))
    for k in range(2):
        c.rect(px + 4 + k * 15, y - h - 58, 10, 16, "#8d5a47")


def _window(c: Canvas, x: float, y: float, w: float, h: float, light: str, frame: str) -> None:
    c.rect(x - 4, y - 4, w + 8, h + 8, frame)
    c.rect(x, y, w, h, light)
    c.line([(x + w / 2, y), (x + w / 2, y + h)], 3, frame)
    c.line([(x, y + h * 0.4), (x + w, y + h * 0.4)], 3, frame)


def lucarne() -> Image.Image:
    """From a dark room: an attic window lit across the street."""
    c = Canvas(1000, 1000, "lucarne")
    c.fill([(0, "#131a38"), (0.6, "#25305c"), (1, "#3b4673")])
    stars(c, 90, 420)
    c.oval(190, 170, 30, 30, "#f7ecd0")
    c.oval(203, 163, 27, 27, "#182043")
    c.poly(
        [(-20, 1020), (-20, 640), (160, 330), (900, 330), (1020, 520), (1020, 1020)], [(0, "#2c3560"), (1, "#151a36")]
    )
    for k in range(18):
        y = 352 + k * 36
        c.line([(150 - k * 20, y), (1020, y)], 2, "#4a5588", 0.3)
        for j in range(22):
            x = j * 56 + (k % 2) * 28
            if x > 160 - k * 20:
                c.line([(x, y), (x, y + 36)], 1.4, "#4a5588", 0.2)
    c.rect(700, 210, 92, 190, "#3a2f46")
    for k in range(3):
        c.rect(710 + k * 26, 182, 18, 32, "#5b4250")
    c.glow(500, 600, 420, "#ffd98a", 0.42)
    c.poly([(350, 470), (500, 350), (650, 470), (650, 800), (350, 800)], "#1d2444")
    c.poly([(326, 482), (500, 338), (674, 482), (656, 496), (500, 368), (344, 496)], "#0f142c")
    c.rect(380, 498, 240, 270, [(0, "#ffe7a8"), (0.7, "#fbc873"), (1, "#e79b4f")])
    c.rect(380, 690, 240, 78, "#7a4a34")
    c.rect(392, 520, 70, 100, "#d88d4e", 0.55)
    for k, colour in enumerate(("#8d3f3a", "#46638a", "#d9a441", "#54735c", "#8d3f3a", "#5a4a72")):
        c.rect(396 + k * 11, 560 - k % 3 * 6, 9, 60 + k % 3 * 6, colour, 0.85)
    c.line([(596, 690), (588, 620), (556, 596)], 5, "#5a3a34", smooth=True)
    c.poly([(536, 604), (556, 580), (580, 604)], "#5a3a34")
    c.glow(556, 620, 60, "#fff8dc", 0.9)
    c.blob([(450, 690), (456, 640), (492, 622), (528, 640), (536, 690)], "#3a2a3c")
    c.oval(494, 598, 28, 32, "#3a2a3c")
    c.oval(520, 576, 12, 11, "#3a2a3c")
    c.line([(500, 498), (500, 768)], 7, "#1d2444")
    c.line([(380, 600), (620, 600)], 6, "#1d2444", 0.85)
    c.rect(360, 764, 280, 16, "#131936")
    for k in range(5):
        leaf(c, 396 + k * 50, 756 - k % 2 * 6, 16, "#3f5a4a", -1.2 + k * 0.3)
    c.rect(0, 0, 46, 1000, "#0c1126")
    c.poly([(46, 0), (150, 0), (90, 400), (46, 760)], "#0f1530", 0.93)
    c.rect(0, 950, 1000, 60, "#0c1126")
    c.round(770, 868, 84, 92, 12, [(0, "#3c4a78"), (1, "#27305a")])
    c.line([(852, 890), (888, 906), (852, 934)], 9, "#27305a", smooth=True)
    for k in range(3):
        c.line(
            [(792 + k * 20, 850), (786 + k * 20, 826), (796 + k * 20, 800), (788 + k * 20, 776)],
            4,
            "#c9d2ee",
            0.22,
            smooth=True,
            soft=2,
        )
    return c.done()


def toits_lune() -> Image.Image:
    """Roofs in the last of the night, a pale moon."""
    c = Canvas(1200, 800, "toits_lune")
    c.fill([(0, "#5c7ba6"), (0.5, "#a8b6cc"), (0.8, "#e7cfc6"), (1, "#f7ddc2")], 0, 640)
    for x, y, w in ((300, 120, 420), (900, 210, 380)):
        cloud(c, x, y, w, "#f4e6e4", 0.55)
    c.glow(770, 190, 150, "#ffffff", 0.5)
    c.oval(770, 190, 58, 58, "#f8f4ea")
    for dx, dy, r in ((-18, -10, 13), (14, 16, 17), (18, -20, 8)):
        c.oval(770 + dx, 190 + dy, r, r, "#dbdde0", 0.7)
    for i in range(13):
        _roof(c, -40 + i * 100, 480 + 22 * math.sin(i * 2.4), 96, 62, "#8f97ab", "#c9bdb5")
    c.veil(390, 190, "#f4e3d8", 0.6)
    for i in range(8):
        _roof(c, -60 + i * 170, 590 + 26 * math.sin(i * 1.7 + 1), 158, 96, "#66718f", "#b3a49c")
    c.veil(520, 160, "#f0dcd0", 0.35)
    for i in range(5):
        x = -80 + i * 290
        _roof(c, x, 720 + 20 * math.sin(i * 2.2), 260, 150, "#414c6c", "#8d8084")
        light = "#ffdc93" if i in (1, 3) else "#59648a"
        c.poly([(x + 90, 690), (x + 130, 632), (x + 170, 690)], "#353f5e")
        _window(c, x + 106, 668, 48, 54, light, "#e4ddd6")
        if i in (1, 3):
            c.glow(x + 130, 694, 90, "#ffe3a6", 0.5)
    for k, (x, y) in enumerate(((214, 560), (820, 548))):
        for j in range(5):
            c.oval(
                x + 12 * math.sin(j) + j * 8,
                y - 60 - j * 32,
                12 + j * 6,
                10 + j * 5,
                "#f6f0ee",
                0.34 - j * 0.05,
                soft=7,
            )
        c.line([(x - 70, y + 60 - k * 8), (x + 60, y + 60 - k * 8)], 0.8, "#2c3552")
    c.line([(560, 560), (560, 470), (530, 470), (590, 470)], 3, "#353f5e")
    c.line([(540, 486), (580, 486)], 3, "#353f5e")
    return c.done()


def pluie_tram() -> Image.Image:
    """The street through the wet window of a tram."""
    c = Canvas(1200, 800, "pluie_tram")
    c.fill([(0, "#5a6a80"), (0.6, "#8692a0"), (1, "#55606f")])
    for i in range(7):
        c.rect(-30 + i * 190, 130 + 40 * math.sin(i * 2.3), 170, 500, mix("#6f7b8c", "#a4978d", (i % 3) / 3))
        for j in range(8):
            lit = c.chance.random() < 0.4
            c.rect(-10 + i * 190 + (j % 2) * 76, 190 + j // 2 * 90, 44, 56, "#ffd58a" if lit else "#4d596b", 0.85)
    c.rect(0, 590, 1200, 220, [(0, "#6a7483"), (1, "#3c4553")])
    for x, colour in ((140, "#ff9d5c"), (330, "#ffe09a"), (520, "#e8574f"), (690, "#ffe7b4"), (900, "#7fd0b8"), (1070, "#ffb45e")):  # fmt: skip
        c.glow(x, 560, 90, colour, 0.9)
        c.oval(x, 560, 20, 20, colour)
        c.rect(x - 12, 610, 24, 190, colour, 0.35)
    for post in (420, 800):
        c.rect(post - 4, 300, 8, 330, "#39424f")
    c.blob([(600, 650), (560, 590), (600, 540), (650, 590)], "#2e3644")
    c.blob([(520, 560), (600, 470), (690, 560), (600, 548)], "#b5403a")
    c.soften(9)
    for _ in range(60):
        px, py = c.chance.uniform(0, 1200), c.chance.uniform(-60, 500)
        long = c.chance.uniform(40, 260)
        c.line([(px, py), (px + c.chance.uniform(-5, 5), py + long * 0.5), (px + c.chance.uniform(-8, 8), py + long)], 3.4, "#dfe8f0", 0.25, smooth=True)  # fmt: skip
        _drop(c, px, py + long, c.chance.uniform(6, 11))
    for _ in range(420):
        _drop(c, c.chance.uniform(0, 1200), c.chance.uniform(0, 700), c.chance.choice([1.6, 2.2, 3, 4.4, 6]))
    c.rect(0, 706, 1200, 100, [(0, "#2c333f"), (0.15, "#454f5f"), (1, "#1d232d")])
    c.rect(0, 0, 60, 800, [(0, "#39424f"), (1, "#232a35")])
    c.rect(1150, 0, 60, 800, [(0, "#39424f"), (1, "#232a35")])
    c.rect(0, 0, 1200, 40, "#2c333f")
    c.line([(62, 40), (62, 706)], 4, "#0f141c", 0.6)
    c.blob([(884, 780), (900, 690), (946, 640), (980, 700), (1010, 800)], "#171c26")
    c.oval(944, 610, 44, 52, "#171c26")
    c.line([(830, 706), (830, 40)], 12, "#d8a63f")
    c.line([(830, 706), (830, 40)], 3, "#f4d488", 0.7)
    return c.done()


def _drop(c: Canvas, x: float, y: float, r: float) -> None:
    c.oval(x, y, r, r * 1.25, [(0, "#4b586a"), (1, "#e6eef4")], 0.75)
    c.oval(x - r * 0.3, y - r * 0.5, r * 0.3, r * 0.28, "#ffffff", 0.9)


def vitrine() -> Image.Image:
    """The bookshop's window at dusk, books and a lamp, somebody's reflection."""
    c = Canvas(1200, 840, "vitrine")
    c.rect(0, 0, 1200, 840, [(0, "#39466e"), (1, "#2a3050")])
    for k in range(9):
        for j in range(13):
            c.rect(j * 100 - (k % 2) * 50, k * 26 - 10, 96, 22, "#455279", 0.5)
    front = "#2f5d5a"
    c.rect(70, 96, 1060, 700, [(0, mix(front, "#ffffff", 0.08)), (1, mix(front, "#000000", 0.3))])
    c.rect(90, 112, 1020, 84, mix(front, "#000000", 0.25))
    write(c, 600, 154, "Librairie du Pont", 58, "#f0d9a0")
    c.rect(110, 220, 680, 480, [(0, "#ffedbd"), (0.6, "#fbd48a"), (1, "#e6a95a")])
    for row in range(3):
        y = 300 + row * 92
        c.rect(110, y, 680, 8, "#9a6238", 0.75)
        x = 118.0
        while x < 780:
            w, h = c.chance.uniform(10, 24), c.chance.uniform(44, 74)
            if c.chance.random() < 0.9:
                c.rect(x, y - h, w, h, c.chance.choice(["#a9503f", "#39597b", "#c98f3c", "#5d7a58", "#7d4a63", "#e2c79a", "#4b4a6b"]), 0.75)  # fmt: skip
            x += w + 2
    c.soften(1.6, 220, 600)
    c.glow(300, 270, 190, "#fffbe6", 0.85)
    c.poly([(262, 284), (282, 238), (318, 238), (338, 284)], "#b5483c")
    c.line([(300, 220), (300, 240)], 3, "#5a3326")
    c.rect(110, 604, 680, 96, [(0, "#8d5633"), (1, "#5d3624")])
    books = ((150, "#b5483c", -8), (262, "#3d6a8a", 5), (372, "#e0b04c", -4), (486, "#5f7f5b", 7), (600, "#7b4a70", -6))
    for x, colour, lean in books:
        c.poly([(x + lean, 486), (x + 84 + lean, 482), (x + 88, 616), (x - 2, 620)], [(0, mix(colour, "#ffffff", 0.16)), (1, colour)])  # fmt: skip
        c.rect(x + 18 + lean * 0.6, 520, 50, 6, "#fff2d2", 0.85)
        c.rect(x + 18 + lean * 0.5, 534, 36, 4, "#fff2d2", 0.7)
        c.poly([(x + 8, 620), (x + 80, 616), (x + 60, 640), (x + 20, 640)], "#3d2418", 0.4)
    _cat(c, 716, 606)
    for x in (110, 450, 790):
        c.line([(x, 214), (x, 704)], 12, mix(front, "#000000", 0.15))
    c.poly([(470, 222), (600, 222), (520, 700), (452, 700)], "#ffffff", 0.1, soft=3)
    c.blob([(196, 704), (206, 520), (258, 470), (310, 520), (326, 704)], "#28304f", 0.25, soft=3)
    c.oval(258, 430, 36, 42, "#28304f", 0.25, soft=3)
    c.rect(840, 220, 240, 576, [(0, mix(front, "#ffffff", 0.12)), (1, mix(front, "#000000", 0.2))])
    c.rect(870, 250, 180, 330, [(0, "#ffe5a6"), (1, "#eab061")])
    c.rect(900, 330, 120, 56, "#fffaf0")
    write(c, 960, 357, "entrez", 34, "#5b2f8a")
    c.line([(900, 332), (960, 296), (1020, 332)], 2, "#5d3624")
    c.oval(1060, 560, 9, 9, "#e8c472")
    c.oval(960, 232, 12, 10, "#e8c472")
    c.rect(-10, 796, 1220, 60, [(0, "#4b4a62"), (1, "#2b2c44")])
    c.poly([(110, 796), (790, 796), (900, 850), (20, 850)], "#f3c377", 0.35, soft=6)
    return c.done()


def _cat(c: Canvas, x: float, y: float, fur: str = "#6f7480") -> None:
    """A grey cat, asleep in a loaf."""
    c.blob([(x - 62, y + 8), (x - 50, y - 36), (x, y - 54), (x + 44, y - 34), (x + 58, y + 8)], fur)
    c.oval(x - 44, y - 34, 28, 24, mix(fur, "#ffffff", 0.1))
    for dx in (-62, -34):
        c.poly([(x + dx - 8, y - 46), (x + dx, y - 74), (x + dx + 12, y - 50)], mix(fur, "#ffffff", 0.1))
    for dx in (-56, -36):
        c.line([(x + dx - 5, y - 36), (x + dx, y - 33), (x + dx + 5, y - 36)], 2, "#2c2f3a", smooth=True)
    c.line([(x + 50, y), (x + 10, y + 12), (x - 30, y + 8)], 13, mix(fur, "#000000", 0.12), smooth=True)


def escalier() -> Image.Image:
    """A spiral stair of stone seen from above, three children going down."""
    c = Canvas(1000, 1000, "escalier", "#d7c5a6")
    c.rect(0, 0, 1000, 1000, [(0, "#e5d6b8"), (1, "#b59c78")])
    for turn in range(58, 0, -1):
        a = turn * 0.29
        r = 80 + turn * 12.2
        cx, cy = 500 + 8 * math.cos(a), 500 + 8 * math.sin(a)
        b = a + 0.33
        shade = 0.5 + 0.5 * math.cos(a - 0.9)
        deep = 1 - turn / 58
        colour = mix(mix("#a07c52", "#f9ecd0", shade), "#4a3040", deep * 0.6)
        out = r + 130
        c.poly([(cx + 40 * math.cos(a), cy + 40 * math.sin(a)), (cx + out * math.cos(a), cy + out * math.sin(a)), (cx + out * math.cos(b), cy + out * math.sin(b)), (cx + 40 * math.cos(b), cy + 40 * math.sin(b))], colour)  # fmt: skip
        c.line([(cx + 40 * math.cos(a), cy + 40 * math.sin(a)), (cx + out * math.cos(a), cy + out * math.sin(a))], 2.4, "#3d3040", 0.5)  # fmt: skip
    c.oval(500, 500, 60, 60, [(0, "#fff0c8"), (1, "#d6a867")])
    c.glow(500, 500, 200, "#fff3cf", 0.7)
    spiral = [
        (500 + (70 + k * 6.6) * math.cos(k * 0.165), 500 + (70 + k * 6.6) * math.sin(k * 0.165)) for k in range(62)
    ]
    c.line(spiral, 13, "#4a3440", smooth=True)
    c.line([(x - 2, y - 3) for x, y in spiral], 3, "#b98f6a", 0.8, smooth=True)
    for x, y, coat, hair, s in ((690, 300, "#c24f41", "#5a3422", 1.0), (790, 424, "#e0ae45", "#2c2430", 1.1), (816, 580, "#3f6f8d", "#a86a35", 1.2)):  # fmt: skip
        c.oval(x + 12, y + 16, 40 * s, 30 * s, "#2c2230", 0.4, soft=7)
        c.oval(x, y, 38 * s, 28 * s, coat)
        c.oval(x - 34 * s, y + 10, 12 * s, 11 * s, "#e8bd98")
        c.oval(x + 4, y - 4, 20 * s, 20 * s, hair)
        c.oval(x + 8, y - 8, 7 * s, 7 * s, mix(hair, "#ffffff", 0.25), 0.8)
    return c.done(vignette=0.25)


def cartable() -> Image.Image:
    """A street of the first day of school: a big schoolbag with two legs."""
    c = Canvas(900, 1080, "cartable")
    c.fill([(0, "#cfe0e6"), (0.6, "#f6e6c9"), (1, "#f9dfb4")], 0, 700)
    for side in (0, 1):
        for i in range(5):
            x = i * 84 if not side else 900 - (i + 1) * 84
            tall = 640 - i * 92
            colour = mix(
                ("#e3b48a", "#d7c7a8", "#c98f77", "#e9d3a6", "#b9a58f")[i], "#8d90b0" if side else "#fff2d8", 0.35
            )
            c.rect(x, 720 - tall, 86, tall + 60, [(0, mix(colour, "#ffffff", 0.15)), (1, colour)])
            for j in range(int(tall / 110)):
                c.rect(x + 22, 760 - tall + j * 106, 36, 58, "#6f7f8c" if side else "#8fa6b0", 0.8)
                c.rect(x + 12, 760 - tall + j * 106, 9, 58, "#5d7f78", 0.9)
                c.rect(x + 59, 760 - tall + j * 106, 9, 58, "#5d7f78", 0.9)
    c.glow(450, 520, 320, "#fff8df", 0.85)
    c.rect(0, 690, 900, 400, [(0, "#d9c9b4"), (1, "#a99a92")])
    c.poly([(400, 690), (500, 690), (980, 1090), (-80, 1090)], [(0, "#eed7b0"), (1, "#c3a684")])
    for k in range(9):
        y = 700 + k * k * 5.2
        c.line([(-20, y), (920, y)], 1.2, "#8d7458", 0.25)
    for k in range(-6, 7):
        c.line([(450 + k * 8, 690), (450 + k * 130, 1090)], 1.2, "#8d7458", 0.22)
    x, y = 450, 800
    c.poly([(x - 70, 1004), (x + 80, 1004), (x + 30, 1080), (x - 250, 1080)], "#6d5a6a", 0.4, soft=8)
    for dx in (-42, 30):
        c.rect(x + dx, y + 120, 24, 74, "#e0b08b")
        c.rect(x + dx - 1, y + 160, 26, 28, "#f7f3ea")
        c.blob(
            [(x + dx - 8, y + 206), (x + dx - 4, y + 182), (x + dx + 28, y + 182), (x + dx + 34, y + 206)], "#3a4a70"
        )
    c.round(x - 62, y + 70, 124, 66, 12, "#46608f")
    c.line([(x - 104, y - 40), (x - 122, y + 30), (x - 108, y + 86)], 26, "#c9473f", smooth=True)
    c.line([(x + 104, y - 40), (x + 122, y + 30), (x + 108, y + 86)], 26, "#c9473f", smooth=True)
    c.oval(x, y - 132, 40, 42, "#6a4228")
    c.line([(x - 26, y - 150), (x - 52, y - 110)], 12, "#6a4228")
    c.line([(x + 26, y - 150), (x + 52, y - 110)], 12, "#6a4228")
    c.round(x - 108, y - 110, 216, 226, 26, [(0, "#e9b145"), (1, "#bb7a2c")])
    c.round(x - 108, y - 110, 216, 126, 26, [(0, "#f3c45f"), (1, "#d89a3a")])
    c.round(x - 84, y + 34, 168, 66, 12, "#a9672a", 0.55)
    for dx in (-56, 34):
        c.round(x + dx, y - 10, 24, 50, 5, "#7a4326")
        c.round(x + dx + 3, y + 14, 18, 18, 3, "#f7ecd0")
    c.oval(x, y - 60, 18, 18, "#fff3d6")
    leaf(c, 210, 1010, 24, "#c9803a", 0.4)
    leaf(c, 716, 960, 17, "#a9602f", 2.1)
    return c.done()


def cathedrale() -> Image.Image:
    """The cathedral at five o'clock: towers in the light, the street in the shade."""
    c = Canvas(900, 1080, "cathedrale")
    c.fill([(0, "#7fa0c4"), (0.6, "#c9cfd6"), (1, "#f3dcc0")], 0, 860)
    cloud(c, 180, 240, 300, "#fdf3e6", 0.7)
    cloud(c, 760, 150, 260, "#fdf3e6", 0.7)
    stone, deep = "#f2cf96", "#a9794f"
    c.rect(210, 590, 480, 270, [(0, "#b9a08f"), (1, "#77708a")])
    for x in (250, 500):
        c.rect(x, 300, 150, 560, [(0, "#ffe4ad"), (0.6, stone), (1, "#8d7a86")])
        c.rect(x + 110, 300, 40, 560, [(0, deep), (1, "#5f566c")], 0.55)
        for k in range(3):
            c.rect(x + 14 + k * 44, 330, 26, 130, mix(deep, "#4d3c44", 0.4), 0.75)
            c.oval(x + 27 + k * 44, 332, 13, 20, mix(deep, "#4d3c44", 0.4), 0.75)
            c.rect(x + 14 + k * 44, 500, 26, 110, mix(deep, "#4d3c44", 0.3), 0.6)
        c.rect(x - 8, 470, 166, 12, "#ffe9bd")
        c.rect(x - 8, 292, 166, 12, "#fff0cc")
        for k in range(5):
            c.rect(x + 26 + k * 22, 226, 9, 70, "#ffe4ad")
        c.oval(x + 75, 226, 54, 12, "#ffe9bd")
        for k in range(7):
            c.poly([(x + 24 + k * 16, 222), (x + 29 + k * 16, 192), (x + 34 + k * 16, 222)], stone)
    c.rect(398, 420, 104, 440, [(0, stone), (1, "#85768a")])
    c.oval(450, 520, 46, 46, "#7a5a58")
    for k in range(12):
        a = k * math.tau / 12
        c.oval(450 + 26 * math.cos(a), 520 + 26 * math.sin(a), 9, 9, "#9fb4cf", 0.9)
    c.oval(450, 520, 9, 9, "#e8c16e")
    for x in (270, 410, 520):
        c.poly([(x, 860), (x, 760), (x + 40, 690), (x + 80, 760), (x + 80, 860)], "#594b5e")
    shade = "#4a4a68"
    c.poly([(-10, 380), (170, 480), (226, 560), (226, 900), (-10, 1090)], [(0, "#6f6a86"), (1, shade)])
    c.poly([(910, 330), (740, 470), (676, 560), (676, 900), (910, 1090)], [(0, "#7d7088"), (1, shade)])
    for i in range(5):
        for side in (0, 1):
            x = 20 + i * 40 if not side else 866 - i * 40
            y = 520 + i * 26
            c.poly([(x, y), (x + 22, y + 8 if not side else y - 4), (x + 22, y + 66), (x, y + 62)], "#ffd592" if (i + side) % 3 == 0 else "#38395a", 0.85)  # fmt: skip
    c.poly([(226, 860), (676, 860), (910, 1090), (-10, 1090)], [(0, "#9a8796"), (1, "#4d4c6a")])
    for dx in (-34, 34):
        c.line([(450 + dx * 0.5, 862), (450 + dx * 5, 1090)], 4, "#d9dbe2", 0.6)
    for x, y, s, coat in ((380, 900, 0.8, "#8d3f3a"), (520, 910, 0.9, "#2f3556"), (610, 980, 1.3, "#3d5a58"), (300, 1000, 1.4, "#5a3f58")):  # fmt: skip
        c.oval(x, y - 44 * s, 8 * s, 9 * s, "#d7ac8c")
        c.blob([(x - 13 * s, y), (x - 11 * s, y - 36 * s), (x + 11 * s, y - 36 * s), (x + 14 * s, y)], coat)
        c.rect(x - 7 * s, y - 2, 5 * s, 18 * s, "#26283f")
        c.rect(x + 3 * s, y - 2, 5 * s, 18 * s, "#26283f")
    return c.done()


SCENES = {
    "lucarne": lucarne,
    "toits_lune": toits_lune,
    "pluie_tram": pluie_tram,
    "vitrine": vitrine,
    "escalier": escalier,
    "cartable": cartable,
    "cathedrale": cathedrale,
}
