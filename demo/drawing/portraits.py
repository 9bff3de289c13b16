"""Portraits, 810 x 810, made to be cut as upright ovals: a few strokes, as one draws somebody one likes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PIL import Image

from demo.drawing.canvas import Canvas
from demo.drawing.colours import mix

INK = "#2b2230"


@dataclass(frozen=True)
class Face:
    """What is drawn of somebody."""

    back: str
    skin: str
    hair: str
    coat: str
    cut: str  # bob, bun, fringe, short, curls, afro, bald, long, pixie, wavy, scarf
    glasses: str = ""
    beard: bool = False
    scarf: str = ""  # around the neck
    hat: str = ""
    years: bool = False  # the fine lines of somebody who has laughed for a while
    smile: float = 1.0


FACES = {
    "helene": Face("#ecdcc0", "#f1cfb4", "#9a4a30", "#3d3a5f", "bob", glasses="#5a2f3a", smile=0.9),
    "muriel": Face("#cfdfe8", "#f2d0b6", "#b5532c", "#2f5d58", "bun", smile=1.2),
    "delphine": Face("#dcd8c8", "#dcab8a", "#1f1c26", "#b98a52", "fringe", scarf="#7d3f4a", smile=0.7),
    "marco": Face("#ecd5c2", "#d9a582", "#241f26", "#3a3a46", "short", beard=True, smile=0.8),
    "eric": Face("#c9cfe2", "#efcfb6", "#9a9aa6", "#2c3a5c", "short", glasses="#3a3f52", smile=0.9, years=True),
    "fabien": Face("#efe2c2", "#f0cdb0", "#5a3a2a", "#f4efe4", "bald", beard=True, smile=1.3),
    "rolyams": Face("#c9ccd6", "#6d4432", "#17131a", "#c99a5c", "afro"),
    "nora": Face("#e6d2cf", "#c4895f", "#221a20", "#7a3f5f", "curls", smile=1.2),
    "ines": Face("#cfe0dc", "#e0b08c", "#4a2f26", "#a94a4a", "long", smile=0.9),
    "agathe": Face("#d9dccd", "#f0cdb4", "#c9c6c4", "#6d3a42", "bun", glasses="#2b2230", years=True, smile=0.7),
    "claire": Face("#dcd6e2", "#f4d8c2", "#dcb46a", "#4f4a70", "long", smile=0.8),
    "paul": Face("#e4dccf", "#efc6a6", "#b5683a", "#3f6a62", "short", smile=0.9),
    "yves": Face(
        "#dcd5c8", "#eec8ac", "#6d6a6c", "#2f333d", "bald", beard=True, glasses="#2b2230", years=True, smile=0.6
    ),
    "lea": Face("#e3d8cc", "#e8bf98", "#1d1a22", "#3f7d7a", "pixie", smile=1.1),
    "idir": Face("#d3dde0", "#c08a62", "#1f1a20", "#d08a3f", "short", beard=True, hat="#46608f"),
    "aicha": Face("#ece3b8", "#7d4f38", "#1d1418", "#3f6f7d", "scarf", hat="#b5483c", smile=1.3),
    "odile": Face("#cfd6dc", "#f2d2bc", "#e4e2e0", "#55796a", "pixie", years=True, smile=1.2),
    "anneliese": Face("#e6dde6", "#f0cdb2", "#8d8a92", "#6a4a80", "bob", years=True, smile=0.9),
    "solene": Face("#d6e2e8", "#f3d3b8", "#c98f4a", "#3f6d62", "curls", smile=1.2),
    "malik": Face("#dcd2e2", "#5f3b2c", "#16121a", "#e0b04c", "short", smile=1.1),
    "wen": Face("#e2dccb", "#efcda6", "#1a181f", "#b5653f", "fringe", smile=0.8),
    "hugo": Face("#e9dcc4", "#f2cdae", "#8a5a34", "#f2ede2", "short", hat="#f4efe4"),
    "maman": Face("#d8e0d0", "#f4d4be", "#d8d5d2", "#b58a42", "wavy", years=True, smile=1.2),
    "luce": Face("#e0d6cc", "#f0ccb4", "#b9b5b8", "#4d6f64", "bun", glasses="#5a4a3a", years=True, smile=0.5),
    "julien": Face("#efe0cc", "#f0c8a8", "#a8572f", "#33518a", "short", glasses="#2b2230", smile=1.1),
    "zoe": Face("#d3dce8", "#f2cdb0", "#a3522e", "#c99a3f", "long", hat="#3f4a6d"),
    "basile": Face("#dde2d6", "#f0c6a6", "#6d4a34", "#5a4a6d", "bald", hat="#a8443c", beard=True),
    "ruth": Face("#d9dfe6", "#f6d8c8", "#e9e6e2", "#5f7d9a", "bob", glasses="#7a3f4a", years=True, smile=1.1),
    "joseph": Face("#cddbe2", "#e0ac8a", "#d9d9da", "#26395a", "bald", hat="#26395a", beard=True, years=True),
    "remi": Face("#f0dcc0", "#e6b892", "#3a2a26", "#e9e2d2", "wavy", beard=True),
    "tom": Face("#d6e0e0", "#f2cdb0", "#7a4a2c", "#6d7f4c", "wavy", smile=1.1),
    "blandine": Face("#e2dccf", "#f0cbb0", "#6d3a2c", "#4a5f5a", "pixie", glasses="#a3702c", smile=0.9),
    "gerard": Face("#d6d9d2", "#eec6ac", "#c4c2c0", "#6d5a4a", "bald", glasses="#2b2230", years=True, smile=0.5),
    "mireille": Face("#efe4b8", "#f0c8aa", "#c98a4a", "#2f4a80", "wavy", smile=1.3),
    "stephane": Face("#dccfc2", "#e8bc98", "#5a4a42", "#a3623a", "wavy", beard=True, smile=0.9),
    "yasmina": Face("#d0e0dc", "#c99268", "#241a1e", "#3a6f8d", "long", scarf="#d9a441"),
}


def portrait(name: str) -> Image.Image:
    """Draw one of FACES."""
    face = FACES[name]
    c = Canvas(660, 810, name)
    c.fill([(0, mix(face.back, "#ffffff", 0.25)), (1, mix(face.back, "#8d8078", 0.18))])
    c.glow(200, 240, 360, "#ffffff", 0.4)
    _behind(c, face)
    c.blob([(30, 830), (70, 690), (200, 622), (330, 606), (460, 622), (590, 690), (630, 830)],
           [(0, mix(face.coat, "#ffffff", 0.12)), (1, mix(face.coat, "#000000", 0.2))])  # fmt: skip
    deep = mix(face.skin, "#6d3428", 0.32)
    c.blob([(272, 500), (388, 500), (400, 620), (330, 672), (260, 620)], deep)
    c.blob([(276, 556), (384, 556), (394, 616), (330, 660), (266, 616)], face.skin, 0.5)
    for x in (176, 484):
        c.oval(x, 396, 24, 38, mix(face.skin, "#6d3428", 0.14))
    c.blob([(176, 330), (200, 230), (330, 190), (460, 230), (484, 330), (472, 440), (420, 530), (330, 572), (240, 530), (188, 440)],
           [(0, mix(face.skin, "#fff2e0", 0.2)), (1, face.skin)])  # fmt: skip
    for x in (232, 428):
        c.oval(x, 446, 40, 28, "#d8705c", 0.22, soft=12)
    if face.beard:
        _beard(c, face)
    _features(c, face, deep)
    _hair(c, face)
    if face.glasses:
        for x in (258, 402):
            ring = [(x + 55 * math.cos(k * 0.2), 388 + 46 * math.sin(k * 0.2)) for k in range(33)]
            c.poly(ring, "#ffffff", 0.12)
            c.line(ring, 8, face.glasses)
        c.line([(312, 384), (330, 374), (348, 384)], 8, face.glasses, smooth=True)
    if face.hat and face.cut != "scarf":
        _hat(c, face)
    _collar(c, face)
    return _squared(c.done(grain=4, vignette=0))


def _squared(picture: Image.Image) -> Image.Image:
    """As wide as it is high: the background goes on at both sides."""
    side = (picture.height - picture.width) // 2
    square = Image.new("RGB", (picture.height, picture.height))
    for x, at in ((0, 0), (picture.height - side, picture.width - 1)):
        square.paste(picture.crop((at, 0, at + 1, picture.height)).resize((side, picture.height)), (x, 0))
    square.paste(picture, (side, 0))
    return square


def _features(c: Canvas, face: Face, deep: str) -> None:
    brow = mix(face.hair, INK, 0.4)
    for side in (-1, 1):
        x = 330 + side * 72
        c.line([(x - 36, 334 - side * 2), (x, 322), (x + 36, 334 + side * 2)], 9, brow, 0.9, smooth=True)
        c.oval(x, 388, 25, 15, "#fffaf2")
        c.oval(x + 2, 389, 13, 14, mix(face.hair, INK, 0.6))
        c.oval(x + 6, 384, 4, 4, "#ffffff")
        c.line([(x - 28, 386), (x, 371), (x + 28, 386)], 6, INK, smooth=True)
    c.line([(334, 392), (322, 446), (346, 456)], 6, deep, 0.9, smooth=True)
    if face.years:
        for side in (-1, 1):
            x = 330 + side * 122
            for k in (-1, 0, 1):
                c.line([(x, 392 + k * 8), (x + side * 20, 388 + k * 15)], 3, deep, 0.55)
            c.line([(330 + side * 62, 446), (330 + side * 78, 478), (330 + side * 74, 500)], 4, deep, 0.45, smooth=True)
    lift = 16 * face.smile
    mouth = mix("#a8483f", face.skin, 0.15)
    c.line([(284, 494 - lift * 0.5), (330, 500 + lift * 0.6), (376, 494 - lift * 0.5)], 9, mouth, smooth=True)
    c.line([(308, 526), (330, 530), (352, 526)], 4, deep, 0.5, smooth=True)


def _behind(c: Canvas, face: Face) -> None:
    """Hair that falls behind the neck."""
    dark = mix(face.hair, "#000000", 0.22)
    if face.cut in ("bob", "fringe"):
        c.blob([(140, 300), (330, 196), (520, 300), (540, 560), (440, 606), (330, 596), (220, 606), (120, 560)], dark)
    elif face.cut == "long":
        c.blob(
            [(146, 300), (330, 196), (514, 300), (548, 620), (566, 800), (400, 800), (260, 800), (94, 800), (112, 620)],
            dark,
        )
    elif face.cut == "wavy":
        for k in range(19):
            a = math.pi * (0.94 + 1.12 * k / 18)
            c.oval(330 + 172 * math.cos(a), 350 + 176 * math.sin(a), 56, 54, dark)
    elif face.cut == "scarf":
        c.blob([(140, 330), (190, 160), (330, 96), (470, 160), (520, 330), (500, 540), (430, 620), (230, 620), (160, 540)],
               mix(face.hat, "#000000", 0.25))  # fmt: skip
    elif face.cut == "bun":
        c.oval(330, 128, 84, 76, face.hair)
        c.line([(270, 130), (330, 92), (392, 126)], 7, dark, 0.6, smooth=True)
    elif face.cut in ("curls", "afro"):
        spread = 1.0 if face.cut == "curls" else 1.14
        for k in range(34):
            a = math.pi * (0.86 + 1.28 * k / 33)
            for r in (196, 150):
                c.oval(330 + r * spread * math.cos(a), 350 + r * 1.06 * spread * math.sin(a), 58, 58, dark if r == 196 else face.hair)  # fmt: skip
        if face.cut == "curls":
            for side in (-1, 1):
                for k in range(5):
                    c.oval(330 + side * (188 - k * 4), 380 + k * 42, 50, 48, dark)


def _hair(c: Canvas, face: Face) -> None:
    hair, light = face.hair, mix(face.hair, "#ffffff", 0.22)
    if face.cut == "bob":
        c.blob([(330, 168), (470, 196), (520, 330), (520, 520), (474, 560), (484, 400), (440, 300), (330, 258), (260, 272), (204, 330), (178, 420), (188, 560), (136, 520), (140, 330), (200, 196)], hair)  # fmt: skip
        c.blob([(220, 206), (330, 168), (460, 214), (478, 318), (400, 286), (330, 250), (262, 300), (188, 340)], hair)
        c.line([(250, 210), (340, 196), (430, 232)], 9, light, 0.5, smooth=True)
    elif face.cut == "fringe":
        c.blob([(330, 152), (474, 186), (526, 330), (530, 520), (478, 566), (482, 400), (470, 318), (190, 318), (178, 400), (182, 566), (130, 520), (134, 330), (186, 186)], hair)  # fmt: skip
        c.blob([(176, 330), (190, 214), (330, 160), (470, 214), (484, 330), (400, 312), (330, 320), (260, 312)], hair)
        for x in (240, 300, 360, 420):
            c.line([(x, 206), (x - 6, 306)], 4, light, 0.3)
    elif face.cut == "bun":
        c.blob([(168, 372), (172, 250), (246, 180), (330, 166), (414, 180), (488, 250), (492, 372), (462, 300), (400, 246), (330, 262), (262, 240), (200, 300)], hair)  # fmt: skip
        c.line([(230, 226), (330, 190), (430, 226)], 7, light, 0.5, smooth=True)
        c.line([(480, 330), (500, 400), (486, 450)], 6, hair, smooth=True)
    elif face.cut == "short":
        c.blob([(166, 376), (168, 250), (240, 172), (340, 152), (440, 176), (494, 250), (494, 376), (472, 300), (430, 262), (330, 272), (250, 250), (196, 296)], hair)  # fmt: skip
        for k in range(4):
            c.line([(250 + k * 52, 186), (236 + k * 58, 240)], 6, light, 0.35)
    elif face.cut == "long":
        c.blob([(330, 156), (470, 190), (520, 330), (540, 560), (556, 720), (480, 700), (488, 420), (430, 280), (322, 214), (240, 286), (176, 420), (184, 690), (104, 720), (122, 560), (140, 330), (196, 186)], hair)  # fmt: skip
        c.line([(322, 176), (236, 246), (186, 380)], 7, light, 0.4, smooth=True)
        c.line([(340, 176), (430, 246), (484, 380)], 7, light, 0.4, smooth=True)
    elif face.cut in ("curls", "afro"):
        for k in range(13):
            a = math.pi * (1.06 + 0.88 * k / 12)
            c.oval(330 + 160 * math.cos(a), 352 + 158 * math.sin(a), 46, 44, hair)
            c.line([(330 + 160 * math.cos(a) - 18, 344 + 158 * math.sin(a)), (330 + 160 * math.cos(a), 330 + 158 * math.sin(a))], 5, light, 0.4)  # fmt: skip
    elif face.cut == "pixie":
        c.blob([(160, 400), (156, 250), (226, 166), (340, 140), (452, 172), (504, 260), (498, 400), (474, 330), (452, 268), (380, 250), (260, 330), (196, 346), (176, 380)], hair)  # fmt: skip
        c.blob([(190, 340), (230, 210), (350, 160), (440, 196), (380, 262), (290, 316)], mix(hair, "#ffffff", 0.08))
        c.line([(236, 300), (300, 216), (396, 188)], 8, light, 0.5, smooth=True)
    elif face.cut == "wavy":
        for k in range(11):
            a = math.pi * (1.04 + 0.92 * k / 10)
            c.oval(330 + 150 * math.cos(a), 330 + 140 * math.sin(a), 56, 44, hair)
        c.blob([(176, 320), (220, 220), (330, 176), (450, 214), (484, 320), (430, 270), (340, 286), (250, 262)], hair)
        for k in range(3):
            c.line([(230 + k * 70, 220), (262 + k * 70, 202), (290 + k * 70, 222)], 7, light, 0.4, smooth=True)
    elif face.cut == "scarf":
        c.blob([(158, 380), (166, 250), (236, 158), (330, 136), (424, 158), (494, 250), (502, 380), (478, 300), (420, 236), (330, 222), (240, 236), (182, 300)], face.hat)  # fmt: skip
        c.blob([(400, 120), (470, 86), (530, 130), (500, 200), (430, 190)], mix(face.hat, "#ffffff", 0.12))
        c.blob([(440, 170), (520, 180), (548, 250), (490, 262)], mix(face.hat, "#000000", 0.12))
        for k in range(3):
            c.line([(210 + k * 16, 250 - k * 30), (330, 176 - k * 14), (446 - k * 14, 246 - k * 30)], 5, mix(face.hat, "#ffffff", 0.4), 0.5, smooth=True)  # fmt: skip
    elif face.cut == "bald":
        for side in (-1, 1):
            x = 330 + side * 158
            c.blob([(x - 14, 420), (x - 16, 330), (x - side * 6, 270), (x + 14, 330), (x + 12, 420)], hair)
        c.oval(280, 240, 60, 22, "#ffffff", 0.22, soft=10)


def _beard(c: Canvas, face: Face) -> None:
    c.blob([(180, 400), (204, 424), (250, 462), (330, 470), (410, 462), (456, 424), (480, 400), (476, 480), (430, 572), (330, 620), (230, 572), (184, 480)], face.hair)  # fmt: skip
    c.blob([(266, 480), (330, 462), (394, 480), (380, 520), (330, 530), (280, 520)], face.skin)
    c.blob([(262, 478), (330, 458), (398, 478), (370, 490), (330, 480), (290, 490)], face.hair)


def _hat(c: Canvas, face: Face) -> None:
    """A soft cap, low on the forehead."""
    dark, light = mix(face.hat, "#000000", 0.25), mix(face.hat, "#ffffff", 0.2)
    c.blob([(150, 270), (140, 190), (200, 112), (330, 82), (470, 108), (536, 180), (512, 268), (420, 238), (330, 230), (240, 238)],
           [(0, light), (0.6, face.hat), (1, dark)])  # fmt: skip
    c.line([(158, 262), (240, 236), (330, 228), (420, 236), (504, 260)], 26, dark, smooth=True)
    c.line([(220, 140), (320, 108), (430, 132)], 7, light, 0.5, smooth=True)


def _collar(c: Canvas, face: Face) -> None:
    if face.scarf:
        c.blob([(206, 620), (330, 664), (454, 620), (476, 676), (330, 736), (184, 676)], face.scarf)
        c.line([(210, 652), (330, 700), (450, 652)], 6, mix(face.scarf, "#ffffff", 0.3), 0.5, smooth=True)
        c.blob([(380, 690), (440, 680), (462, 800), (392, 812)], mix(face.scarf, "#000000", 0.15))
        return
    edge = mix(face.coat, "#ffffff", 0.35)
    c.line([(250, 616), (330, 690), (410, 616)], 11, edge, smooth=True)


SCENES = {name: (lambda name=name: portrait(name)) for name in FACES}
