"""Words for later: a moment typed into a composer, the list of what waits, and changing one's mind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.kit.text import excerpt
from petitmot.posts import drafts, scheduling
from petitmot.posts.audiences import To
from petitmot.posts.content import Content
from petitmot.posts.models import Post, Scheduled
from petitmot.posts.polls import Asked
from petitmot.web.pages import MemberRequest, gesture, member_page, show
from petitmot.web.words.written import Written

LIST = "/plus-tard/"


@dataclass(frozen=True)
class Line:
    """What waits, as its list shows it."""

    id: int
    words: str
    at: datetime
    typed_at: str  # for the input that moves it
    refused: str


def moment_of(text: str) -> datetime:
    """Read what an `<input type=datetime-local>` says, in the reader's own zone. Refused: `bad_moment`."""
    try:
        naive = datetime.fromisoformat(text.strip())
    except ValueError:
        naive = datetime.min
    if not 2000 < naive.year < 2200:
        raise Refusal(_("Ce moment est mal écrit : un jour et une heure."), code="bad_moment", field="later")
    return naive if naive.tzinfo else timezone.make_aware(naive)


def plan(written: Written, content: Content, to: To, answers: Post | None, quotes: Post | None) -> scheduling.Plan:
    """Make a plan of what a composer holds."""
    asked = content.poll or Asked(())
    return scheduling.Plan(
        words=written.words,
        visibility=to.visibility,
        circle=to.circle.pk if to.circle else None,
        people=[person.pk for person in to.people],
        warning=content.warning,
        language=content.language,
        pictures=[picture.pk for picture in content.pictures],
        answers=answers.pk if answers else None,
        quotes=quotes.pk if quotes else None,
        poll_answers=list(asked.answers),
        poll_seconds=written.poll_seconds,
        poll_several=asked.several,
    )


@member_page
def waiting(request: MemberRequest) -> HttpResponse:
    """What waits for its moment, the next first."""
    return show(request, "web/words/later.html", place="write", lines=[_line(row) for row in _rows(request)])


def _rows(request: MemberRequest) -> list[Scheduled]:
    return list(scheduling.of_person(request.person)[: scheduling.MOST])


def _line(row: Scheduled) -> Line:
    local = timezone.localtime(row.at)
    return Line(row.pk, excerpt(row.words, 160), row.at, local.strftime("%Y-%m-%dT%H:%M"), row.refused)


@gesture
def move(request: MemberRequest, scheduled_id: int) -> HttpResponse:
    """Choose another moment."""
    scheduling.move(request.person, scheduled_id, moment_of(request.POST.get("later", "")))
    messages.success(request, _("C’est noté."))
    return HttpResponseRedirect(LIST)


@gesture
def cancel(request: MemberRequest, scheduled_id: int) -> HttpResponse:
    """Do not say them after all: the words go back to the drafts, so that nothing typed is lost."""
    row = scheduling.cancel(request.person, scheduled_id)
    kept = scheduling.plan_of(row)
    if drafts.find(request.person, "post") is None:
        settings = {"whom": kept.visibility, "warning": kept.warning, "language": kept.language}
        drafts.save(request.person, "post", row.words, {**settings, "pictures": [str(id_) for id_ in kept.pictures]})
        messages.success(request, _("Ces mots ne partiront pas : les voici dans vos brouillons."))
        return HttpResponseRedirect("/brouillons/")
    messages.success(request, _("Ces mots ne partiront pas."))
    return HttpResponseRedirect(LIST)


def soonest() -> str:
    """Return the earliest moment a composer offers, as its input wants it."""
    return timezone.localtime(timezone.now() + scheduling.SOONEST + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
