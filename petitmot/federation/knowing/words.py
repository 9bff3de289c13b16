"""Words written elsewhere: `words_at`, from an address; `take_in`, from a document that was signed or fetched."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from urllib.parse import quote

from django.db import IntegrityError, transaction

from petitmot.federation import addresses
from petitmot.federation.budgets import Budget
from petitmot.federation.events import AnsweredElsewhere, PicturesNamed
from petitmot.federation.fetching import fetch_document
from petitmot.federation.knowing import consents, containers, emoji, relevance
from petitmot.federation.knowing.people_named import Named, people_named
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import RemotePicture
from petitmot.federation.quirks import mend_words
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import host_of
from petitmot.federation.translation.audience import Whom, read_audience
from petitmot.federation.translation.shapes import Document
from petitmot.federation.translation.words import Said, read_words
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.refusals import Gone, NotFound, Refusal, TryLater
from petitmot.people.models import Person
from petitmot.posts import polls
from petitmot.posts.audiences import To
from petitmot.posts.content import Content
from petitmot.posts.models import Arrival, Post, Visibility
from petitmot.posts.publishing import publish
from petitmot.posts.seeing import may_see

LATE = timedelta(days=2)  # older on arrival: brought in later, not news
DEEPEST = 8  # words fetched one after the other up a thread


def words_at(uri: str, *, budget: Budget | None = None, arrival: Arrival | None = None, depth: int = 0) -> Post:
    """Return the post of this uri: held, or fetched now, with what it answers up to a bound.

    Raises what `fetch_document` raises; `Refusal` for what is no words, is not for anybody here, or is gone.
    """
    known = _known(uri)
    if known is not None:
        return known
    if addresses.is_of_here(uri):
        raise NotFound("Nothing is here under this address.")
    budget = budget or Budget()
    return take_in(fetch_document(uri, budget=budget), budget=budget, arrival=arrival, depth=depth, asked_for=True)


def take_in(
    document: Document,
    *,
    budget: Budget,
    inbox_of: int = 0,
    arrival: Arrival | None = None,
    depth: int = 0,
    asked_for: bool = False,
    said: Said | None = None,
    within: Post | None = None,
) -> Post:
    """Publish words from elsewhere, through the same verb as words typed here; held already, they are left as they are.

    The document must come from its own host: signed by its author, or fetched there. `asked_for`: somebody here wants
    them; otherwise they are taken only where they concern somebody here. `arrival`: decided here where None is given
    (rule 7, and "what is older than two days is no news"). `said`: the document, where it was read already. `within`: the
    words whose author handed it on, as a reply for those they are for (FEP-171b).
    """
    said = said or read_words(mend_words(document))
    known = _known(said.uri)
    if known is not None:
        return known
    if not said.kind or not said.uri or host_of(said.uri) != host_of(said.author):
        raise Refusal("These are no words of an author on their own host.", code="not_words")
    if early.was_deleted(said.uri):
        raise Gone("These words were taken back before they came.")
    author = person_at(said.author, budget=budget)
    if author.server.is_local or not author.is_present:
        raise NotFound("Their author is not there.")
    whom = read_audience(document, relevance.followers_uri(author))
    if within is not None:
        whom, asked_for = containers.let_in(within, said.answers, author), True
    else:
        whom = containers.read_within_ours(document, said.answers, author, whom)
    if not asked_for and not relevance.concerns_somebody_here(author, said, whom, inbox_of):
        raise Refusal("These words concern nobody here.", code="concerns_nobody")
    post = _publish(said, whom, author, budget=budget, inbox_of=inbox_of, arrival=arrival, depth=depth)
    containers.keep(post, document)
    consents.keep(post, document.get("quoteAuthorization"))
    return post


def _publish(
    said: Said, whom: Whom, author: Person, *, budget: Budget, inbox_of: int, arrival: Arrival | None, depth: int
) -> Post:
    named = people_named(said, whom, author, budget=budget, inbox_of=inbox_of)
    answers, missing = _answered(said, author, budget, depth)
    quotes = _quoted(said, author, budget, depth)
    to = To(whom.visibility, people=named.addressed if whom.visibility not in _FOR_ALL else ())
    arrival = arrival_of(said.published) if arrival is None else arrival
    try:
        with transaction.atomic():
            post = publish(
                author,
                content_of(said, named, author),
                to,
                arrival=arrival,
                answers=answers,
                quotes=quotes,
                published=said.published,
                uri=said.uri,
            )
            keep_more(post, said)
            if missing:
                announce(AnsweredElsewhere(post.pk, missing))
    except IntegrityError:
        known = _known(said.uri)  # another job was faster
        if known is None:
            raise
        return known
    return post


_FOR_ALL = (Visibility.PUBLIC, Visibility.QUIET)


def content_of(said: Said, named: Named, author: Person) -> Content:
    """Return the content to publish: names and tags in the text lead to pages here. Emoji are those of the author's server."""
    html = said.html
    for person, links in named.links:
        page = f"/@{person.name}" if person.server.is_local else f"/@{person.name}@{person.server.domain}"
        for link in links:
            html = html.replace(f'href="{escape(link)}"', f'href="{escape(page)}"')
    for name, link in said.tags:
        if link:
            html = html.replace(f'href="{escape(link)}"', f'href="/mots/{quote(name)}"')
    return Content(
        source=said.plain,
        html=html,
        plain=said.plain,
        warning=said.warning,
        language=said.language,
        mentions=named.mentioned,
        tags=tuple(name for name, _link in said.tags),
        links=said.links,
        poll=said.poll,
        emoji=tuple(emoji.keep(author.server, said.emoji)),
    )


