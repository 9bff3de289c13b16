"""Conversations: the private words of exactly these people; leaving, muting and hiding are one's own (rule 31)."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import F, Q, QuerySet

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import conversing, ties
from petitmot.people.events import ContactAccepted, ConversationOpened
from petitmot.people.models import ContactRequest, Person
from petitmot.posts.models import Conversation, Member, Post
from petitmot.posts.private_words import without_names


def of_exactly(author: Person, others: frozenset[int], *, words: str = "") -> Conversation:
    """Return the one conversation of these people, made at its first word. In the caller's transaction.

    A person whom the author may not write to at once gets the word on their desk (rule 19). Refused: `not_found` where
    there is a block, `no_stamp`.
    """
    people = sorted({author.pk, *others})
    key = hashlib.sha256(",".join(map(str, people)).encode()).hexdigest()
    found = Conversation.objects.filter(key=key).first()
    if found is None:
        found = Conversation.objects.create(key=key, made_at=clock.now())
        Member.objects.bulk_create([Member(conversation=found, person_id=person) for person in people])
    for other in Person.objects.filter(pk__in=others).select_related("manners", "server"):
        _knock(found, author, other, words)
    Member.objects.filter(conversation=found, person=author).update(waits_on_desk=False, left_at=None)
    return found


def _knock(conversation: Conversation, author: Person, other: Person, words: str) -> None:
    if ties.is_blocked_between(author, other) or not other.is_present:
        raise NotFound(_("%(name)s n’est pas là pour vous lire.", name=other.called))
    conversing.open_conversation(author, other)  # to write to who knocked is to answer
    if not other.server.is_local or conversing.is_open_to(other, author) or _ever_wrote_to(other, author):
        return
    conversing.ask_to_converse(author, other, words if author.server.is_local else without_names(words))
    Member.objects.filter(conversation=conversation, person=other).update(waits_on_desk=True)


def _ever_wrote_to(writer: Person, reader: Person) -> bool:
    return Post.objects.filter(author=writer, conversation__isnull=False, audience__person=reader).exists()


def came(conversation: Conversation, post: Post) -> None:
    """A word was added: it is the newest, and its author has read up to it."""
    Conversation.objects.filter(pk=conversation.pk).update(last_post=post.pk)
    Member.objects.filter(conversation=conversation, person_id=post.author_id).update(read_up_to=post.pk)


def let_through(fact: ConversationOpened) -> None:
    """A reaction: what waited on the desk joins the list of conversations."""
    with_asker = Conversation.objects.filter(members__person_id=fact.asker_id)
    Member.objects.filter(person_id=fact.asked_id, conversation__in=with_asker).update(waits_on_desk=False)


def let_contact_through(fact: ContactAccepted) -> None:
    """A reaction: who became a contact talks with them; what waited on the desk joins the list."""
    request = ContactRequest.objects.filter(pk=fact.request_id, state=ContactRequest.State.ACCEPTED).first()
    if request is not None:
        let_through(ConversationOpened(request.asker_id, request.asked_id))


def of_person(person: Person) -> QuerySet[Member]:
    """Return this person's side of their conversations, the newest first."""
    rows = Member.objects.filter(person=person, left_at=None, waits_on_desk=False, conversation__last_post__gt=0)
    rows = rows.filter(conversation__last_post__gt=F("hidden_up_to"))
    return rows.select_related("conversation").order_by("-conversation__last_post")


def has_unread(person: Person) -> bool:
    """Whether a conversation that is not muted holds a word this person has not read."""
    return unread(person).exists()


def unread(person: Person) -> QuerySet[Member]:
    """Return this person's side of the conversations that hold an unread word and are not muted."""
    return of_person(person).filter(muted=False, conversation__last_post__gt=F("read_up_to"))


def find(person: Person, conversation_id: int) -> Member:
    """Return this person's side of a conversation; the same refusal for what is not theirs."""
    rows = Member.objects.filter(person=person, conversation_id=conversation_id).select_related("conversation")
    found = rows.filter(Q(left_at=None)).first()
    if found is None:
        raise NotFound(_("Cette conversation n’est pas la vôtre."))
    return found


def mark_read(member: Member, up_to: int) -> None:
    """Read up to a word: the mark only moves forward, whichever device speaks last (rule 13)."""
    Member.objects.filter(pk=member.pk, read_up_to__lt=up_to).update(read_up_to=up_to)


def mark_unread(member: Member) -> None:
    """Keep the newest word for later."""
    Member.objects.filter(pk=member.pk).update(read_up_to=max(member.conversation.last_post - 1, 0))


def mute(member: Member, muted: bool) -> None:
    Member.objects.filter(pk=member.pk).update(muted=muted)


def hide(member: Member) -> None:
    """Out of sight until a newer word comes."""
    Member.objects.filter(pk=member.pk).update(hidden_up_to=member.conversation.last_post)


def leave(member: Member) -> None:
    """Leave for oneself; the others are not told, and a word of one's own brings it back."""
    with transaction.atomic():
        Member.objects.filter(pk=member.pk).update(left_at=clock.now())
