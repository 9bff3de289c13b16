"""Faces, clothes, glasses and beards of the portraits; INK and ACCENT are replaced by colours."""

from __future__ import annotations

from dataclasses import dataclass

LINE = "#2c2438"

NECK = "M36 60h17v20c-3 6-13 6-17 0Z"
HEAD = "M27 44c0-15 8-21 17.5-21S61.5 29 61.5 44c0 14-7.5 25-17 25S27 58 27 44Z"


@dataclass(frozen=True)
class Skin:
    """A complexion: its light and its shade, the hair that goes with it, whether features need a darker line."""

    light: str
    shade: str
    hair: tuple[str, ...]
    dark: bool = False


_BLACK, _BROWN, _CHESTNUT, _RED, _BLOND, _STRAW = "#2b2530", "#553a30", "#84593a", "#b4562f", "#cfa768", "#e0c48c"
_GREY, _SILVER, _WHITE, _PEPPER = "#9a979f", "#c4c4cc", "#e9e6e2", "#6a6670"

SKINS = (
    Skin("#f7e3d4", "#ecc9b4", (_BROWN, _CHESTNUT, _RED, _BLOND, _STRAW, _SILVER, _WHITE)),
    Skin("#f5dccb", "#e8c2ad", (_BLACK, _BROWN, _CHESTNUT, _RED, _BLOND, _GREY, _WHITE)),
    Skin("#f0cfb6", "#dfb197", (_BLACK, _BROWN, _CHESTNUT, _RED, _BLOND, _GREY, _SILVER)),
    Skin("#ecc7a2", "#d7a981", (_BLACK, _BROWN, _CHESTNUT, _PEPPER, _SILVER)),
    Skin("#e3b391", "#cd9872", (_BLACK, _BROWN, _CHESTNUT, _PEPPER, _GREY)),
    Skin("#d7a27a", "#bd855d", (_BLACK, _BROWN, _PEPPER, _SILVER)),
    Skin("#c98f67", "#b27a54", (_BLACK, _BROWN, _PEPPER, _GREY)),
    Skin("#a9714d", "#905c3c", (_BLACK, _BROWN, _PEPPER, _SILVER), dark=True),
    Skin("#9a6545", "#80513a", (_BLACK, _BLACK, _BROWN, _SILVER), dark=True),
    Skin("#7d4f36", "#643d2a", (_BLACK, _BLACK, _PEPPER, _SILVER), dark=True),
    Skin("#6f4630", "#583626", (_BLACK, _BLACK, _PEPPER, _GREY), dark=True),
)

GROUNDS = ("#e6dcc9", "#cfdde6", "#d7dccb", "#e8d3c4", "#cdd0e0", "#e9dfc6", "#cbd8d3", "#e4d9d2", "#d4dfe0", "#ddd3e2")
CLOTHS = (
    "#4a3f78", "#2f5d57", "#b98a3c", "#3c3a52", "#27476b", "#a6452f",
    "#7c3f63", "#3f6b4c", "#d0a24b", "#a4556a", "#466a5d", "#56606b",
)  # fmt: skip

_BUST = '<path d="M5 112c1-24 19-32 31-35 4 6 14 6 17 0 13 3 29 11 31 35Z" fill="INK"/>'
CLOTHES: dict[str, str] = {
    "round": _BUST,
    "shirt": _BUST
    + '<path d="m36 77-7 4 9 13 6.5-9ZM53 77l6.5 4L51 94l-6.5-9Z" fill="#f4efe6"/><path d="M44.5 85v27" stroke="#f4efe6" stroke-width="1.2" opacity=".6"/>',
    "rollneck": _BUST
    + '<path d="M34 70c6 4 15 4 21 0v11c-5 6-16 6-21 0Z" fill="INK"/><path d="M34 74.5c6 4 15 4 21 0" stroke="#fff" stroke-opacity=".25" stroke-width="1.3" fill="none"/>',
    "scarf": _BUST
    + '<path d="M31 74c8 6 19 6 27 0 3 4 3 8 1 11-9 6-20 6-29 0-2-3-2-7 1-11Z" fill="ACCENT"/><path d="M50 87c4 6 5 13 5 25h-9c0-10-1-17-3-23Z" fill="ACCENT"/><path d="M33 80c7 4 16 4 23 0M49 96l6-1M50 103l6-.5" stroke="#fff" stroke-opacity=".3" stroke-width="1.2" fill="none"/>',
    "stripes": '<clipPath id="b"><path d="M5 112c1-24 19-32 31-35 4 6 14 6 17 0 13 3 29 11 31 35Z"/></clipPath><g clip-path="url(#b)"><path d="M0 70h88v42H0Z" fill="#f1ebdf"/><path d="M0 86h88M0 94h88M0 102h88M0 110h88" stroke="INK" stroke-width="3.6"/></g>',
    "jacket": '<path d="M30 79c6 8 23 8 29 0l5 33H25Z" fill="#f4efe6"/><path d="M5 112c1-24 16-31 29-35l8 35ZM84 112c-2-24-16-31-29-35l-8 35Z" fill="INK"/><path d="m34 77-6 12 6 4 8 19M55 77l6 12-6 4-8 19" fill="none" stroke="#fff" stroke-opacity=".28" stroke-width="1.2"/>',
    "overall": '<path d="M5 112c1-24 19-32 31-35 4 6 14 6 17 0 13 3 29 11 31 35Z" fill="#efe7d8"/><path d="M27 112V95h35v17ZM24 80l6 16h4l-6-18ZM64 80l-6 16h-4l6-18Z" fill="INK"/>',
    "pendant": _BUST
    + '<path d="M34 79c3 12 18 12 21 0" fill="none" stroke="#f1d9a4" stroke-width="1.2"/><circle cx="44.5" cy="89.5" r="2.4" fill="#f1d9a4"/>',
    "buttons": _BUST
    + '<path d="M44.5 83v29" stroke="#fff" stroke-opacity=".3" stroke-width="1.2"/><g fill="#fff" fill-opacity=".55"><circle cx="44.5" cy="90" r="1.3"/><circle cx="44.5" cy="98" r="1.3"/><circle cx="44.5" cy="106" r="1.3"/></g>',
}

