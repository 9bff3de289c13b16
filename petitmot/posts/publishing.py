"""To publish: the one way words come into the house, typed here or brought from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from petitmot.jobs.announcing import announce
from petitmot.kit import addresses, clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.inserting import Insert
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.kit.text import fold
from petitmot.people.models import Person
from petitmot.posts import conversations, polls, tallies
from petitmot.posts.audiences import Reach, To, reach
from petitmot.posts.content import Content, refuse_unfinished
from petitmot.posts.events import WordsPublished
from petitmot.posts.ids import take_id
from petitmot.posts.models import (
    Arrival,
    Audience,
    Conversation,
    Mention,
    Picture,
    Post,
    QuoteState,
    Quoting,
    Tag,
    Tagged,
    Tombstone,
    Visibility,
)
from petitmot.posts.models.post import OPEN_TO_ALL
from petitmot.posts.quoting import refuse_quoting
from petitmot.posts.seeing import may_see


def publish(
    author: Person,
    content: Content,
    to: To | None = None,
    *,
    arrival: Arrival = Arrival.LIVE,
    answers: Post | None = None,
    quotes: Post | None = None,
    published: datetime | None = None,
    uri: str = "",
    quotable_by: Quoting = Quoting.PUBLIC,
) -> Post:
    """Publish words, and return the post.

    `answers` is the post replied to, `quotes` the one shared with a word (public or quiet only); both must be visible
    to the author. `published` and `uri` are given for words from elsewhere; `quotable_by` says who may quote them. Refused: `not_found` (what is answered is
    not there for the author), `not_quotable`, `nobody_named`, `circle_missing`, `no_stamp` (a stranger's first private word), and for
    a uri that was deleted here `gone`; `picture_gone` (`hang`).
    """
    to = to or To()
    _refuse_what_cannot_be_answered(author, answers, quotes)
    with transaction.atomic():
        if uri and _TAKEN_AWAY(uri=uri):
            raise NotFound(_("Ces mots ont été retirés."), code="gone")
        whom = reach(author, to, content.mentions, answers)
        conversation = None
        if whom.visibility == Visibility.NAMED:
            conversation = conversations.of_exactly(author, whom.people, words=content.plain)
        post = _write(author, content, whom, arrival, answers, quotes, published, uri, conversation, quotable_by)
        _write_rows(post, content, whom)
        if conversation:
            conversations.came(conversation, post)
        announce(_fact(post, content))
    return post


_TAKEN_AWAY = Compiled[int](lambda uri: Tombstone.objects.filter(uri=uri).values_list("pk", flat=True), uri=str)
_INSERT = Insert(Post)
_INSERT_AUDIENCE = Insert(Audience)
_INSERT_MENTION = Insert(Mention)


def _refuse_what_cannot_be_answered(author: Person, answers: Post | None, quotes: Post | None) -> None:
    for other in filter(None, (answers, quotes)):
        if not may_see(author, other):
            raise NotFound(_("Ces mots ne sont plus là, ou pas pour vous."))
    if quotes is not None:
        if quotes.visibility not in OPEN_TO_ALL:
            raise NotFound(_("On ne partage que ce qui est écrit pour tous."), code="not_shareable")
        refuse_quoting(author, quotes)


def _write(
    author: Person,
    content: Content,
    whom: Reach,
    arrival: Arrival,
    answers: Post | None,
    quotes: Post | None,
    published: datetime | None,
    uri: str,
    conversation: Conversation | None,
    quotable_by: Quoting,
) -> Post:
    arrived = clock.now()
    said = min(published or arrived, arrived)
    id_ = take_id(arrival, arrived=arrived, published=said)
    post = Post(
        id=id_,
        uri=uri or addresses.post_uri(id_),
        author=author,
        arrival=arrival,
        published=said,
        arrived=arrived,
        visibility=whom.visibility,
        audience_of=whom.audience_of,
        circle=whom.circle,
        source=content.source,
        html=content.html,
        plain=content.plain,
        warning=content.warning,
        emoji=list(content.emoji),
        language=content.language,
        in_reply_to=answers,
        thread=answers.thread if answers else id_,
        quotes=quotes,
        quote_state=QuoteState.ACCEPTED if quotes else "",
        quotable_by=quotable_by if whom.visibility in OPEN_TO_ALL else Quoting.NOBODY,
        conversation=conversation,
        has_pictures=bool(content.pictures),
        has_poll=content.poll is not None,
        is_plain=content.is_plain,
        is_sensitive=content.is_sensitive,
    )
    _INSERT(post)
    tallies.one_more(post)
    return post


def _write_rows(post: Post, content: Content, whom: Reach) -> None:
    if whom.people:
        _INSERT_AUDIENCE(*[Audience(post=post, person_id=person) for person in sorted(whom.people)])
    if content.mentions:
        _INSERT_MENTION(*[Mention(post=post, person=person) for person in content.mentions])
    hang(post, content.pictures)
    if content.tags:
        write_tags(post, content.tags)
    if content.poll:
        polls.write(post, content.poll)


def hang(post: Post, pictures: Sequence[Picture]) -> None:
    """Put pictures into a post, in their order, with the words that tell them. In a transaction.

    Refused: `picture_gone` for one that is somebody else's, in another post, or no longer there; `picture_unfinished`,
    `picture_failed` for a sound or a film that is not made yet, or could not be.
    """
    for place, picture in enumerate(pictures):
        refuse_unfinished(picture)
        mine = Picture.objects.filter(Q(post=None) | Q(post=post), pk=picture.pk, owner_id=post.author_id)
        said = {"alt": picture.alt, "focus_x": picture.focus_x, "focus_y": picture.focus_y}
        if not mine.update(post=post, place=place, unused_since=None, **said):
            raise Refusal(
                _("Une des images n’est plus là, ou se trouve déjà dans un autre mot."),
                code="picture_gone",
                field="pictures",
            )


HUNG_AT_MOST = 30_000  # then it begins again: what is counted is only ever compared


def hang_later(post: Post, pictures: Sequence[Picture]) -> None:
    """Put pictures into a post that was published without them: those from elsewhere, once they are here."""
    with transaction.atomic():
        hang(post, pictures)
        Post.objects.filter(pk=post.pk).update(has_pictures=bool(pictures), hung=(F("hung") + 1) % HUNG_AT_MOST)


def write_tags(post: Post, tags: tuple[str, ...]) -> None:
    """Make the post's tags exactly these. In a transaction."""
    wanted = {fold(tag): tag for tag in tags[:30]}
    Tagged.objects.filter(post=post).exclude(tag__name__in=wanted).delete()
    for name, shown in wanted.items():
        tag, _new = Tag.objects.get_or_create(name=name[:100], defaults={"shown": shown[:100]})
        Tagged.objects.get_or_create(tag=tag, post=post)


def _fact(post: Post, content: Content) -> WordsPublished:
    return WordsPublished(
        post_id=post.pk,
        author_id=post.author_id,
        live=post.arrival == Arrival.LIVE,
        private=post.visibility == Visibility.NAMED,
        is_reply=post.in_reply_to_id is not None,
        has_mentions=bool(content.mentions),
        has_links=bool(content.links) and not content.pictures,
        is_quote=post.quotes_id is not None,
        here=post.author.uri.startswith(f"{addresses.origin()}/"),
    )
