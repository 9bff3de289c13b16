"""Reading conversations: one's list of them, and the letters of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from petitmot.people.models import Person
from petitmot.posts import conversations
from petitmot.posts.models import Member, Post
from petitmot.posts.seeing import visible_to

PAGE = 30
LETTERS = 40


@dataclass(frozen=True)
class Line:
    """One conversation in the list: with whom, its newest word, and whether this person has read it."""

    member: Member
    others: list[Person]
    last: Post | None

    @property
    def is_unread(self) -> bool:
        return self.member.conversation.last_post > self.member.read_up_to


@dataclass(frozen=True)
class Letters:
    """A page of a conversation, oldest first, and whether older letters stand before it."""

    posts: list[Post]
    has_older: bool


def list_of(person: Person, *, before: int | None = None) -> tuple[list[Line], bool]:
    """Return a page of this person's conversations, newest word first, and whether more follow. Three queries."""
    rows = conversations.of_person(person)
    if before:
        rows = rows.filter(conversation__last_post__lt=before)
    members = list(rows[: PAGE + 1])
    people = _people(members[:PAGE], person)
    last_words = _last_words(members[:PAGE], person)
    lines = [
        Line(member, people.get(member.conversation_id, []), last_words.get(member.conversation_id))
        for member in members[:PAGE]
    ]
    return lines, len(members) > PAGE


def others_in(member: Member) -> list[Person]:
    """Return the other people of a conversation, also those who left it for themselves: they may come back."""
    return _people([member], member.person).get(member.conversation_id, [])


def letters(member: Member, *, before: int | None = None) -> Letters:
    """Return the newest letters of a conversation, or those before an id."""
    rows = visible_to(member.person, Post.objects.filter(conversation=member.conversation_id))
    rows = rows.select_related("author__server", "in_reply_to__author", "preview", "shares__author__server")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: LETTERS + 1])
    return Letters(found[:LETTERS][::-1], has_older=len(found) > LETTERS)


def _people(members: Iterable[Member], but: Person) -> dict[int, list[Person]]:
    ids = [member.conversation_id for member in members]
    rows = Member.objects.filter(conversation__in=ids).exclude(person=but).select_related("person__server")
    found: dict[int, list[Person]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.conversation_id].append(row.person)
    return found


def _last_words(members: Iterable[Member], reader: Person) -> dict[int, Post]:
    ids = [member.conversation.last_post for member in members]
    rows = visible_to(reader, Post.objects.filter(pk__in=ids)).select_related("author")
    return {row.conversation_id or 0: row for row in rows}
