"""The red sofa wherever it went, and the bicycles it went to."""

from __future__ import annotations

import math

from PIL import Image

from demo.drawing.canvas import Canvas
from demo.drawing.colours import mix
from demo.drawing.lettering import write


def sofa(c: Canvas, x: float, y: float, s: float, red: str = "#b8352f") -> None:
    """The red sofa: three seats, two cushions, an arm that knows a lot. (x, y) is the middle of its feet line."""
    dark, light = mix(red, "#2d0a14", 0.4), mix(red, "#ffb08a", 0.25)
    c.oval(x, y + 4 * s, 270 * s, 16 * s, "#1d1220", 0.45, soft=8 * s)
    for dx in (-226, 210):
        c.poly([(x + dx * s, y - 24 * s), (x + (dx + 22) * s, y - 24 * s), (x + (dx + 16) * s, y + 4 * s), (x + (dx + 6) * s, y + 4 * s)], "#4a2c1e")  # fmt: skip
    back = [(x - 216 * s, y - 60 * s), (x - 214 * s, y - 190 * s), (x - 150 * s, y - 216 * s), (x, y - 224 * s), (x + 150 * s, y - 216 * s), (x + 214 * s, y - 190 * s), (x + 216 * s, y - 60 * s)]  # fmt: skip
    c.blob(back, [(0, light), (0.5, red), (1, dark)])
    for k in range(3):
        for j in range(2):
            bx, by = x + (k - 1) * 126 * s, y - (180 - j * 44) * s
            c.oval(bx, by, 5 * s, 5 * s, dark)
            for a in (0.6, 2.5, 3.8, 5.6):
                c.line([(bx, by), (bx + 20 * s * math.cos(a), by + 16 * s * math.sin(a))], 2 * s, dark, 0.4)
    for k in range(3):
        c.round(x + (k - 1.5) * 128 * s, y - 108 * s, 126 * s, 52 * s, 18 * s, [(0, light), (1, red)])
    c.round(x - 200 * s, y - 62 * s, 400 * s, 44 * s, 12 * s, [(0, red), (1, dark)])
    for side in (-1, 1):
        ax = x + side * 222 * s
        c.round(ax - 32 * s, y - 140 * s, 64 * s, 122 * s, 26 * s, [(0, light), (0.4, red), (1, dark)])
        c.oval(ax, y - 118 * s, 21 * s, 21 * s, dark, 0.55)
        c.oval(ax, y - 120 * s, 16 * s, 16 * s, red)
    c.poly(
        [(x - 172 * s, y - 100 * s), (x - 158 * s, y - 172 * s), (x - 86 * s, y - 160 * s), (x - 98 * s, y - 88 * s)],
        "#e7c264",
    )
    c.line([(x - 160 * s, y - 158 * s), (x - 108 * s, y - 100 * s)], 2 * s, "#a97f2c", 0.6)
    c.poly(
        [(x + 96 * s, y - 94 * s), (x + 104 * s, y - 164 * s), (x + 172 * s, y - 160 * s), (x + 166 * s, y - 90 * s)],
        "#3f5f7d",
    )


def canape() -> Image.Image:
    """The red sofa in a foyer, a lamp, empty glasses."""
    c = Canvas(1200, 800, "canape")
    c.fill([(0, "#37505a"), (1, "#4f6f74")], 0, 590)
    for k in range(13):
        c.rect(k * 100 - 30, 0, 3, 590, "#2b4049", 0.5)
    c.rect(0, 560, 1200, 34, "#e3d3b4")
    c.fill([(0, "#a9743f"), (1, "#6f4526")], 594)
    for k in range(8):
        c.line([(-10, 604 + k * k * 4), (1210, 604 + k * k * 4)], 2, "#5a371d", 0.45)
    c.glow(980, 230, 420, "#ffe3a2", 0.6)
    c.line([(980, 616), (980, 250)], 8, "#2b2a30")
    c.oval(980, 620, 60, 10, "#2b2a30")
    c.poly([(914, 270), (946, 160), (1014, 160), (1046, 270)], [(0, "#ffe9b4"), (1, "#f4b765")])
    for k, (x, y, w, h, colour) in enumerate(((180, 110, 150, 200, "#e9dcc0"), (380, 150, 120, 120, "#d88a5a"), (560, 90, 190, 150, "#7f9aa6"))):  # fmt: skip
        c.rect(x - 8, y - 8, w + 16, h + 16, "#2b2a30")
        c.rect(x, y, w, h, colour)
        c.blob([(x + 14, y + h - 20), (x + w * 0.4, y + h * (0.3 + k * 0.1)), (x + w - 16, y + h - 30)], mix(colour, "#20242e", 0.5))  # fmt: skip
    c.oval(560, 690, 470, 66, "#d9b27a", 0.55)
    c.oval(560, 690, 430, 56, "#8f3f3a", 0.5)
    sofa(c, 540, 676, 1.32)
    c.round(760, 690, 240, 18, 8, "#5a3a24")
    for x in (790, 960):
        c.rect(x, 706, 10, 74, "#4a2f1e")
    for x, colour in ((800, "#d99a43"), (850, "#b8483f"), (930, "#f4ead2")):
        c.poly([(x - 15, 652), (x + 15, 652), (x + 11, 690), (x - 11, 690)], "#f4f7f7", 0.45)
        c.poly([(x - 13, 672), (x + 13, 672), (x + 11, 690), (x - 11, 690)], colour, 0.8)
    c.blob([(876, 690), (884, 676), (912, 676), (918, 690)], "#c98b4a")
    return c.done(vignette=0.25)


