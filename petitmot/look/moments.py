"""Hours and days as one says them, in the reader's language and time zone ("hier, 22 h 58", "mardi, 7 h 45")."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from markupsafe import Markup

from petitmot.kit.language import _, speaks_french
from petitmot.kit.typography import NO_BREAK

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        ("janvier", "février", "mars", "avril", "mai", "juin")
        + ("juillet", "août", "septembre", "octobre", "novembre", "décembre")
    ),
    "en": (
        ("January", "February", "March", "April", "May", "June")
        + ("July", "August", "September", "October", "November", "December")
    ),
}


def when(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """Return "9 h 14" (today), "hier, 22 h 58", "mardi, 7 h 45" (this week), "14 novembre", "14 novembre 2024".

    `moment` is aware; it is told in the time zone that is active for the reader. `now` is for tests.
    """
    return _when(*_both(moment, now))


def _when(local: dt.datetime, today: dt.datetime) -> str:
    days = today.toordinal() - local.toordinal()
    if days == 0:
        return _hour(local)
    if days == 1:
        return _("hier, %(hour)s", hour=_hour(local))
    if days == -1:
        return _("demain, %(hour)s", hour=_hour(local))
    if abs(days) < 7:
        return f"{_week_day(local)}, {_hour(local)}"
    return _date(local, today)


def spoken(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """Return the same with the part of the day: "ce matin, 9 h 30", "hier soir, 22 h 58", "vendredi", "14 novembre"."""
    local, today = _both(moment, now)
    days = today.toordinal() - local.toordinal()
    if days in (0, 1):
        return f"{_part_of_day(local, today)}, {_hour(local)}"
    return _week_day(local) if abs(days) < 7 else _date(local, today)


def part_of_day(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """Return the heading under which a word of that moment stands: "ce matin", "hier soir", "mardi", "14 novembre"."""
    return _part_of_day(*_both(moment, now))


def _part_of_day(local: dt.datetime, today: dt.datetime) -> str:
    days = today.toordinal() - local.toordinal()
    part = 0 if local.hour < 5 else 1 if local.hour < 12 else 2 if local.hour < 18 else 3
    if days == 0:
        return (_("cette nuit"), _("ce matin"), _("cet après-midi"), _("ce soir"))[part]
    if days == 1:
        return (_("hier, dans la nuit"), _("hier matin"), _("hier après-midi"), _("hier soir"))[part]
    return _week_day(local) if 0 < days < 7 else _date(local, today)


def since(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """Return "depuis ce matin", "depuis hier soir", "depuis jeudi", "depuis le 14 novembre", "depuis novembre 2024"."""
    local, today = _both(moment, now)
    days = today.toordinal() - local.toordinal()
    if days < 7:
        return _("depuis %(moment)s", moment=_part_of_day(local, today))
    if local.year == today.year or days < 120:
        return _("depuis le %(date)s", date=_date(local, today))
    return _("depuis %(moment)s", moment=f"{_month(local)} {local.year}")


def coming(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """Return a moment that is still to come: "ce soir, 22 h", "demain, 8 h", "jeudi 26 novembre, 8 h 30"."""
    local, today = _both(moment, now)
    days = local.toordinal() - today.toordinal()
    if days == 0:
        return f"{_part_of_day(local, today)}, {_hour(local)}"
    if days == 1:
        return _("demain, %(hour)s", hour=_hour(local))
    year = "" if local.year == today.year else f" {local.year}"
    return f"{_day(local)}{year}, {_hour(local)}"


def day(moment: dt.datetime | dt.date) -> str:
    """Return "dimanche 22 novembre" (English: "Sunday 22 November")."""
    return _day(_local(moment) if isinstance(moment, dt.datetime) else moment)


def _day(local: dt.date) -> str:
    return f"{_week_day(local)} {_number(local)}{NO_BREAK}{_month(local)}"


def date(moment: dt.datetime | dt.date, now: dt.datetime | None = None) -> str:
    """Return "14 novembre", with the year when it is not this one: "14 novembre 2024"."""
    return _date(_local(moment) if isinstance(moment, dt.datetime) else moment, _local(now))


def _date(local: dt.date, today: dt.date) -> str:
    text = f"{_number(local)}{NO_BREAK}{_month(local)}"
    return text if local.year == today.year else f"{text} {local.year}"


def hour(moment: dt.datetime) -> str:
    """Return "9 h 14", "7 h" (English: "9:14 am", "7 am")."""
    return _hour(_local(moment))


def _hour(local: dt.datetime) -> str:
    if speaks_french():
        minutes = f"{NO_BREAK}{local.minute:02}" if local.minute else ""
        return f"{local.hour}{NO_BREAK}h{minutes}"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{NO_BREAK}{'am' if local.hour < 12 else 'pm'}"


def iso(moment: dt.datetime) -> str:
    """Return the moment for machines (`<time datetime>`), in UTC, to the second."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(at: dt.datetime, said: str = "when") -> Markup:
    """Return a `<time>` element; `said` is `when`, `spoken`, `since`, `coming`, `hour`, `day` or `date`."""
    if said == "when":
        local, today = _both(at, None)
        text = _when(local, today)
    else:
        local = _local(at)
        ways = {"spoken": spoken, "since": since, "coming": coming, "hour": hour, "day": day, "date": date}
        text = ways[said](at)
    full = f"{_day(local)} {local.year}, {_hour(local)}"
    return Markup(f'<time datetime="{iso(at)}" title="{full}">{text}</time>')  # noqa: S704 - our own words and figures


def greeting(now: dt.datetime | None = None) -> str:
    """Return "Bonjour" or "Bonsoir", as the reader's hour has it."""
    return _("Bonjour") if 5 <= _local(now).hour < 18 else _("Bonsoir")


def _local(moment: dt.datetime | None) -> dt.datetime:
    return timezone.localtime(moment)


def _both(moment: dt.datetime, now: dt.datetime | None) -> tuple[dt.datetime, dt.datetime]:
    """Return the moment and now where the reader is; asks for the time zone once, a page has many moments."""
    zone = timezone.get_current_timezone()
    return moment.astimezone(zone), (now or dt.datetime.now(dt.UTC)).astimezone(zone)


def _week_day(local: dt.date) -> str:
    return _DAYS["fr" if speaks_french() else "en"][local.weekday()]


def _month(local: dt.date) -> str:
    return _MONTHS["fr" if speaks_french() else "en"][local.month - 1]


def _number(local: dt.date) -> str:
    return "1er" if local.day == 1 and speaks_french() else str(local.day)
