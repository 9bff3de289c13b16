"""Polls as pages show them, and the gesture that answers one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from petitmot.kit.language import _
from petitmot.look.moments import when
from petitmot.people.models import Emoji, Person
from petitmot.posts import poll_results, polls, seeing
from petitmot.web.emoji import in_line
from petitmot.web.pages import MemberRequest, back, gesture


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One answer; `share` in per cent of those who answered, None while it is hidden."""

    words: str
    share: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class PollTold:
    """A poll, told to one reader."""

    action: str
    field: str
    may_vote: bool
    several: bool
    note: str
    answers: tuple[AnswerTold, ...]


def tell_poll(viewer: Person | None, poll: poll_results.Shown, emoji: Sequence[Emoji] = ()) -> PollTold:
    """Tell a poll to a reader; `emoji` are those of the words it came with. Who may still answer sees the answers, everybody else what was answered."""
    total = poll.voters or sum(answer.votes or 0 for answer in poll.answers)
    return PollTold(
        action=f"/mot/{poll.post_id}/voter/",
        field=f"choice-{poll.post_id}",
        may_vote=viewer is not None and poll.may_vote,
        several=poll.several,
        note=_note(poll),
        answers=tuple(
            AnswerTold(
                in_line(answer.words, emoji),
                None if answer.votes is None else round(100 * answer.votes / total) if total else 0,
                answer.chosen,
            )
            for answer in poll.answers
        ),
    )


def _note(poll: poll_results.Shown) -> str:
    said = [_ended(poll.ends_at, poll.over)]
    if poll.several and not poll.over:
        said.insert(0, _("plusieurs réponses possibles"))
    if poll.voters is None:
        said.append(_("les réponses se verront à la fin"))
    elif not poll.may_vote:
        said.append(_answered(poll.voters))
    return " · ".join(filter(None, said))


def _answered(voters: int) -> str:
    """Results are results: here alone a figure is said (`PRODUCT`, polls)."""
    if voters == 0:
        return _("personne n’a encore répondu")
    return _("une personne a répondu") if voters == 1 else _("%(voters)s personnes ont répondu", voters=voters)


def _ended(ends_at: datetime | None, over: bool) -> str:
    if over:
        return _("terminé")
    return _("fin : %(moment)s", moment=when(ends_at)) if ends_at else ""


@gesture
def vote(request: MemberRequest, post_id: int) -> HttpResponse:
    """Answer a poll with what was chosen on the page."""
    post = seeing.find(request.person, post_id)
    post = post.shares or post
    chosen = request.POST.getlist(f"choice-{post.pk}")[:20]
    polls.vote(
        request.person,
        post,
        [int(place) for place in chosen if place.isascii() and place.isdecimal() and len(place) < 4],
    )
    return back(request, anchor=f"p{post_id}")
