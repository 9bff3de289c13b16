"""To edit and to delete: all versions are kept, no edit widens an audience (rule 30); a deletion leaves a tombstone (41)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, Refusal
from petitmot.people.models import Person
from petitmot.posts import polls, tallies
from petitmot.posts.content import Content
from petitmot.posts.events import Unshared, WordsDeleted, WordsEdited
from petitmot.posts.models import Audience, Mention, Picture, Post, QuoteState, Tombstone, Version
from petitmot.posts.publishing import hang, write_tags


def edit(post: Post, by: Person, content: Content, *, keeps_poll: bool = False, at: datetime | None = None) -> Post:
    """Say it better: the words before are kept as a version, the audience stays what it was.

    `keeps_poll` leaves the poll as it is; otherwise it becomes the content's: other answers, or none, throw its votes
    away. `at` is given for edits made elsewhere. A picture that is taken out goes for good: the version before keeps the words that told it (rule 30). Refused:
    `not_yours`, `not_editable` (a share has no words of its own), `picture_gone`.
    """
    _refuse_what_is_not_mine(post, by)
    if post.shares_id is not None:
        raise Refusal(_("Un partage n’a pas de mots à corriger."), code="not_editable")
    with transaction.atomic():
        _keep_version(post)
        Post.objects.filter(pk=post.pk).update(
            source=content.source,
            html=content.html,
            plain=content.plain,
            warning=content.warning,
            emoji=list(dict.fromkeys((*content.emoji, *(post.emoji if keeps_poll else ())))),
            language=content.language,
            has_pictures=bool(content.pictures),
            is_plain=content.is_plain,
            is_sensitive=content.is_sensitive,
            edited_at=min(at or clock.now(), clock.now()),
        )
        _rewrite_rows(post, content)
        if content.poll:
            polls.rewrite(post, content.poll)
        elif post.has_poll and not keeps_poll:
            polls.forget(post)
        announce(WordsEdited(post.pk, has_links=bool(content.links) and not content.pictures))
    post.refresh_from_db()
    return post


def _keep_version(post: Post) -> None:
    pictures = [{"id": picture.pk, "alt": picture.alt} for picture in post.pictures.order_by("place")]
    Version.objects.create(
        post=post,
        source=post.source,
        html=post.html,
        warning=post.warning,
        is_sensitive=post.is_sensitive,
        pictures=pictures,
        emoji=post.emoji,
        at=post.edited_at or post.published,
    )


def _rewrite_rows(post: Post, content: Content) -> None:
    kept = {person.pk for person in content.mentions}
    Mention.objects.filter(post=post).exclude(person_id__in=kept).delete()
    Mention.objects.bulk_create([Mention(post=post, person_id=pk) for pk in kept], ignore_conflicts=True)
    wanted = [picture.pk for picture in content.pictures]
    Picture.objects.filter(post=post).exclude(pk__in=wanted).update(post=None, unused_since=clock.now())
    hang(post, content.pictures)
    write_tags(post, content.tags)


def delete(post: Post, by: Person) -> None:
    """Take words back: a tombstone stands in their place, so that a late copy does not bring them back."""
    _refuse_what_is_not_mine(post, by)
    remove(post)


def remove(post: Post) -> None:
    """Delete whoever's words: for their author, for moderators, for the server they came from."""
    with transaction.atomic():
        reached = tuple(Audience.objects.filter(post=post).values_list("person_id", flat=True))
        for share in Post.objects.filter(shares=post):
            bury(share)
        if post.shares_id is not None:
            announce(Unshared(post.pk, post.uri, post.shares_id, post.author_id))
        else:
            announce(WordsDeleted(post.pk, post.uri, post.author_id, reached, post.visibility, post.audience_of_id))
        bury(post)


def bury(post: Post) -> None:
    """Put a tombstone in a post's place. In a transaction; announces nothing."""
    Tombstone.objects.get_or_create(pk=post.pk, defaults={"uri": post.uri, "at": clock.now()})
    Picture.objects.filter(post=post).update(post=None, unused_since=clock.now())
    Post.objects.filter(quotes=post).update(quote_state=QuoteState.DELETED)
    if Post.objects.filter(pk=post.pk).delete()[0]:
        tallies.one_less(post)


def _refuse_what_is_not_mine(post: Post, by: Person) -> None:
    if post.author_id != by.pk:
        raise NotAllowed(_("Ces mots ne sont pas les vôtres."), code="not_yours")
