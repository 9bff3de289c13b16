"""A wink to a new follower: one each, by hand; with words it is a private word as well (rule 36)."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from petitmot.attentions import notices
from petitmot.attentions.events import Winked
from petitmot.attentions.models import Notice, Wink
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import ties
from petitmot.people.models import Block, Contact, Follow, Person
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility
from petitmot.posts.publishing import publish

NEW = timedelta(days=60)
MOST = 60


def wink(winker: Person, follower: Person, *, words: str = "") -> Wink:
    """Wink at somebody who follows. Refused: they do not follow (`not_found`), it was done once (`already_winked`)."""
    if not ties.follows(follower, winker) or ties.is_blocked_between(winker, follower) or not follower.is_present:
        raise NotFound(_("Cette personne ne vous suit pas."))
    content = typed(words, place_for="words") if words.strip() else None
    try:
        with transaction.atomic():
            made = Wink.objects.create(winker=winker, winked=follower, at=clock.now(), with_words=content is not None)
            if content is not None:
                publish(winker, content, To(Visibility.NAMED, people=(follower,)))
            announce(Winked(made.pk))
    except IntegrityError as twice:
        raise Refusal(
            _("Vous avez déjà fait un clin d’œil à %(name)s. Un seul suffit.", name=follower.called),
            code="already_winked",
        ) from twice
    return made


def tell(fact: Winked) -> None:
    """A reaction: the one who was winked at is told, with the name."""
    made = Wink.objects.select_related("winker__server", "winked__server").filter(pk=fact.wink_id).first()
    if made:
        notices.tell(made.winked, Notice.Kind.WINKED, made.winker, about=made.pk)


def new_followers(person: Person) -> QuerySet[Follow]:
    """Return who began to follow lately, is no contact and got no wink yet, the newest first."""
    follower = OuterRef("follower")
    rows = Follow.objects.filter(followed=person, since__gte=clock.now() - NEW)
    rows = rows.filter(follower__left_at=None, follower__suspended_at=None).exclude(
        Exists(Wink.objects.filter(winker=person, winked=follower))
        | Exists(Contact.objects.filter(person=person, other=follower))  # they had words already
        | Exists(Block.objects.filter(blocker=person, blocked=follower))
    )
    return rows.select_related("follower__server").order_by("-since")[:MOST]


def received(person: Person) -> list[Wink]:
    """Return the winks that lie on this person's table, the oldest first."""
    apart = Block.objects.filter(blocker=person, blocked=OuterRef("winker"))
    rows = Wink.objects.filter(winked=person, seen_at=None, winker__left_at=None, winker__suspended_at=None)
    return list(rows.exclude(Exists(apart)).select_related("winker__server").order_by("at"))


def see(person: Person, wink_id: int) -> None:
    """It was seen: it leaves the table."""
    Wink.objects.filter(pk=wink_id, winked=person, seen_at=None).update(seen_at=clock.now())
