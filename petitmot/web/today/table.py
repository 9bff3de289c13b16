"""What waits on one's table, beside Today: names and first words, never a number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from petitmot.kit.language import _
from petitmot.look.moments import when
from petitmot.look.names import names
from petitmot.people.models import FollowRequest, Person
from petitmot.web.table import laid


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: a sentence, where it leads, and a quieter line."""

    sentence: str
    url: str
    line: str = ""


def on_the_table(person: Person, among: Collection[str] | None = None) -> list[Waiting]:
    """Return what waits for this person, thanks first; `among`: the kinds of things that may lie there, where known."""
    return [*_lying(person, among), *_followers(person)]


def _lying(person: Person, among: Collection[str] | None) -> list[Waiting]:
    """Thanks to give, introductions, winks, and who asks at the desk."""
    lines = laid(person, among)
    return [Waiting(line.text, line.url, line.said or (when(line.at) if line.at else "")) for line in lines]


def _followers(person: Person) -> list[Waiting]:
    if not person.approves_followers:
        return []
    rows = FollowRequest.objects.filter(followed=person).select_related("follower").order_by("since")[:4]
    called = [row.follower.called for row in rows]
    if not called:
        return []
    if len(called) == 1:
        sentence = _("%(name)s voudrait vous suivre", name=called[0])
    else:
        sentence = _("%(names)s voudraient vous suivre", names=names(called))
    return [Waiting(sentence, f"/@{person.name}/abonnes/", _("À vous de laisser entrer"))]
