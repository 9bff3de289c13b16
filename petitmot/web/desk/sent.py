"""Where my requests stand: no limbo, and no hint of a silent refusal (rule 20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse

from petitmot.attentions.models import ThanksPrompt
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import questions, requests, stamps, standing
from petitmot.people.models import ContactRequest, Question
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility
from petitmot.posts.publishing import publish
from petitmot.web.asking.sheet import sheet_of, sheet_says, stamp_name
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import Who, who

SENT = "/demandes/envoyees/"


@dataclass(frozen=True)
class Sent:
    """One of my requests, as I may see it."""

    id: int
    asked: Who
    words: str
    at: datetime
    seen: str
    kind: str  # of the look's `state`
    state: str
    lapses_at: datetime | None
    answer: str  # what came with the acceptance, or with the kind refusal
    stamp_name: str
    question: int = 0  # a question that waits for my answer
    question_words: str = ""
    thanks: bool = False  # there are thanks to write


@dataclass(frozen=True)
class Asked:
    """Somebody whom I follow asks me for a few words."""

    id: int
    owner: Who
    words: str
    at: datetime


@dataclass(frozen=True)
class Typing:
    question: int = 0
    words: str = ""
    sentence: str = ""


@member_page
def sent(request: MemberRequest) -> HttpResponse:
    """My requests, those that wait first."""
    return _page(request, Typing())


def _page(request: MemberRequest, typing: Typing) -> HttpResponse:
    me = request.person
    waiting = Question.objects.filter(person=me, answered_at=None, owner__left_at=None)
    asked = {row.owner_id: row for row in waiting.select_related("owner__server").order_by("asked_at")}
    thanks = set(ThanksPrompt.objects.filter(person=me, given_at=None).values_list("request_id", flat=True))
    rows = [_sent(row, asked.pop(row.asked_id, None), thanks) for row in standing.requests_of(me)]
    sheet = stamps.sheet(me)
    return show(
        request,
        "web/desk/sent.html",
        place="community",
        waiting=[row for row in rows if row.lapses_at],
        done=[row for row in rows if not row.lapses_at],
        asked=[Asked(row.pk, who(row.owner), row.words, row.asked_at) for row in asked.values()],
        sheet=sheet_of(me, sheet),
        sheet_says=sheet_says(sum(stamp.at is None for stamp in sheet)),
        typing=typing,
    )


def _sent(request: ContactRequest, question: Question | None, thanks: set[int]) -> Sent:
    seen = standing.as_seen_by_asker(request)
    kind, state = _in_words(request, seen)
    answers = seen in ("accepted", "declined")
    return Sent(
        id=request.pk,
        asked=who(request.asked),
        words=request.note,
        at=request.asked_at,
        seen=seen,
        kind=kind,
        state=state,
        lapses_at=request.lapses_at if request.is_open else None,
        answer=request.acceptance_words if answers else "",
        stamp_name=stamp_name(request.stamp, request.asker_id) if request.stamp is not None and request.is_open else "",
        question=question.pk if question and request.is_open else 0,
        question_words=question.words if question else "",
        thanks=request.pk in thanks,
    )


def _in_words(request: ContactRequest, seen: standing.Seen) -> tuple[str, str]:
    name = request.asked.first_name
    return {
        "sent": ("waits", _("Les mots sont partis.")),
        "received": ("waits", _("Vos mots sont arrivés chez %(name)s.", name=name)),
        "read": ("seen", _("%(name)s a lu vos mots.", name=name)),
        "asked_for_words": ("asked", _("%(name)s vous demande quelques mots de plus.", name=name)),
        "accepted": ("good", _("%(name)s a dit oui.", name=name)),
        "declined": ("lapsed", _("%(name)s préfère en rester là, et vous le dit gentiment.", name=name)),
        "lapsed": ("lapsed", _("Le temps a passé sans réponse ; ce n’est pas un refus.")),
    }[seen]


@gesture
def withdraw(request: MemberRequest, request_id: int) -> HttpResponse:
    """Take one's request back: the stamp returns, nothing else is left (rule 2)."""
    mine = ContactRequest.objects.filter(pk=request_id, asker=request.person).first()
    if mine is None:
        raise NotFound(_("Cette demande n’attend plus."))
    requests.withdraw(mine, request.person)
    messages.success(request, _("Votre demande est retirée ; son timbre vous est revenu."))
    return HttpResponse(status=303, headers={"Location": SENT})


@gesture
def answer(request: MemberRequest, question_id: int) -> HttpResponse:
    """Answer a question: a private word to whoever put it, as any other; it becomes the note (rule 24)."""
    rows = Question.objects.filter(pk=question_id, person=request.person, answered_at=None)
    question = rows.select_related("owner__server").first()
    if question is None:
        raise NotFound(_("Cette question n’attend plus de réponse."))
    words = request.POST.get("words", "")

    def act() -> HttpResponse:
        to = To(Visibility.NAMED, people=(question.owner,))
        said = publish(request.person, typed(words, place_for="words"), to)
        questions.answer(request.person, question.owner, said.plain)  # the reaction would; the page shows it at once
        messages.success(request, _("Vos mots sont partis chez %(name)s.", name=question.owner.called))
        return HttpResponse(status=303, headers={"Location": SENT})

    return form_or_refusal(act, lambda refusal: _page(request, Typing(question_id, words, refusal.sentence)))
