"""Which applications are told of a notice: those of the person that asked for its kind, and for the one it is from."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from petitmot.attentions import listing
from petitmot.attentions.events import NoticePut
from petitmot.attentions.listing import Row
from petitmot.client_api.entities.notification import TYPE_OF
from petitmot.client_api.events import PushDue
from petitmot.client_api.models import PushSubscription
from petitmot.jobs.announcing import announce
from petitmot.kit.compiled import Compiled
from petitmot.kit.pages import Window
from petitmot.people.filters import Sieve
from petitmot.people.models import Follow, Person
from petitmot.posts.models import Post

Policy = PushSubscription.Policy
KINDS = tuple(str(kind) for kind in TYPE_OF)


def can_be_pushed(fact: NoticePut) -> bool:
    """Whether applications know this kind of notice; no query."""
    return fact.kind in TYPE_OF


def find_subscriptions(fact: NoticePut) -> None:
    """Lay out a message for each application that wants it. One query where there is none."""
    asked = _ASKED(person=fact.person_id)
    wanted = [(pk, policy) for pk, alerts, policy in asked if alerts.get(TYPE_OF[fact.kind]) and policy != Policy.NONE]
    row = notice(Person(pk=fact.person_id), fact.notice_id) if wanted else None
    if row is None or _is_hidden(row, fact.person_id):
        return
    due = [PushDue(pk, row.id) for pk, policy in wanted if _lets(policy, fact.person_id, row.actor)]
    if due:
        with transaction.atomic():
            for each in due:
                announce(each)


def _is_hidden(row: Row, person_id: int) -> bool:
    """Whether a filter keeps the words out of notices: no telephone lights up with what one does not want to read."""
    if row.post is None:
        return False
    sieve = Sieve(Person(pk=person_id), "notifications")
    if not sieve.filters:
        return False
    said = Post.objects.filter(pk=row.post).exclude(author=person_id).values_list("plain", "warning")
    return any(sieve.hides(row.post, words) for words in said)


def notice(person: Person, number: int) -> Row | None:
    """Return a notice as the person's list tells it; None where it does not, or no more. One query."""
    part = Window(max_id=number + 1, since_id=number - 1, limit=1)
    return next(iter(listing.page(person, part, KINDS).items), None)


def _lets(policy: str, person: int, actor: int) -> bool:
    if policy == Policy.FOLLOWED:
        return Follow.objects.filter(follower=person, followed=actor).exists()
    if policy == Policy.FOLLOWER:
        return Follow.objects.filter(follower=actor, followed=person).exists()
    return True


_ASKED = Compiled[tuple[int, Any, str]](
    lambda person: PushSubscription.objects.filter(token__person_id=person, token__revoked_at=None).values_list(
        "pk", "alerts", "policy"
    ),
    person=int,
)
