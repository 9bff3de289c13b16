"""A person's page: who they are, how they like to be approached, what they wrote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from markupsafe import Markup

from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.text import excerpt
from petitmot.look.names import names
from petitmot.people import first_words, remarks, selections
from petitmot.people import ties as between_people
from petitmot.people.emoji import by_id
from petitmot.people.models import Emoji, Person, Selection
from petitmot.people.ties import Between
from petitmot.post_office import subscribing
from petitmot.posts import wall
from petitmot.web import fragments
from petitmot.web.emoji import in_line, in_words, who_drawn
from petitmot.web.pages import require_safe, viewer
from petitmot.web.persons.finding import find
from petitmot.web.persons.public import cacheable, private
from petitmot.web.skeletons import filled
from petitmot.web.who import Who, media_url, who


@dataclass(frozen=True)
class Met:
    """The first words of one of the two, kept for life."""

    writer: Who | None
    words: str
    at: Any


@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """Show a person. One address only: capitals, our own domain and a slash at the end are sent to it."""
    me = viewer(request)
    if (proper := proper_address(handle)) != request.path:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{proper}?{query}" if query else proper)
    them, between = find(me, handle)
    before = _number(request.GET.get("avant"))
    replies = "reponses" in request.GET
    pinned = [] if before or replies else wall.pinned(me, them)
    stretch = wall.of_person(me, them, before=before, replies=replies)
    ids = [*pinned, *(id_ for id_ in stretch.ids if id_ not in pinned)]
    posts = fragments.of(me, ids, place="account", pinned=pinned)
    emoji = by_id(them.emoji)
    answer = filled(
        request,
        "web/persons/page.html",
        {"words": fragments.one_after_the_other(posts)},
        place="community",
        them=who_drawn(them, emoji),
        about=About.of(them, emoji.values()),
        between=between,
        is_me=me is not None and me.pk == them.pk,
        met=_met(me, them, between),
        common=_common(me, them),
        selections=[] if between.blocks else _selections(me, them),
        remark=remarks.about(me, them) if me is not None and between.has_note else "",
        any=bool(posts),
        older=stretch.older,
        before=before,
        replies=replies,
        by_mail=me is None and subscribing.is_offered(them),
        origin=f"{settings.PETITMOT_SCHEME}://{settings.PETITMOT_DOMAIN}",
    )
    if me is not None:
        return private(answer)
    return cacheable(request, answer, changed=max((_changed(it) for it in posts), default=None))


@dataclass(frozen=True)
class Field:
    """A line of one's own: a name, what stands there, and whether it was verified."""

    name: str
    value: str
    verified_at: str

    @classmethod
    def of(cls, row: dict[str, Any], emoji: Collection[Emoji]) -> Field:
        """Read one of `Person.fields`."""
        name, value = (in_line(str(row.get(part, "")), emoji) for part in ("name", "value"))
        return cls(name, value, str(row.get("verified_at") or ""))


@dataclass(frozen=True)
class About:
    """What a person says of themselves, ready to be shown."""

    bio: Markup
    excerpt: str
    banner: str
    welcome_line: str
    welcome_question: str
    card: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]
    approves: bool
    shows_people: bool
    is_here: bool
    uri: str
    lives_at: Who | None

    @classmethod
    def of(cls, person: Person, emoji: Collection[Emoji] = ()) -> About:
        """Gather what a page says of somebody; `emoji` are those that stand in it."""
        card = [
            (_("Je fais"), person.card_does),
            (_("Je cherche"), person.card_seeks),
            (_("Je propose"), person.card_offers),
        ]
        return cls(
            bio=in_words(person.bio_html, emoji),
            excerpt=excerpt(person.bio, 200),
            banner=media_url(person.banner),
            welcome_line=person.welcome_line,
            welcome_question=person.welcome_question,
            card=tuple((label, said) for label, said in card if said),
            fields=tuple(Field.of(row, emoji) for row in person.fields),
            places=tuple(person.places),
            tags=tuple(person.tags),
            approves=person.approves_followers,
            shows_people=person.shows_people,
            is_here=person.server.is_local,
            uri=person.uri,
            lives_at=who(person.moved_to) if person.moved_to_id and person.moved_to else None,
        )


def proper_address(handle: str, more: str = "") -> str:
    """Return the one address of a person's page (or of what stands below it)."""
    name, _at, host = handle.lower().partition("@")
    local = not host or host == settings.PETITMOT_DOMAIN.lower()
    return f"/@{name}{more}" if local else f"/@{name}@{host}{more}"


def _selections(me: Person | None, them: Person) -> list[Shown]:
    """Their selections, by name and a few words: who is in them stands on pages of their own. One query."""
    mine = me is not None and me.pk == them.pk
    return [Shown(*row) for row in _SELECTIONS[mine](owner=them.pk)]


@dataclass(frozen=True)
class Shown:
    """A selection on its owner's page."""

    id: int
    name: str
    words: str
    language: str


def _of_owner(owner: int, *, also_unlisted: bool) -> QuerySet[Selection, tuple[int, str, str, str]]:
    return selections.standing(owner, also_unlisted=also_unlisted).values_list("pk", "name", "words", "language")


_SELECTIONS = {
    mine: Compiled[tuple[int, str, str, str]](partial(_of_owner, also_unlisted=mine), owner=int)
    for mine in (False, True)
}


def _met(me: Person | None, them: Person, between: Between) -> list[Met]:
    if me is None or not between.are_contacts:
        return []
    writers = {me.pk: who(me), them.pk: who(them)}
    rows = first_words.between(me, them)
    return [Met(writers.get(row.writer_id or 0), row.words, row.at) for row in rows]


def _common(me: Person | None, them: Person) -> tuple[str, list[Who]]:
    """Return the names of those whom both know, as said in a sentence, and their faces."""
    if me is None or me.pk == them.pk:
        return "", []
    both = between_people.present(between_people.known_in_common(me, them))
    return names([person.called for person in both]), [who(person) for person in both[:3]]


def _changed(it: fragments.Piece) -> Any:
    return it.told.edited or it.told.when


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
