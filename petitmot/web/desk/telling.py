"""What the desk says besides the requests: what was accepted, set aside, who follows without a word, the tally."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from petitmot.attentions.tally import Tally
from petitmot.kit.language import _, plural
from petitmot.look.names import together
from petitmot.people.models import ContactRequest, Follow
from petitmot.web.asking.sheet import line_of, stamp_name
from petitmot.web.who import Who, who


@dataclass(frozen=True)
class Accepted:
    """A request that was accepted lately: the note, postmarked, and what was answered."""

    id: int
    author: Who
    words: str
    at: datetime
    answered_at: datetime | None
    stamp_name: str
    answer: str


@dataclass(frozen=True)
class Row:
    """A person in one of the quiet lists."""

    id: int  # of the request that was set aside, or of the follower
    person: Who
    at: datetime


@dataclass(frozen=True)
class Told:
    """The tally in words, and the names behind it."""

    sentence: str
    since: datetime | None
    asked: str
    answered: str
    personal: str


def accepted(request: ContactRequest) -> Accepted:
    return Accepted(
        id=request.pk,
        author=who(request.asker, line=line_of(request.asker)),
        words=request.note,
        at=request.asked_at,
        answered_at=request.closed_at,
        stamp_name=stamp_name(request.stamp, request.asker_id) if request.stamp is not None else "",
        answer=request.acceptance_words,
    )


def silenced(request: ContactRequest) -> Row:
    return Row(request.pk, who(request.asker), request.lapses_at)


def follower(follow: Follow) -> Row:
    return Row(follow.follower_id, who(follow.follower, line=line_of(follow.follower)), follow.since)


def tally(counted: Tally) -> Told | None:
    """Say the tally as the article did, with the names of each part (rule 25)."""
    if not counted:
        return None
    asked = plural("une question posée", "%(number)s questions posées", len(counted.asked))
    answered = plural("une réponse", "%(number)s réponses", len(counted.answered))
    personal = plural("une avec des mots personnels", "%(number)s avec des mots personnels", len(counted.personal))
    if not counted.answered:
        answered, personal = _("pas encore de réponse"), ""
    elif not counted.personal:
        personal = _("aucune encore avec des mots personnels")
    parts = ", ".join(filter(None, [asked, answered, personal]))
    return Told(
        sentence=f"{parts[:1].upper()}{parts[1:]}.",
        since=counted.since,
        asked=together([person.called for person in counted.asked]),
        answered=together([person.called for person in counted.answered]),
        personal=together([person.called for person in counted.personal]),
    )
