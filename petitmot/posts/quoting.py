"""Who may quote words, and what their author may do about a quote (FEP-044f speaks of the same consent)."""

from __future__ import annotations

from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, NotFound
from petitmot.people.models import Follow, Person
from petitmot.posts.events import QuoteRevoked
from petitmot.posts.models import Post, QuoteState, Quoting
from petitmot.posts.models.post import OPEN_TO_ALL


def refuse_quoting(person: Person, post: Post) -> None:
    """Refused: `not_quotable`, where the author of these words does not want them quoted by this person."""
    if post.author_id == person.pk or post.quotable_by == Quoting.PUBLIC:
        return
    follows = post.quotable_by == Quoting.FOLLOWERS
    if follows and Follow.objects.filter(follower=person, followed=post.author_id).exists():
        return
    raise NotAllowed(_("L’auteur de ces mots ne souhaite pas qu’on les cite."), code="not_quotable")


def let_quote(post: Post, by: Person, who: Quoting) -> None:
    """Say who may quote words of one's own from now on; quotes that stand, stand. Refused: `not_yours`."""
    if post.author_id != by.pk:
        raise NotAllowed(_("Ces mots ne sont pas les vôtres."), code="not_yours")
    Post.objects.filter(pk=post.pk).update(quotable_by=who if post.visibility in OPEN_TO_ALL else Quoting.NOBODY)


def revoke(quoted: Post, quote: Post, by: Person) -> None:
    """Take one's words out of a quote of them: the quoting words stay, without them. Twice is once.

    Refused: `not_yours`; `not_found` where the one does not quote the other.
    """
    if quoted.author_id != by.pk:
        raise NotAllowed(_("Ces mots ne sont pas les vôtres."), code="not_yours")
    if quote.quotes_id != quoted.pk:
        raise NotFound(_("Ces mots ne citent pas les vôtres."))
    with transaction.atomic():
        standing = Post.objects.filter(pk=quote.pk).exclude(quote_state=QuoteState.REVOKED)
        if standing.update(quote_state=QuoteState.REVOKED):
            announce(QuoteRevoked(quote.pk, quoted.pk))
