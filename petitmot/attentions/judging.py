"""The judge's case, gathered from people and their words: for the desk, and for the kind hints while writing."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import get_language

from petitmot.kit import clock
from petitmot.people import judging
from petitmot.people.events import ContactAsked, ConversationAsked, RequestAnswered, WordsJoined
from petitmot.people.judging import Case, Hint, Reason, Recipient, Sender
from petitmot.people.models import ContactRequest, Person, Question
from petitmot.posts.models import Post, Tagged
from petitmot.posts.models.post import OPEN_TO_ALL

POSTS = 40  # the newest public words of who is asked
LATELY = timedelta(days=90)
LETTERS = 50  # what the asker wrote to others in that time, the newest


def case_of(asker: Person, asked: Person, words: str) -> Case:
    """Gather what the judge looks at: both people's pages, the words, and what the asker wrote to others lately.

    Only what anybody could read of the one who is asked; of the asker's other letters only their own words.
    """
    rows = Post.objects.filter(author=asked, visibility__in=OPEN_TO_ALL).exclude(plain="").order_by("-id")[:POSTS]
    posts = list(rows.values_list("pk", "plain"))
    tags = Tagged.objects.filter(post__in=[pk for pk, _plain in posts]).values_list("tag__shown", flat=True)
    return Case(
        sender=Sender(asker.called, asker.bio),
        recipient=Recipient(
            name=asked.called,
            bio=asked.bio,
            welcome="\n".join(filter(None, [asked.welcome_line, asked.welcome_question])),
            posts=tuple(plain for _pk, plain in posts),
            tags=tuple(dict.fromkeys([*asked.tags, *tags])),
            places=tuple(asked.places),
        ),
        note=words,
        sent_before=sent_before(asker, asked),
        lang=(get_language() or "")[:2],
    )


def sent_before(asker: Person, asked: Person) -> tuple[str, ...]:
    """Return the words of the asker's other requests of the last 90 days, the newest first."""
    rows = ContactRequest.objects.filter(asker=asker, asked_at__gte=clock.now() - LATELY).exclude(asked=asked)
    written = rows.filter(~Q(words="") | ~Q(answer="")).order_by("-asked_at")[:LETTERS]
    return tuple(answer or words for words, answer in written.values_list("words", "answer"))


def hints_for(asker: Person, asked: Person, words: str) -> list[Hint]:
    """Return what the asker is told while writing, and only they; nothing is kept."""
    return judging.hints(case_of(asker, asked, words))


def judge_request(fact: ContactAsked | ConversationAsked | RequestAnswered | WordsJoined) -> None:
    """A reaction: keep with the request how personal its words are, and why; the same for the tally (rule 25)."""
    request = ContactRequest.objects.select_related("asker", "asked").filter(pk=fact.request_id).first()
    if request is None:
        return
    verdict = judging.judge(case_of(request.asker, request.asked, request.note))
    ContactRequest.objects.filter(pk=request.pk).update(
        score=verdict.score,
        paper=verdict.paper,
        reasons=[{"code": it.code, "good": it.good, "values": it.values} for it in verdict.reasons],
    )
    Question.objects.filter(request=request, answered_at__isnull=False).update(answer_score=verdict.score)


def reasons_of(request: ContactRequest) -> list[Reason]:
    """Return the kept reasons, which say themselves in the language of whoever reads."""
    return [
        Reason(kept["code"], kept["good"], tuple((key, value) for key, value in kept["values"]))
        for kept in request.reasons
    ]
