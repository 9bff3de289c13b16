"""When things happened: the story's days, moved so that its last one is today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
LAST_DAY = date(2026, 11, 22)  # the story's today, a Sunday
LAST_MOMENT = time(18, 42)
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
SHORT = ["mo", "tu", "we", "th", "fr", "sa", "su"]


class Calendar:
    """Turns "MM-DD" and "HH:MM" of the story into true moments, none of them after `now`."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(PARIS)
        self.moved = self.now.date() - LAST_DAY

    def moment(self, day: str, hour: str) -> datetime:
        """The moment, aware, in UTC. Where the story's last day is not over yet, its hours are drawn together."""
        there, at = story_day(day), time.fromisoformat(hour)
        if there == LAST_DAY:
            at = self._squeezed(at)
        return datetime.combine(there + self.moved, at, PARIS).astimezone(UTC)

    def told(self, text: str) -> str:
        """The text with its {date:MM-DD} ("12 décembre") and {jour:MM-DD} ("samedi") as they fall."""
        return re.sub(r"\{(date|jour):(\d\d-\d\d)\}", self._name, text)

    def _name(self, found: re.Match[str]) -> str:
        day = story_day(found[2]) + self.moved
        if found[1] == "jour":
            return DAYS[day.weekday()]
        return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"

    def _squeezed(self, at: time) -> time:
        over = self.now.time().replace(tzinfo=None)
        if over >= LAST_MOMENT:
            return at
        share = _seconds(over) / _seconds(LAST_MOMENT)
        return (datetime.combine(LAST_DAY, time()) + timedelta(seconds=_seconds(at) * share * 0.999)).time()


def story_day(day: str) -> date:
    """ "MM-DD" of the story's year."""
    month, number = day.split("-")
    return date(LAST_DAY.year, int(month), int(number))


def day_after(day: str) -> str:
    """ "MM-DD" of the next day."""
    return f"{story_day(day) + timedelta(days=1):%m-%d}"


def days_back(last: str, weekdays: str, many: int) -> list[str]:
    """The `many` days of a rhythm that end with `last`, oldest first, as "MM-DD" of the story."""
    wanted = {SHORT.index(name) for name in weekdays.split()}
    day = story_day(last)
    found: list[str] = []
    while len(found) < many:
        if day.weekday() in wanted:
            found.append(f"{day:%m-%d}")
        day -= timedelta(days=1)
    return found[::-1]


def _seconds(at: time) -> float:
    return at.hour * 3600 + at.minute * 60 + at.second
