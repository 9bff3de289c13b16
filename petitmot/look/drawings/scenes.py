"""Larger drawings, in ink and tokens: the end of Today, empty pages, the postmark. Colours are custom properties."""

from __future__ import annotations

from math import cos, radians, sin

_INK = 'fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"'


def _around(text: str, radius: float, middle: float, step: float, size: float, inward: bool = False) -> str:
    """Return letters set on a circle around (36, 38): `middle` is the angle of the text's middle, 0 at the top.

    Text on a path does not travel through <use> in every browser, so each letter is turned by itself.
    """
    marks = []
    for place, letter in enumerate(text):
        angle = middle + (place - (len(text) - 1) / 2) * (-step if inward else step)
        x, y = 36 + radius * sin(radians(angle)), 38 - radius * cos(radians(angle))
        turn = angle + 180 if inward else angle
        marks.append(f'<text transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f})">{letter}</text>')
    return f'<g font-size="{size}" text-anchor="middle">{"".join(marks)}</g>'


_WAVES = "".join(f'<path d="M64 {y}q7-5 14 0t14 0t14 0t14 0"/>' for y in (26, 34, 42, 50))

# name: (viewBox, markup)
SCENES: dict[str, tuple[str, str]] = {
    "boat": (
        "0 0 260 150",
        f"<g {_INK}>"
        '<circle cx="196" cy="40" r="13" opacity=".8"/><path d="m120 22-34 62h68Z" fill="var(--bleu-hi)"/>'
        '<path d="M120 22v62" opacity=".55"/><path d="m120 22 34 62h-34Z" fill="var(--bleu-back)"/>'
        '<path d="m52 66 34 18h68l34-18-24 40H76Z" fill="var(--bleu)"/><path d="m52 66 34 18-10 22M188 66l-34 18 10 22"/>'
        '<path d="m154 84 34-18-24 40Z" fill="var(--bleu-back)"/><path d="m86 84-10 22M98 92h44M101 97h26" opacity=".55"/>'
        '<g stroke="var(--accent)"><path d="M18 108q12-7 24 0t24 0t24 0t24 0t24 0t24 0t24 0t24 0"/>'
        '<path d="M50 121q12-6 24 0t24 0t24 0t24 0t24 0" opacity=".7"/><path d="M90 133q10-5 20 0t20 0t20 0" opacity=".45"/></g>'
        '<path d="M28 44q6-6 11 0q5-6 11 0M56 28q4-4 8 0q4-4 8 0" opacity=".7"/></g>',
    ),
    "letters": (  # two envelopes and a flower: what waits on the table
        "0 0 176 92",
        f"<g {_INK}>"
        '<path d="M8 80h160" opacity=".5"/><path d="m26 30 70-12 10 52-80 10Z" fill="var(--sheet)"/><path d="m26 30 44 22 26-34"/>'
        '<path d="M64 44h74v36H64Z" fill="var(--bleu)"/><path d="m64 44 37 22 37-22"/><path d="M120 49h12v14h-12Z" fill="var(--sheet)"/>'
        '<path d="M150 79c0-9 2-14 1-25M151 60c5-1 8-5 8-9-5 0-8 3-8 9ZM151 66c-5-1-7-4-7-8 4 0 7 3 7 8Z"/>'
        '<path d="M145 72h12l-1.5 8h-9Z" fill="var(--paper)"/></g>',
    ),
    "desk": (  # a blank sheet, a pen, a cup: nothing written yet
        "0 0 220 110",
        f"<g {_INK}>"
        '<path d="M10 96h200" opacity=".5"/><path d="M58 30h86l8 66H50Z" fill="var(--sheet)"/><path d="m64 46 78 0M62 60h82M60 74h52" opacity=".35"/>'
        '<path d="M176 22c-22 6-40 24-52 50l-4 14 9-11c22-4 40-22 47-53Z" fill="var(--bleu)"/><path d="M170 32c-16 8-30 22-44 46" opacity=".6"/>'
        '<path d="M18 72h22v16a8 8 0 0 1-8 8h-6a8 8 0 0 1-8-8ZM40 76c8-2 9 10 0 9M24 66c-3-5 3-7 0-12M32 66c-3-5 3-7 0-12" fill="none"/></g>',
    ),
    "bench": (  # two chairs turned to each other: no conversation yet
        "0 0 220 110",
        f"<g {_INK}>"
        '<path d="M10 96h200" opacity=".5"/><path d="M40 96V40c0-6 4-10 9-10M40 66h34v30M74 66c0 0 1-4 0-4H40"/>'
        '<path d="M180 96V40c0-6-4-10-9-10M180 66h-34v30M146 66c0 0-1-4 0-4h34"/>'
        '<path d="M88 74h44M110 74v22M98 96h24" /><path d="M97 58h26l-3 12h-20Z" fill="var(--bleu)"/><path d="m97 58 13 7 13-7"/>'
        '<path d="M110 50c0-8 3-12 1-20M111 38c6-1 9-5 9-10-6 0-9 4-9 10ZM110 44c-6-1-8-5-8-9 5 0 8 4 8 9Z"/></g>',
    ),
    "ring": (  # circles on water around a stone: an empty circle
        "0 0 220 110",
        f"<g {_INK}>"
        '<ellipse cx="110" cy="62" rx="94" ry="38" fill="var(--bleu-hi)" stroke="var(--bleu-line)"/><ellipse cx="110" cy="62" rx="62" ry="25" fill="var(--bleu)" stroke="var(--bleu-line)"/>'
        '<ellipse cx="110" cy="62" rx="30" ry="12" fill="var(--bleu-lo)" stroke="var(--bleu-back)"/>'
        '<circle cx="110" cy="60" r="4.5" fill="currentColor"/><ellipse cx="168" cy="48" rx="7" ry="8.5" stroke-dasharray="3 3"/><ellipse cx="62" cy="44" rx="7" ry="8.5" stroke-dasharray="3 3"/><ellipse cx="84" cy="88" rx="7" ry="8.5" stroke-dasharray="3 3"/></g>',
    ),
    "bottle": (  # a message in a bottle: lost, or no network
        "0 0 220 110",
        f"<g {_INK}>"
        '<path d="m70 70 62-34c4-2 8-1 11 2l14-8 6 10-14 8c1 4-1 8-5 10L82 92c-12 6-24-14-12-22Z" fill="var(--sheet)"/>'
        '<path d="m157 29 7-4 6 10-7 4" /><path d="m84 70 38-20 6 11-38 20Z" fill="var(--bleu)"/><path d="m90 73 26-14M93 78l16-9" opacity=".6"/>'
        '<g stroke="var(--accent)"><path d="M14 88q12-7 24 0t24 0"/><path d="M110 92q12-7 24 0t24 0t24 0t24 0"/><path d="M56 102q12-6 24 0t24 0t24 0t24 0" opacity=".6"/></g></g>',
    ),
    "hand": (  # a door left ajar with light behind it: welcome
        "0 0 220 110",
        f"<g {_INK}>"
        '<path d="M10 98h200" opacity=".5"/><path d="M84 98V18h52v80" /><path d="M84 18l34 8v72l-34 0Z" fill="var(--bleu)"/><circle cx="111" cy="62" r="2" fill="currentColor"/>'
        '<path d="M118 98l40 0-22-40" stroke="var(--accent)" opacity=".7"/><path d="M54 98V82h14v16M61 82c-1-9 3-14-3-24M60 66c-6 0-9-4-9-9 6 0 9 4 9 9ZM61 74c6-1 8-5 8-9-5 0-8 4-8 9Z"/>'
        '<path d="M92 36h12v10H92Z" fill="var(--sheet)"/></g>',
    ),
    "postmark": (
        "0 0 124 76",
        '<g fill="none" stroke="currentColor" stroke-width="1.5"><circle cx="36" cy="38" r="31"/>'
        f'<circle cx="36" cy="38" r="19.5" stroke-width="1"/>{_WAVES}</g>'
        '<g fill="currentColor" font-family="Atkinson Next, sans-serif" font-weight="700">'
        + _around("RÉPONDU", 22.4, 0, 19, 8.4)
        + _around("PETITMOT", 28.2, 180, 14, 6.4, inward=True)
        + "</g>",
    ),
    "postmark-plain": (
        "0 0 124 76",
        '<g fill="none" stroke="currentColor" stroke-width="1.5"><circle cx="36" cy="38" r="31"/>'
        f'<circle cx="36" cy="38" r="19.5" stroke-width="1"/>{_WAVES}</g>'
        '<g fill="currentColor" font-family="Atkinson Next, sans-serif" font-weight="700">'
        + _around("PETITMOT", 22.4, 0, 17, 7.6)
        + "</g>",
    ),
    "wink": (  # one eye open, one shut: the drawing that goes for a wink without words
        "0 0 120 64",
        f"<g {_INK}>"
        '<path d="M12 34c10-15 28-15 38 0-10 13-28 13-38 0Z" fill="var(--sheet)"/><circle cx="32" cy="33" r="6.5" fill="currentColor"/><circle cx="34.3" cy="30.7" r="1.8" fill="var(--sheet)" stroke="none"/>'
        '<path d="M14 17c8-7 24-9 34-3M70 34c10 9 28 9 38 0M74 39l-4 5M83 42l-2 6M95 42l2 6M104 39l4 5M72 22c8-5 24-6 34-1"/></g>',
    ),
}
