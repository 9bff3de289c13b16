"""Where everybody stands in the picture of a community: rings on still water, oneself in the middle."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from petitmot.attentions.community import Community, Near
from petitmot.web.who import Who, who

RINGS = ((0.44, 1.0), (0.64, 0.9), (0.83, 0.8), (1.0, 0.7))  # how far, as a share of the radius; how large a face


@dataclass(frozen=True)
class Sheet:
    """A drawing surface: its size, the radii of its last ring, and the width of a near face."""

    width: int
    height: int
    radius_x: float
    radius_y: float
    face: float


DESK = Sheet(960, 680, 420.0, 285.0, 56.0)
PHONE = Sheet(390, 560, 160.0, 235.0, 44.0)


@dataclass(frozen=True)
class Place:
    who: Who
    near: Near
    x: float
    y: float
    width: float
    height: float
    shows_name: bool


@dataclass(frozen=True)
class Picture:
    sheet: Sheet
    places: list[Place]
    lines: list[tuple[Place, Place]]  # who knows whom
    rings: list[tuple[float, float]]

    @property
    def middle(self) -> tuple[float, float]:
        return self.sheet.width / 2, self.sheet.height / 2


def draw(community: Community, sheet: Sheet) -> Picture:
    """Set everybody on their ring, people of one circle side by side."""
    places: list[Place] = []
    for ring, (share, size) in enumerate(RINGS):
        people = [near for near in community.people if near.ring == ring]
        people.sort(key=lambda near: (near.circles[-1:] or ("~",), near.person.called))
        places.extend(_on_ring(people, ring, share, size, sheet))
    places = _apart(places, sheet)
    by_id = {place.who.id: place for place in places}
    lines = [(by_id[one], by_id[other]) for one, other in community.pairs if one in by_id and other in by_id]
    return Picture(sheet, places, lines, [(sheet.radius_x * share, sheet.radius_y * share) for share, _size in RINGS])


def _apart(places: list[Place], sheet: Sheet) -> list[Place]:
    """Push faces that would lie on each other apart, a little at a time; oneself in the middle does not move."""
    x = [sheet.width / 2, *(place.x for place in places)]
    y = [sheet.height / 2, *(place.y for place in places)]
    wide = [sheet.face * 1.2, *(place.width for place in places)]
    for _ in range(min(40, 80_000 // max(1, len(places) ** 2))):
        for one in range(len(x)):
            for other in range(one + 1, len(x)):
                _push(x, y, one, other, (wide[one] + wide[other]) / 2)
    return [replace(place, x=round(x[n], 1), y=round(y[n], 1)) for n, place in enumerate(places, 1)]


def _push(x: list[float], y: list[float], one: int, other: int, wide: float) -> None:
    """Move two places away from each other where they are nearer than two faces and a name are."""
    room_x, room_y = wide * 1.18, wide * 1.75  # a face is higher than wide, and its name stands below
    along, down = x[other] - x[one], y[other] - y[one]
    near = math.hypot(along / room_x, down / room_y)
    if near >= 1:
        return
    share = (1 - near) / 2 * (2 if one == 0 else 1)
    angle = math.atan2(down / room_y, along / room_x)
    step_x, step_y = math.cos(angle) * room_x * share, math.sin(angle) * room_y * share
    x[other], y[other] = x[other] + step_x, y[other] + step_y
    if one != 0:
        x[one], y[one] = x[one] - step_x, y[one] - step_y


def _on_ring(people: list[Near], ring: int, share: float, size: float, sheet: Sheet) -> list[Place]:
    """Spread people evenly on an ellipse; where they are many they are drawn smaller, and on two lines."""
    around = 2 * math.pi * math.sqrt((sheet.radius_x**2 + sheet.radius_y**2) / 2) * share
    room = around / (sheet.face * size * 1.75)
    shrink = max(0.38, min(1.0, room / max(1, len(people))))
    width = sheet.face * size * shrink
    found = []
    for index, near in enumerate(people):
        angle = 2 * math.pi * (index + 0.37 * ring) / len(people) - math.pi / 2.3
        wave = 1.0 + (0.055 if index % 2 else -0.055)  # neighbours stand apart, so that names have room
        found.append(
            Place(
                who=who(near.person),
                near=near,
                x=round(sheet.width / 2 + sheet.radius_x * share * wave * math.cos(angle), 1),
                y=round(sheet.height / 2 + sheet.radius_y * share * wave * math.sin(angle), 1),
                width=round(width, 1),
                height=round(width * 108 / 88, 1),
                shows_name=width > 26,
            )
        )
    return found