def canape_affiche() -> Image.Image:
    """The poster: lost, one red sofa."""
    c = Canvas(900, 1180, "affiche")
    c.fill([(0, "#a99a86"), (1, "#857663")])
    for k in range(9):
        for j in range(4):
            c.rect(j * 260 - (k % 2) * 130, k * 140, 254, 134, "#9a8a74", 0.6)
    c.poly([(128, 92), (780, 108), (772, 1096), (120, 1084)], "#2b2018", 0.4, soft=12)
    c.rect(120, 84, 656, 1000, "#f7f0df")
    c.rect(120, 84, 656, 230, "#b8352f")
    write(c, 448, 192, "regretté", 150, "#f7f0df")
    sofa(c, 448, 690, 1.06)
    c.line([(180, 770), (716, 770)], 4, "#b8352f")
    write(c, 448, 832, "un canapé rouge", 72, "#2b2440")
    write(c, 448, 906, "trois places, deux coussins", 44, "#2b2440")
    write(c, 448, 966, "un accoudoir qui en sait long", 44, "#2b2440")
    write(c, 448, 1040, "récompense : du café", 38, "#b8352f")
    c.rect(740, 1056, 12, 12, "#6f8d4b")
    for x, y in ((140, 100), (752, 100), (140, 1064), (752, 1064)):
        c.oval(x, y, 8, 8, "#8a8f98")
        c.oval(x - 2, y - 2, 3, 3, "#ffffff", 0.8)
    c.poly([(776, 1010), (776, 1084), (700, 1084)], "#d9ccb0")
    return c.done()


def bicycle(c: Canvas, x: float, y: float, s: float, paint: str, basket: bool = False) -> None:
    """A bicycle from its side; (x, y) is the ground under its middle."""
    r = 84 * s
    hubs = ((x - 118 * s, y - r), (x + 118 * s, y - r))
    for hx, hy in hubs:
        ring = [(hx + r * math.cos(k * math.tau / 48), hy + r * math.sin(k * math.tau / 48)) for k in range(49)]
        c.line(ring, 7 * s, "#2b2a33")
        inner = [(hx + (r - 8 * s) * math.cos(k * math.tau / 48), hy + (r - 8 * s) * math.sin(k * math.tau / 48)) for k in range(49)]  # fmt: skip
        c.line(inner, 2.4 * s, "#b9b4ac")
        for k in range(14):
            a = k * math.tau / 14
            c.line([(hx, hy), (hx + r * 0.9 * math.cos(a), hy + r * 0.9 * math.sin(a))], 1.1 * s, "#8f8b88", 0.8)
        c.oval(hx, hy, 6 * s, 6 * s, "#2b2a33")
    (ax, ay), (bx, by) = hubs
    crank, seat, head = (x - 12 * s, y - 78 * s), (x - 46 * s, y - 196 * s), (x + 82 * s, y - 206 * s)
    for p, q in (((ax, ay), crank), (crank, seat), (seat, (head[0] - 4 * s, head[1] + 22 * s)), (crank, (head[0] + 4 * s, head[1] + 36 * s)), ((ax, ay), seat)):  # fmt: skip
        c.line([p, q], 8 * s, paint)
    c.line([head, (head[0] + 14 * s, head[1] + 50 * s), (bx, by)], 8 * s, paint, smooth=True)
    c.line([seat, (seat[0] - 7 * s, seat[1] - 26 * s)], 6 * s, "#b9b4ac")
    c.blob([(seat[0] - 44 * s, seat[1] - 34 * s), (seat[0] - 6 * s, seat[1] - 42 * s), (seat[0] + 32 * s, seat[1] - 30 * s), (seat[0] - 10 * s, seat[1] - 24 * s)], "#5a3a26")  # fmt: skip
    c.line(
        [head, (head[0] - 4 * s, head[1] - 28 * s), (head[0] - 46 * s, head[1] - 36 * s)], 7 * s, "#b9b4ac", smooth=True
    )
    c.line([(head[0] - 30 * s, head[1] - 36 * s), (head[0] - 54 * s, head[1] - 34 * s)], 10 * s, "#5a3a26")
    c.oval(crank[0], crank[1], 18 * s, 18 * s, "#6d6a6c")
    c.line([crank, (crank[0] + 26 * s, crank[1] + 30 * s)], 6 * s, "#b9b4ac")
    c.line([(crank[0] + 12 * s, crank[1] + 31 * s), (crank[0] + 40 * s, crank[1] + 31 * s)], 8 * s, "#2b2a33")
    if basket:
        c.poly([(head[0] + 16 * s, head[1] - 26 * s), (head[0] + 96 * s, head[1] - 26 * s), (head[0] + 84 * s, head[1] + 36 * s), (head[0] + 28 * s, head[1] + 36 * s)], [(0, "#d9a864"), (1, "#a3703a")])  # fmt: skip
        for k in range(4):
            c.line([(head[0] + (22 + k * 20) * s, head[1] - 24 * s), (head[0] + (32 + k * 15) * s, head[1] + 34 * s)], 2 * s, "#7d5430", 0.7)  # fmt: skip


