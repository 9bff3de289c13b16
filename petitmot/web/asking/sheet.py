"""The page on which one asks, gathered: who they are, what they last wrote, the stamps, the words so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from petitmot.attentions import judging
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.kit.text import excerpt
from petitmot.look.drawings.stamps import STAMPS
from petitmot.look.names import in_words
from petitmot.people import asking, stamps
from petitmot.people.models import Person
from petitmot.posts import drafts
from petitmot.posts.models import Post, Visibility
from petitmot.posts.seeing import visible_to
from petitmot.web.who import page_of, who

LAST_WORDS = 4


@dataclass(frozen=True)
class LastWord:
    """One of the last words of who is asked, as far as the asker may see them."""

    id: int
    text: str
    at: datetime
    url: str


@dataclass(frozen=True)
class Written:
    """What stands in the form: the words, and the post they go with (0: none)."""

    words: str = ""
    because: int = 0
    hints: list[tuple[str, str]] = field(default_factory=list)
    refusal: Refusal | None = None


def draft_key(asked: Person) -> str:
    return f"ask:{asked.pk}"


def drafted(asker: Person, asked: Person) -> Written:
    """Return what was being written to this person, if anything was."""
    found = drafts.find(asker, draft_key(asked))
    return Written(found.words, int(found.settings.get("because") or 0)) if found else Written()


def last_words(asker: Person, asked: Person, *, with_post: int = 0) -> list[LastWord]:
    """Return the last words of who is asked, newest first, and with them the post that brought the asker."""
    rows = Post.objects.filter(author=asked, shares=None).exclude(visibility=Visibility.NAMED).exclude(plain="")
    seen = visible_to(asker, rows).order_by("-id")
    found = list(seen[:LAST_WORDS])
    if with_post and with_post not in {post.pk for post in found}:
        found += list(seen.filter(pk=with_post))
    page = page_of(asked)
    return [LastWord(post.pk, excerpt(post.plain, 110), post.published, f"{page}/{post.pk}") for post in found]


def page(asker: Person, asked: Person, written: Written) -> dict[str, Any]:
    """Return the whole context of the page."""
    words = last_words(asker, asked, with_post=written.because)
    sheet = stamps.sheet(asker)
    free = [stamp for stamp in sheet if stamp.at is None]
    return {
        "place": "community",
        "asked": who(asked, line=line_of(asked)),
        "asker": who(asker, line=line_of(asker)),
        "welcome": asked.welcome_line,
        "question": asked.welcome_question,
        "last_words": words,
        "because": next((word for word in words if word.id == written.because), None),
        "written": written,
        "in_the_way": in_the_way(asker, asked),
        "stamp_name": stamp_name(free[0].number, asker.pk) if free else "",
        "sheet": sheet_of(asker, sheet),
        "sheet_says": sheet_says(len(free)),
        "draft_key": f"ask-{asked.pk}",
        "leaf": drafts.new_sheet(),
    }


def in_the_way(asker: Person, asked: Person) -> Refusal | None:
    """Return what makes asking impossible for now, whatever the words; somebody who is not there is no page at all."""
    try:
        asking.refuse_if_no_way(asker, asked)
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        return refusal
    return None


def hints(asker: Person, asked: Person, words: str) -> list[tuple[str, str]]:
    """Return what the asker is told while writing, as (kind, sentence)."""
    return [("yes" if hint.good else "hint", hint.text) for hint in judging.hints_for(asker, asked, words)]


def line_of(person: Person) -> str:
    """Return what somebody says of themselves on one line."""
    return person.card_does or excerpt(person.bio, 90)


def stamp_name(number: int, owner_id: int) -> str:
    """Return the drawing of a stamp by its number on its owner's sheet; each person's sheet begins with another."""
    return list(STAMPS)[(number + owner_id) % len(STAMPS)]


def sheet_of(owner: Person, sheet: list[stamps.Stamp]) -> list[tuple[str, str]]:
    """Return a sheet as the look draws it: each stamp's name, and with whom it is."""
    return [(stamp_name(stamp.number, owner.pk), stamp.at.first_name if stamp.at else "") for stamp in sheet]


def sheet_says(free: int) -> str:
    """Say how many stamps are at home, and how the others come back."""
    total = settings.PETITMOT_STAMPS
    if free == total:
        return _(
            "Vos %(total)s timbres sont là. Chacun part avec une demande et revient avec la réponse.",
            total=in_words(total),
        )
    if not free:
        return _(
            "Tous vos timbres sont en route. Chacun revient avec une réponse, ou quand le temps de la demande est passé."
        )
    if free == 1:
        return _("Il vous en reste un sur %(total)s. Les autres reviennent avec les réponses.", total=in_words(total))
    return _(
        "Il vous en reste %(free)s sur %(total)s. Les autres attendent une réponse ; chacun revient avec elle, "
        "ou quand le temps de la demande est passé.",
        free=in_words(free),
        total=in_words(total),
    )
