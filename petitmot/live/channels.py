"""Channels that are no person's screen: applications hear more than pages do, and public words have a channel of their own.

A channel is a whole number. A person's open pages listen on their id, which is large; their applications on its
negative; whoever reads a public timeline in an application on `EVERYBODY`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

EVERYBODY = -1


class Listening(NamedTuple):
    """Who listens, by the ids of persons."""

    screens: set[int]
    applications: set[int]
    everybody: bool

    @property
    def persons(self) -> set[int]:
        return self.screens | self.applications


def of_applications(person_id: int) -> int:
    """Return the channel of a person's applications."""
    return -person_id


def sorted_out(channels: set[int]) -> Listening:
    """Tell who is behind these channels."""
    return Listening(
        {channel for channel in channels if channel > 0},
        {-channel for channel in channels if channel < EVERYBODY},
        EVERYBODY in channels,
    )


def applications_of(persons: Iterable[int], listening: Listening) -> list[int]:
    """Return the channels of those of these persons whose applications listen."""
    return [of_applications(person) for person in listening.applications.intersection(persons)]