def keep_more(post: Post, said: Said) -> None:
    """Keep what hangs on words from elsewhere: pictures that are still to be fetched, what a poll has counted."""
    if said.poll:
        polls.count_elsewhere(post.poll, said.votes, said.voters)
    wanted = [picture.url for picture in said.pictures]
    if not set(_PICTURES(post=post.pk)) <= set(wanted):
        RemotePicture.objects.filter(post=post).exclude(url__in=wanted).delete()
    new = False
    for place, picture in enumerate(said.pictures):
        focus = {"focus_x": picture.focus[0], "focus_y": picture.focus[1]}
        size = {"seconds": picture.seconds, "width": picture.size[0], "height": picture.size[1]}
        told = {"place": place, "alt": picture.alt, "blurhash": picture.blurhash, "kind": picture.kind, **focus, **size}
        _row, made = RemotePicture.objects.update_or_create(post=post, url=picture.url, defaults=told)
        new = new or made
    if new:
        announce(PicturesNamed(post.pk))


def _known(uri: str) -> Post | None:
    return next(iter(_HELD(uri=uri or "-")), None)


_PICTURES = Compiled[str](
    lambda post: RemotePicture.objects.filter(post_id=post).values_list("url", flat=True), post=int
)
_HELD = Compiled[Post](lambda uri: Post.objects.select_related("author__server").filter(uri=uri), uri=str)


def _answered(said: Said, author: Person, budget: Budget, depth: int) -> tuple[Post | None, str]:
    """Return what words answer, where the author may see it; and its address, where it can only be asked for later."""
    if not said.answers:
        return None, ""
    try:
        found = _known(said.answers) if depth >= DEEPEST else words_at(said.answers, budget=budget, depth=depth + 1)
    except Refusal:
        return None, ""
    except TryLater:
        return None, said.answers
    return (found, "") if found is not None and may_see(author, found) else (None, "")


def _quoted(said: Said, author: Person, budget: Budget, depth: int) -> Post | None:
    if not said.quotes or depth > 0:
        return _known(said.quotes) if said.quotes else None
    try:
        found = words_at(said.quotes, budget=budget, depth=depth + 1)
    except (Refusal, TryLater):
        return None
    return found if found.visibility in _FOR_ALL and may_see(author, found) and found.shares_id is None else None


def arrival_of(published: datetime | None) -> Arrival:
    """Return how words said at this moment come in now: what is older than two days is no news (rule 7)."""
    late = published is not None and published < clock.now() - LATE
    return Arrival.BACKFILL if late else Arrival.LIVE