BEARDS: dict[str, str] = {
    "none": "",
    "full": '<path d="M27 49c1 17 9 23 17 23 9 0 16-6 17-23-3 6-7 8-17 7-10 1-14-1-17-7Z" fill="INK"/>',
    "short": '<path d="M28 52c2 12 9 18 16.5 18S59 64 60.5 52c-3 5-5 7.5-9 6.5-5-1.5-9-1.5-14 0-4 1-6.5-1.5-9.5-6.5Z" fill="INK" fill-opacity=".8"/>',
    "goatee": '<path d="M38.5 62c2 7.5 10.5 7.5 12.5 0-3 2.5-9 2.5-12.5 0Z" fill="INK"/>',
    "moustache": '<path d="M35.5 59.5c2.5-3.5 6-4 9-2 3-2 6.5-1.5 9 2-3 1.5-6 1.5-9 0-3 1.5-6 1.5-9 0Z" fill="INK"/>',
    "shadow": '<path d="M28 52c2 12 9 17 16.5 17S59 64 60.5 52c-3 5-6 5-16 4.5-10 .5-13 .5-16.5-4.5Z" fill="INK" fill-opacity=".28"/>',
}
FULL_BEARDS = frozenset({"full"})

GLASSES: dict[str, str] = {
    "none": "",
    "round": f'<g fill="#fff" fill-opacity=".16" stroke="{LINE}" stroke-width="1.5"><circle cx="37" cy="46" r="5.6"/><circle cx="52" cy="46" r="5.6"/><path d="M42.6 45q2-1.4 3.8 0" fill="none"/></g>',
    "square": f'<g fill="#fff" fill-opacity=".16" stroke="{LINE}" stroke-width="1.6" stroke-linejoin="round"><path d="M30.5 41.5h11.5l-.5 8H32ZM46.5 41.5H58.5l-1.5 8h-10Z"/><path d="M42 43.5q2.2-1.2 4.5 0" fill="none"/></g>',
    "large": '<g fill="#fff" fill-opacity=".2" stroke="#8a4b2c" stroke-width="1.7"><ellipse cx="36.5" cy="46.5" rx="7" ry="6.2"/><ellipse cx="53" cy="46.5" rx="7" ry="6.2"/><path d="M43.5 45q1.3-.8 2.5 0" fill="none"/></g>',
    "thin": f'<g fill="none" stroke="{LINE}" stroke-width=".9"><path d="M31 43c3-1 8-1 11 0 0 8-11 8-11 0ZM47 43c3-1 8-1 11 0 0 8-11 8-11 0ZM42 43.5q2.5-1 5 0"/></g>',
}
GLASSES_DRAWN = [name for name in GLASSES if name != "none"]

EYES: dict[str, str] = {
    "lids": '<path d="M35 46.5q2-1.2 4 0M50 46.5q2-1.2 4 0" stroke-width="1.9"/>',
    "smile": '<path d="M34.5 47q2.5-2.6 5 0M49.5 47q2.5-2.6 5 0" stroke-width="1.7"/>',
    "open": '<g fill="#2c2438" stroke="none"><circle cx="37.2" cy="46.3" r="1.6"/><circle cx="52" cy="46.3" r="1.6"/></g>',
    "brows": '<g fill="#2c2438" stroke="none"><circle cx="37.2" cy="46.8" r="1.5"/><circle cx="52" cy="46.8" r="1.5"/></g><path d="M34 41.8q3-2 6.3-.8M49 41q3.2-1.2 6.3.8" stroke-width="1.5"/>',
}
MOUTHS: dict[str, str] = {
    "calm": '<path d="M40.5 61q4.5 3 9-.6"/>',
    "smile": '<path d="M39 60q5.8 5.5 11.5 0"/>',
    "half": '<path d="M40.5 61.5q5 1.5 9.5-2"/>',
    "laugh": '<path d="M39.5 59.5q5.5 1.5 10.5 0-1 5.5-5.3 5.5t-5.2-5.5Z" fill="#fff" stroke-width="1.2"/>',
}
_NOSES = '<path d="M45.5 46c-.5 4 2 7 1.5 8.5q-1.5 1.1-3 .3" stroke-width="1.2" opacity=".65"/>'


def face_lines(eyes: str, mouth: str, *, bearded: bool, dark: bool) -> str:
    """Return eyes, nose and mouth; on a beard the mouth is light, on a dark complexion the lines are darker."""
    line = "#170f1a" if dark else LINE
    drawn = EYES[eyes].replace(LINE, line)
    lips = MOUTHS[mouth]
    if bearded:
        lips = f'<g stroke="#f1d5c4" stroke-opacity=".85">{lips}</g>'
    return f'<g fill="none" stroke="{line}" stroke-width="1.5" stroke-linecap="round">{drawn}{_NOSES}{lips}</g>'
