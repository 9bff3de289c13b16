"""Colours of the drawings: mixing, and runs from one to another."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

Stops = Sequence[tuple[float, str]]  # place from 0 to 1, colour as "#rrggbb"


def rgb(colour: str) -> tuple[int, int, int]:
    """ "#rrggbb" as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """`one` with a share (0 to 1) of `other`."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def at(stops: Stops, place: float) -> str:
    """The colour of a run at a place."""
    before = stops[0]
    for stop in stops:
        if stop[0] >= place:
            width = stop[0] - before[0]
            return mix(before[1], stop[1], (place - before[0]) / width if width > 0 else 0)
        before = stop
    return stops[-1][1]


def strip(stops: Stops, start: float, end: float, first: int, last: int) -> Image.Image:
    """One column of a vertical run that goes from `start` to `end`, seen from row `first` to `last`."""
    height = max(1, last - first)
    rows = min(height, 256)
    span = max(1.0, end - start)
    data = bytearray()
    for row in range(rows):
        y = first + (row + 0.5) * height / rows
        data += bytes(rgb(at(stops, min(1.0, max(0.0, (y - start) / span)))))
    column = Image.frombytes("RGB", (1, rows), bytes(data))
    return column.resize((1, height), Image.Resampling.BILINEAR)
