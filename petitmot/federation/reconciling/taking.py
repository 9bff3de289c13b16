"""What an outbox shows and we lack is taken in; what it shows changed is edited; what it shows no more is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from petitmot.federation import handling
from petitmot.federation.budgets import Budget
from petitmot.federation.fetching import fetch_document
from petitmot.federation.handling.coming import Coming
from petitmot.federation.reconciling.outbox import Item
from petitmot.federation.signatures.material import Signer, host_of
from petitmot.federation.translation.shapes import moment
from petitmot.kit.refusals import Gone, NotFound, Refusal, TryLater
from petitmot.people.models import Person
from petitmot.posts import editing
from petitmot.posts.models import Arrival, Post
from petitmot.posts.models.post import OPEN_TO_ALL

MOST_NEW = 100  # taken in at one look; the rest at the next
MOST_LOOKED_FOR = 5  # of those held here that the outbox does not show
FETCHES_FOR_ONE = 10


@dataclass(frozen=True)
class Rule:
    """Which of what is missing is news: the `newest` five of a first look, and what was said since `news_from`."""

    newest: int
    news_from: datetime | None


def take(person: Person, items: Sequence[Item], rule: Rule) -> bool:
    """Take in what is missing, the oldest first, so that ids follow what was said when; return whether nothing is left.

    An item comes by the way of a delivery that its author signed: their own server says it under their own address.
    """
    once = {item.uri: item for item in reversed(items)}  # the oldest first; a page may repeat what another said
    held = dict(Post.objects.filter(uri__in=list(once)).values_list("uri", "edited_at"))
    missing = [item for uri, item in once.items() if uri not in held]
    signer = Signer(person.uri, host_of(person.uri), "")
    whole = True
    news_from = rule.news_from.replace(microsecond=0) if rule.news_from else None  # documents tell whole seconds
    newest = set(list(once)[-rule.newest :] if rule.newest else [])
    for item in missing[:MOST_NEW]:
        news = item.uri in newest or bool(news_from and item.at and item.at >= news_from)
        whole &= _do(signer, item, "Create", Arrival.LIVE if news else Arrival.BACKFILL)
    for uri, edited_at in held.items():
        changed = moment(once[uri].words.get("updated"))
        if changed and (edited_at is None or changed > edited_at):
            whole &= _do(signer, once[uri], "Update", None)
    return whole and len(missing) <= MOST_NEW


def _do(signer: Signer, item: Item, kind: str, arrival: Arrival | None) -> bool:
    """Hand an item on; return False where its server could not be reached for it."""
    activity = {**item.activity, "type": "Update"} if kind == "Update" else item.activity
    coming = Coming(0, Budget(fetches=FETCHES_FOR_ONE, seconds=30), arrival)
    try:
        handling.HANDLERS[str(activity["type"])](signer, activity, coming)
    except Refusal:
        return True  # not for us, or taken back: that is as it should be
    except TryLater:
        return False
    return True


def look_for_the_gone(person: Person, items: Sequence[Item], until: datetime, *, began: bool) -> None:
    """Ask after words held here that an outbox shows no more between its oldest and `until`: 404 and 410 take them away."""
    moments = [item.at for item in items if item.at]
    since = until - timedelta(days=365) if began else min(moments, default=until)
    shown = {item.uri for item in items}
    rows = Post.objects.filter(author=person, shares=None, visibility__in=OPEN_TO_ALL)
    rows = rows.filter(published__gte=since, published__lt=until).exclude(uri__in=shown)
    for post in rows.select_related("author").order_by("-pk")[:MOST_LOOKED_FOR]:
        if host_of(post.uri) == host_of(person.uri) and _is_gone(post.uri):
            editing.delete(post, post.author)


def _is_gone(uri: str) -> bool:
    try:
        return fetch_document(uri, budget=Budget(fetches=2, seconds=15)).get("type") == "Tombstone"
    except (Gone, NotFound):
        return True
    except (Refusal, TryLater):
        return False
