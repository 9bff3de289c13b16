"""`/communaute/`: the picture of one's community, and the small attentions that hang from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse

from petitmot.attentions import lost, owed
from petitmot.attentions.community import Community, Tie, community_of
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.kit.text import excerpt
from petitmot.people import circles
from petitmot.people.models import Person
from petitmot.web.community.picture import DESK, PHONE, draw
from petitmot.web.pages import MemberRequest, back, gesture, member_page, show
from petitmot.web.who import Who, who

LINES = 5


@dataclass(frozen=True)
class Waiting:
    """One line of words that wait, on either side."""

    line: int
    who: Who
    words: str
    lang: str
    at: datetime
    url: str
    private: bool


@dataclass(frozen=True)
class LostLine:
    who: Who
    words: str
    by_them: bool
    at: datetime
    rhythm: str


@member_page
def community(request: MemberRequest) -> HttpResponse:
    person = request.person
    seen = community_of(person)
    return show(
        request,
        "web/community/page.html",
        place="community",
        seen=seen,
        season=season_sentence(seen),
        desk=draw(seen, DESK),
        phone=draw(seen, PHONE),
        owed=[_waiting(line) for line in owed.owed_by(person)[:LINES]],
        waiting=[_waiting(line) for line in owed.waiting_for(person)[-LINES:]],
        lost=[_lost(each) for each in lost.lost_from_view(person)[:LINES]],
        circles=[(circle, [who(each) for each in circle.members.all()]) for circle in circles.circles_of(person)],
        ties=ties_in_words(),
    )


@gesture
def no_answer_needed(request: MemberRequest, line: int) -> HttpResponse:
    owed.no_answer_needed(request.person, line)
    return back(request, "/communaute/")


@gesture
def leave_alone(request: MemberRequest, person_id: int) -> HttpResponse:
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound(_("Cette personne n’est pas là."))
    lost.leave_alone(request.person, person)
    messages.success(request, _("Nous ne vous parlerons plus du silence de %(name)s.", name=person.first_name))
    return back(request, "/communaute/")


def season_sentence(seen: Community) -> str:
    """Return the season in one sentence: with how many of one's people words were exchanged, in words."""
    if not seen.people:
        return ""
    said = {
        0: _("%(season)s, tout reste à se dire."),
        1: _("%(season)s, vous avez échangé quelques mots avec quelques-uns des vôtres."),
        2: _("%(season)s, vous avez échangé quelques mots avec une bonne partie des vôtres."),
        3: _("%(season)s, vous avez échangé quelques mots avec la plupart des vôtres."),
        4: _("%(season)s, vous avez échangé quelques mots avec presque tous les vôtres."),
    }
    step = 0 if seen.share == 0 else 1 + sum(seen.share >= bound for bound in (0.3, 0.55, 0.8))
    return said[step] % {"season": _season()}


def ties_in_words() -> dict[str, str]:
    return {
        Tie.TALK: _("vous vous parlez"),
        Tie.THEY_WAIT: _("attend un mot de vous"),
        Tie.I_WAIT: _("votre mot attend une réponse"),
        Tie.SILENCE: _("silence"),
    }


def _season() -> str:
    names = (_("Cet hiver"), _("Ce printemps"), _("Cet été"), _("Cet automne"))
    return names[clock.now().month % 12 // 3]


def _waiting(line: owed.Owed) -> Waiting:
    post = line.post
    private = post.conversation_id is not None
    page = f"/conversations/{post.conversation_id}/" if private else f"{who(post.author).url}/{post.pk}"
    return Waiting(
        line=line.line,
        who=who(line.person),
        words=excerpt(post.plain, 160),
        lang=post.language,
        at=post.arrived,
        url=page,
        private=private,
    )


def _lost(each: lost.Lost) -> LostLine:
    return LostLine(
        who=who(each.person),
        words=excerpt(each.last_word.plain, 140),
        by_them=each.last_word.author_id == each.person.pk,
        at=each.last_word.arrived,
        rhythm=_rhythm(each.usual_pause.days),
    )


def _rhythm(days: int) -> str:
    """Return the usual pause between two people as one says it."""
    if days <= 2:
        return _("D’ordinaire, vous vous écrivez presque chaque jour.")
    if days <= 10:
        return _("D’ordinaire, vous vous écrivez chaque semaine.")
    if days <= 45:
        return _("D’ordinaire, vous vous écrivez chaque mois.")
    return _("D’ordinaire, vous vous écrivez quelques fois par an.")
