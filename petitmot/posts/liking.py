"""To like, to share, to keep, to pin: what one does with words that are there already."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import addresses, clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, NotFound
from petitmot.people.models import Person
from petitmot.posts import seeing, tallies
from petitmot.posts.editing import remove
from petitmot.posts.events import Favoured, Pinned, Shared, Unfavoured, Unpinned
from petitmot.posts.ids import take_id
from petitmot.posts.models import Arrival, Bookmark, Favourite, Post, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL

MOST_PINS = 5


def like(person: Person, post: Post, *, sign: str = "", emoji_id: int | None = None) -> None:
    """Say that one likes some words; twice is once. Refused: `not_found`.

    `sign`: what somebody elsewhere said it with, one of Unicode or the `:code:` of an emoji; a later one takes its place.
    """
    _refuse_unseen(person, post)
    said = {"sign": sign, "emoji_id": emoji_id}
    with transaction.atomic():
        row, new = Favourite.objects.get_or_create(person=person, post=post, defaults={"at": clock.now(), **said})
        if new:
            announce(Favoured(person.pk, post.pk))
        elif sign and (row.sign, row.emoji_id) != (sign, emoji_id):
            Favourite.objects.filter(pk=row.pk).update(**said)


def like_no_more(person: Person, post: Post, *, sign: str = "") -> None:
    """Take it back; with a `sign`, only where it was not said with another one since."""
    with transaction.atomic():
        row = Favourite.objects.filter(person=person, post=post).first()
        if row is not None and (sign in ("", row.sign) or not row.sign):
            row.delete()
            announce(Unfavoured(person.pk, post.pk, int(row.at.timestamp() * 1000)))


def share(
    person: Person,
    post: Post,
    *,
    uri: str = "",
    visibility: Visibility | None = None,
    published: datetime | None = None,
    arrival: Arrival = Arrival.LIVE,
) -> Post:
    """Show words to one's own followers, as they are. Public and quiet words only; twice is once (rule 30).

    `visibility` narrows for whom the share is (public, quiet, followers); it never widens what is shared. `uri`,
    `published` and `arrival` are given for shares from elsewhere.
    """
    original = post.shares or post
    _refuse_unseen(person, original)
    if original.visibility not in OPEN_TO_ALL:
        raise NotFound(_("On ne partage que ce qui est écrit pour tous."), code="not_shareable")
    with transaction.atomic():
        known = Post.objects.filter(author=person, shares=original).first()
        if known:
            return known
        now = clock.now()
        said = min(published or now, now)
        id_ = take_id(arrival, arrived=now, published=said)
        made = Post.objects.create(
            id=id_,
            uri=uri or addresses.post_uri(id_),
            author=person,
            arrival=arrival,
            published=said,
            arrived=now,
            visibility=_narrower(Visibility(original.visibility), visibility),
            audience_of=person,
            shares=original,
            thread=id_,
            language=original.language,
        )
        tallies.one_more(made)
        announce(Shared(made.pk, original.pk, person.pk))
    return made


def _narrower(most: Visibility, wanted: Visibility | None) -> Visibility:
    widest_first = (Visibility.PUBLIC, Visibility.QUIET, Visibility.FOLLOWERS)
    if wanted not in widest_first:
        return most
    return max(most, wanted, key=widest_first.index)


def share_no_more(person: Person, post: Post) -> None:
    for known in Post.objects.filter(author=person, shares=post.shares or post):
        remove(known)


def keep(person: Person, post: Post) -> None:
    """Put a mark in the book, for oneself alone."""
    _refuse_unseen(person, post)
    Bookmark.objects.get_or_create(person=person, post=post, defaults={"at": clock.now()})


def keep_no_more(person: Person, post: Post) -> None:
    Bookmark.objects.filter(person=person, post=post).delete()


def pin(person: Person, post: Post) -> None:
    """Put words of one's own first on one's page: five at most, and only what is for all."""
    if post.author_id != person.pk or post.shares_id is not None:
        raise NotAllowed(_("On n’épingle que ses propres mots."), code="not_yours")
    if post.visibility not in OPEN_TO_ALL:
        raise NotAllowed(_("On n’épingle que ce qui est écrit pour tous."), code="not_pinnable")
    with transaction.atomic():
        if Post.objects.filter(author=person, pinned_at__isnull=False).exclude(pk=post.pk).count() >= MOST_PINS:
            raise NotAllowed(_("Cinq mots épinglés au plus ; détachez-en un d’abord."), code="too_many_pins")
        if Post.objects.filter(pk=post.pk, pinned_at=None).update(pinned_at=clock.now()):
            announce(Pinned(person.pk, post.pk))


def pin_no_more(person: Person, post: Post) -> None:
    with transaction.atomic():
        if Post.objects.filter(pk=post.pk, author=person, pinned_at__isnull=False).update(pinned_at=None):
            announce(Unpinned(person.pk, post.pk))


def _refuse_unseen(person: Person, post: Post) -> None:
    if not seeing.may_see(person, post):
        raise NotFound(_("Ces mots ne sont plus là, ou pas pour vous."))


def kept_by(person: Person, *, before: int = 0, size: int = 20) -> tuple[list[int], int]:
    """Return ids of posts a person keeps, the newest mark first, and where the next page begins (0: nowhere)."""
    rows = Bookmark.objects.filter(person=person).order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.values_list("pk", "post_id")[: size + 1])
    return [post for _mark, post in found[:size]], found[size - 1][0] if len(found) > size else 0
