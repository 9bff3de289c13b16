"""Ten stamps, each with a drawing of its own; 60 by 72, on paper that stays light by lamp as well."""

from __future__ import annotations

from petitmot.kit.language import later

PAPER = "#fffdf8"


def _lines(top: float, bottom: float, step: float) -> str:
    """Return the path of the engraver's horizontal lines."""
    count = int((bottom - top) / step) + 1
    return "".join(f"M7 {top + n * step:.1f}H53" for n in range(count))


def _waves(top: float, count: int, step: float, height: float) -> str:
    """Return the path of `count` wavy lines."""
    return "".join(f"M7 {top + n * step:.1f}q5.75 {-height}  11.5 0t11.5 0t11.5 0t11.5 0" for n in range(count))


_ENGRAVED = f'<path d="{_lines(10, 56, 2.4)}" stroke="currentColor" stroke-width=".5" opacity=".5"/>'
_NIGHT = f'<path d="{_lines(8, 57, 1.75)}" stroke="currentColor" stroke-width="1.1" opacity=".9"/>'

# name: (its name in a sentence, the colour of its ink, the drawing inside 7..53 by 8..57)
STAMPS: dict[str, tuple[object, str, str]] = {
    "swallow": (
        later("Timbre à l’hirondelle"),
        "#3d3b7c",
        _ENGRAVED
        + "".join(
            f'<path d="M12 40C20 33 26 32 31 34 34 24 43 19 51 18 44 23 40 30 39 36c4 2 6 5 8 10-4-3-7-3-10-2C33 50 27 52 22 58c2-6 3-9 5-12-5 1-10-1-15-6Z" {style}/>'
            for style in (f'fill="{PAPER}" stroke="{PAPER}" stroke-width="3"', 'fill="currentColor"')
        )
        + f'<path d="M17 39.5c4-2 8-2 11-.5M36 33c2-5 5-9 9-11" stroke="{PAPER}" stroke-width=".8" fill="none"/>',
    ),
    "lighthouse": (
        later("Timbre au phare"),
        "#a8402c",
        f'<path d="{_waves(49, 4, 2, 1.6)}" stroke="currentColor" stroke-width=".55" opacity=".8" fill="none"/>'
        '<path d="M30 15 53 8v14ZM30 15 7 8v14Z" fill="currentColor" opacity=".22"/>'
        f'<path d="M26.5 20h7l3 27h-13Z" fill="{PAPER}" stroke="currentColor"/>'
        '<path d="M25.7 27h8.6l.8 6.5H24.9ZM24.3 40h11.4l.7 7H23.6ZM26 20v-6a4 4 0 0 1 8 0v6Z" fill="currentColor"/>'
        f'<circle cx="30" cy="15" r="1.6" fill="{PAPER}"/><path d="M14 48q16-6 32 0Z" fill="currentColor"/>',
    ),
    "bilberry": (
        later("Timbre à la myrtille"),
        "#3f6a45",
        '<path d="M30 55c0-15 0-25 1-43" stroke="currentColor" fill="none"/>'
        '<path d="M31 47C16 44 12 31 17 18c14 1 21 13 14 29Z" fill="currentColor" opacity=".9"/>'
        f'<path d="M30.5 46C28 36 23 26 17.5 19M28 38c-4-1-7-3-9.5-6M25 30c-2 0-5-1-7-3M28.5 37c1-3 2-7 2-10M25.5 30.5c.5-3 .3-6-.2-8" stroke="{PAPER}" stroke-width=".7" fill="none"/>'
        '<path d="M31 38c2-8 9-11 16-10 0 8-7 13-16 14Z" fill="currentColor" opacity=".5"/>'
        '<g fill="currentColor"><circle cx="42" cy="49" r="2.3"/><circle cx="47" cy="46" r="2.3"/><circle cx="39" cy="54" r="2.3"/></g>'
        '<path d="m31 42 10 6.5M34 44l12 1.5M32 43l6.5 10" stroke="currentColor" stroke-width=".7" fill="none"/>',
    ),
    "moon": (
        later("Timbre à la lune"),
        "#25406a",
        _NIGHT + f'<g fill="{PAPER}"><path d="M38 14a15 15 0 1 0 8 24 17 17 0 0 1-8-24Z"/>'
        '<circle cx="46" cy="18" r="1.1"/><circle cx="15" cy="16" r=".9"/><circle cx="49" cy="27" r=".7"/><circle cx="13" cy="45" r=".8"/>'
        '<path d="M7 57v-7q8-5 16 0t14-1q8-5 16 1v7Z"/></g>',
    ),
    "pear": (
        later("Timbre à la poire"),
        "#8a5a1f",
        _ENGRAVED
        + f'<path d="M30 18c5 0 6 6 7 11 1 5 8 8 8 16 0 7-7 11-14.5 11C22 56 15 52 15 45c0-8 8-11 9-16 1-5 1-11 6-11Z" fill="{PAPER}" stroke="currentColor" stroke-width="1.1"/>'
        '<path d="M36 29c2 5 8 8 8.5 16 .5 7-6.5 10.5-13.5 10.5 5-2 9-6 9-12S37 34 36 29Z" fill="currentColor" opacity=".75"/>'
        '<path d="M30 18q0-5 3-8M32 13q6-5 12-2-5 5-12 2Z" fill="currentColor" stroke="currentColor"/>',
    ),
    "boat": (
        later("Timbre au voilier"),
        "#6a2f7d",
        f'<path d="{_waves(51, 3, 2.4, 2)}" stroke="currentColor" stroke-width=".8" fill="none"/>'
        f'<path d="M12 40h36l-6 8H18Z" fill="currentColor"/><path d="m30 13 12 25H18Z" fill="{PAPER}" stroke="currentColor"/>'
        '<path d="m30 13 12 25H30Z" fill="currentColor" opacity=".65"/><path d="M30 13V9l5 1.8-5 1.7" fill="currentColor"/>'
        '<circle cx="15.5" cy="17.5" r="4.5" fill="none" stroke="currentColor" stroke-width=".9"/>',
    ),
    "snail": (
        later("Timbre à l’escargot"),
        "#75492a",
        '<path d="M9 20c3-5 7-8 10-12M14 22c1-5 5-10 8-13" stroke="currentColor" stroke-width=".7" opacity=".6" fill="none"/>'
        '<path d="M10 51c0-4 4-6 9-6h16c7 0 8-4 8.5-11 .3-3 5-3.5 6.5-.5 1.5 3-.5 5-1 9-.7 6-4 8.5-9 8.5Z" fill="currentColor" opacity=".85"/>'
        '<path d="m45 32-2-6.5M49 32l2-6.5" stroke="currentColor" stroke-width="1.1" fill="none"/><circle cx="43" cy="25" r="1.3" fill="currentColor"/><circle cx="51.3" cy="25" r="1.3" fill="currentColor"/>'
        f'<circle cx="27.5" cy="33" r="13.5" fill="{PAPER}" stroke="currentColor" stroke-width="1.2"/>'
        '<path d="M27.5 33c0-1.8 2.6-1.6 2.6.6 0 3-5.6 3.2-5.6-1.1 0-5.4 9.2-5.4 9.2 1.5 0 7.8-13 7.6-13-1.8 0-9.6 16.5-9.7 16.5 1.7" stroke="currentColor" stroke-width="1.2" fill="none"/>'
        f'<path d="{_waves(54, 2, 2, 1)}" stroke="currentColor" stroke-width=".6" fill="none"/>',
    ),
    "teapot": (
        later("Timbre à la théière"),
        "#1f6460",
        _ENGRAVED
        + f'<path d="M17 31c0-7 6-10 13-10s13 3 13 10c2-3 4-6 8-6-1 9-3 14-9 16-1 6-5 10-12 10s-13-5-13-13c-4 1-8-1-8-6 0-4 4-6 8-3" fill="{PAPER}" stroke="{PAPER}" stroke-width="3"/>'
        '<path d="M17 36c0-9 5-14 13-14s13 5 13 14-5 15-13 15-13-6-13-15Z" fill="currentColor"/>'
        '<path d="M42 40c5-2 5-9 9.5-15-6 0-8 3-10 6Z" fill="currentColor" opacity=".8"/>'
        '<path d="M17.5 31c-5-3-8-1-8 3 0 5 4 6.5 8 5" stroke="currentColor" stroke-width="2" fill="none"/>'
        '<path d="M24.5 21.5h11M30 20v-2.5" stroke="currentColor" stroke-width="1.6"/><circle cx="30" cy="16.5" r="1.9" fill="currentColor"/>'
        f'<path d="M21 30c3-3 15-3 18 0M23.5 36c2 5 11 5 13 0-2 1.5-4.5 2-6.5 2s-4.5-.5-6.5-2Z" stroke="{PAPER}" stroke-width=".9" fill="none"/>',
    ),
    "key": (
        later("Timbre à la clef"),
        "#8d2f4b",
        '<path d="M30 9v48M7 33h46" stroke="currentColor" stroke-width=".5" opacity=".35"/>'
        '<path d="M30 10.5c7 0 10 3.5 10 8s-4 8-10 8-10-3.5-10-8 3-8 10-8Zm0 4.5c-3 0-5 1.4-5 3.5s2 3.5 5 3.5 5-1.4 5-3.5-2-3.5-5-3.5Z" fill="currentColor" fill-rule="evenodd"/>'
        '<path d="M28.3 26h3.4v29h-3.4ZM31.7 43h8v3h-2.5v3.5h-2.7V46h-2.8ZM31.7 51h6v3.5h-6Z" fill="currentColor"/>'
        '<path d="M26.5 28h7M27 31h6" stroke="currentColor" stroke-width="1.4"/>'
        '<path d="M13 14c3 4 3 9 0 13M10 16.5c1.5 2.5 1.5 5.5 0 8M47 14c-3 4-3 9 0 13M50 16.5c-1.5 2.5-1.5 5.5 0 8" stroke="currentColor" stroke-width=".9" fill="none" opacity=".7"/>',
    ),
    "oak": (
        later("Timbre à la feuille de chêne"),
        "#5d6420",
        _ENGRAVED
        + "".join(
            f'<path d="M44 9c4 4 4 8 1 11 5 0 7 5 3 9-2 2-5 2-7 1 3 4 1 9-4 10-3 1-6-1-8-3 1 5-3 8-7 9l-6 9-3-2 6-9c-2-4-1-9 4-10-3-2-3-7 0-10 2-2 6-3 8-1-2-4-1-9 3-10 3-1 5 0 6 2 0-3 1-5 4-6Z" {style}/>'
            for style in (f'fill="{PAPER}" stroke="{PAPER}" stroke-width="3"', 'fill="currentColor"')
        )
        + f'<path d="M42 14C38 26 29 38 20 48M38 23l7 1M34.5 29.5l-2-8M33 31.5l6 4M27.5 39l-2.5-7" stroke="{PAPER}" stroke-width=".8" fill="none"/>'
        f'<ellipse cx="42.5" cy="49" rx="4" ry="5.5" fill="{PAPER}" stroke="currentColor" stroke-width="1.1"/><path d="M37.5 46.5c0-4.5 10-4.5 10 0Z" fill="currentColor"/><path d="M42.5 43v-3" stroke="currentColor" stroke-width="1.1"/>',
    ),
}
