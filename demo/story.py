"""The story as a line of deeds, each done at its moment through the verbs that everybody else uses."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from demo.calendar_of_the_story import PARIS, Calendar
from demo.pictures import Studio
from petitmot.jobs.inline import run_due
from petitmot.kit import clock
from petitmot.people import lapsing
from petitmot.people.models import Circle, ContactRequest, Person
from petitmot.posts.models import Post

Deed = Callable[[], object]


@dataclass
class Story:
    """Who and what has been made so far, and what is still to happen."""

    calendar: Calendar
    studio: Studio
    persons: dict[str, Person] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)  # by id() of the Word
    named: dict[str, Post] = field(default_factory=dict)  # by the id that the script gives
    requests: dict[tuple[str, str], ContactRequest] = field(default_factory=dict)
    circles: dict[tuple[str, str], Circle] = field(default_factory=dict)
    joined: dict[str, datetime] = field(default_factory=dict)
    deeds: list[tuple[datetime, Deed]] = field(default_factory=list)

    def at(self, moment: datetime, deed: Deed) -> None:
        """Plan a deed; those of one moment happen in the order in which they were planned."""
        self.deeds.append((min(moment, self.calendar.now), deed))

    def on(self, when: str, deed: Deed) -> None:
        """Plan a deed for "MM-DD HH:MM", or for noon of "MM-DD"."""
        day, _space, hour = when.partition(" ")
        self.at(self.calendar.moment(day, hour or "12:00"), deed)

    def happen(self) -> int:
        """Let everything happen, day by day, with all that follows from it. Return how many deeds were done."""
        self.deeds.sort(key=lambda pair: pair[0])
        days: dict[object, list[tuple[datetime, Deed]]] = {}
        for moment, deed in self.deeds:
            days.setdefault(moment.astimezone(PARIS).date(), []).append((moment, deed))
        for deeds in days.values():
            with transaction.atomic():  # one write to the disk a day of the story
                self._live(deeds)
        return len(self.deeds)

    def _live(self, deeds: list[tuple[datetime, Deed]]) -> None:
        with clock.living_at(deeds[0][0]):
            lapsing.lapse_what_is_due()
            run_due(raising=True)  # what waited for its time, such as a question that could be undone
        for moment, deed in deeds:
            with clock.living_at(moment):
                deed()
                run_due(raising=True)


def shortly_after(moment: datetime, *who: str, minutes: int = 200) -> datetime:
    """Some minutes later: always the same for the same names."""
    return moment + timedelta(minutes=4 + zlib.crc32(" ".join(who).encode()) % minutes)
