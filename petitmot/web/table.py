"""What lies on one's table: attentions in words, as Today lays them in its margin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from petitmot.attentions import table
from petitmot.kit.language import _
from petitmot.people import introductions
from petitmot.people.models import Person


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it is, with names, where it leads, and since when."""

    text: str
    url: str
    at: datetime | None = None
    said: str = ""


def laid(person: Person, among: Collection[str] | None = None) -> list[Line]:
    """Return what lies on this person's table: thanks to give, introductions, winks, who asks. At most eight queries.

    `among`: the kinds of things that may lie there, where they are known already.
    """
    found = table.of(person, among)
    lines = [
        Line(
            _("Remercier %(name)s", name=prompt.request.asked.called),
            f"/remercier/{prompt.request_id}/",
            prompt.made_at,
            _("vous voilà en contact"),
        )
        for prompt in found.thanks
    ]
    for row in found.introductions:
        other = introductions.the_other(row, person)
        said = _("%(who)s vous présente %(name)s", who=row.introducer.first_name, name=other.called)
        lines.append(Line(said, "/presentations/", row.at))
    for wink in found.winks:
        said = _("%(name)s vous fait un clin d’œil.", name=wink.winker.called)
        lines.append(Line(said, "/clins-d-oeil/", wink.at))
    if found.asking:
        lines.append(Line(who_asks([each.first_name for each in found.asking], found.others_ask), "/demandes/"))
    return lines


def who_asks(called: list[str], others: bool) -> str:
    """Say who would like to know somebody, with names, never a number (rule 26); `called` are one or two of them."""
    if len(called) == 1:
        return _("%(name)s aimerait vous connaître", name=called[0])
    if others:
        return _("%(one)s, %(other)s et quelques autres aimeraient vous connaître", one=called[0], other=called[1])
    return _("%(one)s et %(other)s aimeraient vous connaître", one=called[0], other=called[1])
