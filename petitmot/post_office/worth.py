"""What is still worth a letter when it is about to leave: nothing that was read meanwhile, nothing of people kept away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from petitmot.attentions import seen_notices
from petitmot.attentions.models import Notice, ThanksPrompt
from petitmot.people import ties
from petitmot.people.models import ContactRequest, Person, Question
from petitmot.post_office.models import PendingMail
from petitmot.posts.models import Member, Post
from petitmot.posts.seeing import visible_to

Kind = PendingMail.Kind
State = ContactRequest.State
ANSWERS = (Notice.Kind.ACCEPTED, Notice.Kind.DECLINED, Notice.Kind.ASKED_FOR_WORDS)


@dataclass(frozen=True)
class News:
    """One thing to tell: who did it, and the request or the private word it is about."""

    kind: str
    actor: Person
    request: ContactRequest | None = None
    post: Post | None = None


def telling(person: Person, rows: Sequence[PendingMail]) -> list[News]:
    """Return what of these rows is still unread, wished for and from somebody near, in the order it came."""
    apart = ties.apart_among(person, [row.actor_id for row in rows]) | ties.muted_ids(person, notices=True)
    wished = [row for row in rows if row.actor_id not in apart and row.kind in person.manners.mails_of]
    actors = Person.objects.present().in_bulk([row.actor_id for row in wished])
    requests = _requests(person, [row.about for row in wished if row.kind == Kind.REQUEST])
    answers = _answers(person, [row.about for row in wished if row.kind == Kind.ANSWER])
    posts = _posts(person, [row.about for row in wished if row.kind == Kind.MESSAGE])
    news: list[News] = []
    for row in wished:
        actor = actors.get(row.actor_id)
        request = (requests if row.kind == Kind.REQUEST else answers).get(row.about)
        post = posts.get(row.about) if row.kind == Kind.MESSAGE else None
        if actor and ties.is_limited_for(person, actor):
            continue
        if actor and (post if row.kind == Kind.MESSAGE else request):
            news.append(News(row.kind, actor, None if row.kind == Kind.MESSAGE else request, post))
    return _once(news)


def _once(news: list[News]) -> list[News]:
    """An answer travels as a private word, too: that one is not told a second time."""
    carried = {each.actor.pk for each in news if each.request and _came_with_words(each.request)}
    kept: list[News] = []
    for each in news:
        if each.post and each.actor.pk in carried:
            carried.discard(each.actor.pk)
        else:
            kept.append(each)
    return kept


def _came_with_words(request: ContactRequest) -> bool:
    if request.state == State.ACCEPTED:
        return bool(request.acceptance_words)
    return request.state in (State.ANSWERED, State.ASKED_FOR_WORDS)


def _requests(person: Person, ids: Sequence[int]) -> dict[int, ContactRequest]:
    """Requests that lie on the desk unread, or answered since."""
    rows = ContactRequest.objects.on_desk().filter(pk__in=ids, asked=person, state__in=(State.NEW, State.ANSWERED))
    return {row.pk: row for row in rows}


def _answers(person: Person, ids: Sequence[int]) -> dict[int, ContactRequest]:
    """Requests of this person that were answered, where neither the notice was seen nor anything done since."""
    rows = ContactRequest.objects.filter(pk__in=ids, asker=person)
    told = Notice.objects.filter(person=person, kind__in=ANSWERS, about__in=ids)
    seen = set(told.filter(pk__lte=seen_notices.seen_up_to(person)).values_list("about", flat=True))
    prompts = ThanksPrompt.objects.filter(request__in=ids)
    thanked = prompts.exclude(given_at=None) | prompts.exclude(put_off_at=None)
    asked = Question.objects.filter(request__in=ids, person=person).exclude(answered_at=None)
    done = seen | set(thanked.values_list("request_id", flat=True)) | set(asked.values_list("request_id", flat=True))
    return {row.pk: row for row in rows if row.pk not in done}


def _posts(person: Person, ids: Sequence[int]) -> dict[int, Post]:
    """Private words that were not read, in conversations that are neither muted nor left nor waiting on the desk."""
    found = visible_to(person, Post.objects.filter(pk__in=ids)).in_bulk()
    sides = Member.objects.filter(person=person, muted=False, left_at=None, waits_on_desk=False)
    sides = sides.filter(conversation__in=[post.conversation_id for post in found.values()])
    read: dict[int | None, int] = dict(sides.values_list("conversation_id", "read_up_to"))
    return {pk: post for pk, post in found.items() if read.get(post.conversation_id, pk) < pk}