def _workshop(c: Canvas) -> None:
    c.fill([(0, "#d6c6a4"), (1, "#c4ae86")], 0, 640)
    c.fill([(0, "#8d8578"), (1, "#5f5a55")], 640)
    for k in range(6):
        c.line([(-10, 660 + k * 28), (1210, 652 + k * 30)], 2, "#4a4642", 0.3)
    c.rect(60, 90, 420, 250, "#a9824f")
    for k in range(5):
        for j in range(9):
            c.oval(84 + j * 46, 112 + k * 50, 2.4, 2.4, "#6d4f2c")
    for k, h in enumerate((120, 96, 140, 110, 84, 132)):
        x = 100 + k * 62
        c.line([(x, 120), (x, 120 + h)], 11, ("#b8483f", "#4a5f7d", "#5a5f66", "#c99a3f", "#3f6a5a", "#5a5f66")[k])
        c.oval(x, 120 + h, 13, 13, "#8d929a")
        c.oval(x, 120 + h + 5, 6, 8, "#a9824f")
    c.rect(820, 60, 320, 300, "#f3ead8")
    c.rect(836, 76, 288, 268, [(0, "#bcd6dc"), (1, "#f4ead0")])
    for x in (980,):
        c.rect(x - 5, 76, 10, 268, "#f3ead8")
    c.rect(836, 200, 288, 9, "#f3ead8")
    c.poly([(836, 344), (1124, 344), (1000, 800), (500, 800)], "#fff3cf", 0.22, soft=14)
    for x in (560, 690):
        ring = [(x + 52 * math.cos(k * 0.2), 150 + 52 * math.sin(k * 0.2)) for k in range(33)]
        c.line(ring, 9, "#2b2a33")
    c.line([(560, 60), (560, 100)], 3, "#5a4a3a")
    c.line([(690, 60), (690, 100)], 3, "#5a4a3a")


def velos() -> Image.Image:
    """Bicycles in a workshop, tools on the wall."""
    c = Canvas(1200, 800, "velos")
    _workshop(c)
    for x, colour in ((250, "#3f6f7d"), (620, "#b8483f"), (960, "#d9a441")):
        c.oval(x, 716, 210, 13, "#2b2420", 0.4, soft=6)
        bicycle(c, x, 716, 1.14, colour, basket=colour == "#b8483f")
    c.blob([(1060, 770), (1070, 726), (1130, 726), (1140, 770)], "#4a5f7d")
    c.line([(1070, 728), (1100, 690), (1130, 728)], 4, "#4a5f7d", smooth=True)
    return c.done(vignette=0.2)


def canape_atelier() -> Image.Image:
    """The red sofa found again, among the bicycles."""
    c = Canvas(1200, 800, "canape_atelier")
    _workshop(c)
    bicycle(c, 170, 700, 0.95, "#3f6f7d")
    bicycle(c, 1060, 700, 0.95, "#d9a441", basket=True)
    sofa(c, 610, 744, 1.1)
    c.blob([(640, 620), (650, 580), (700, 566), (750, 584), (760, 622)], "#f4f0e8")
    for k in range(4):
        c.line([(664 + k * 24, 580), (662 + k * 26, 616)], 5, "#3f6f7d", 0.8)
    return c.done(vignette=0.2)


SCENES = {
    "canape": canape,
    "canape_affiche": canape_affiche,
    "canape_atelier": canape_atelier,
    "velos": velos,
}
