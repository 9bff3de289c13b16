"""Facts about moderation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reported:
    """Somebody, or words, were shown to the moderators. `reporter_id` is empty where another server did it."""

    report_id: int
    person_id: int = 0
    reporter_id: int | None = None


@dataclass(frozen=True)
class ReportForwarded:
    """A report is to be shown to moderators elsewhere as well."""

    report_id: int


@dataclass(frozen=True)
class ServerLimited:
    """Moderators decided something about a server elsewhere, or something else than before."""

    limit_id: int


@dataclass(frozen=True)
class Sanctioned:
    """Moderators decided something about a person who lives here, and want them to know."""

    sanction_id: int
    person_id: int


@dataclass(frozen=True)
class AppealDecided:
    sanction_id: int


@dataclass(frozen=True)
class Announced:
    """The operator wrote or changed an announcement."""

    announcement_id: int


@dataclass(frozen=True)
class AnnouncementPlanned:
    """The operator wrote an announcement that is to be made later. Told at that moment."""

    announcement_id: int


@dataclass(frozen=True)
class AnnouncementEnds:
    """The moment has come at which an announcement is over, as it stood when this was said."""

    announcement_id: int


@dataclass(frozen=True)
class AnnouncementWithdrawn:
    announcement_id: int


@dataclass(frozen=True)
class AnnouncementAnswered:
    """Somebody answered an announcement with a sign, or took it back."""

    reaction_id: int
    person_id: int
