"""Quotes (FEP-044f): consent to those of words for all, asked for where words from here quote somebody elsewhere."""

from __future__ import annotations

import msgspec

from petitmot.federation.budgets import Budget
from petitmot.federation.delivering.outgoing import routes
from petitmot.federation.delivering.outgoing.whose import from_here_to_elsewhere
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import of_followers, of_one, of_persons
from petitmot.federation.documents import activities, word_activities
from petitmot.federation.events import QuoteAsked
from petitmot.federation.knowing.words import words_at
from petitmot.federation.translation.shapes import uri
from petitmot.kit.refusals import Refusal
from petitmot.posts.events import QuoteRevoked, WordsPublished
from petitmot.posts.models import Post
from petitmot.posts.models.post import OPEN_TO_ALL


def answer(fact: QuoteAsked) -> None:
    """Accept with the address of a stamp where the words are for all (rule 30); else Reject."""
    post = Post.objects.select_related("author__server").filter(pk=fact.post_id).first()
    two = from_here_to_elsewhere(post.author_id, fact.asker_id) if post else None
    if post is None or two is None:
        return
    asked, (author, asker) = msgspec.json.decode(fact.text), two
    if post.visibility not in OPEN_TO_ALL:
        deliver(activities.reject(author, asked), by=author, to=of_one(asker.pk))
        return
    try:
        quoting = words_at(uri(asked.get("instrument")), budget=Budget())
    except Refusal:
        return  # what is said to quote is no words, or not to be had
    if quoting.author_id == asker.pk:
        deliver(word_activities.accept_quote(author, asked, post, quoting.pk), by=author, to=of_one(asker.pk))


def tell_revocation(fact: QuoteRevoked) -> None:
    """Delete of the stamp, to who quoted, to those who follow who is quoted, and to wherever the two went."""
    rows = Post.objects.select_related("author__server").in_bulk([fact.quote_id, fact.post_id])
    quote, quoted = rows.get(fact.quote_id), rows.get(fact.post_id)
    if quote is None or quoted is None or not quoted.author.server.is_local:
        return
    doors = (
        of_persons([quote.author_id]) | of_followers(quoted.author_id) | routes.went(quote.pk) | routes.went(quoted.pk)
    )
    deliver(word_activities.withdraw_quote_consent(quoted.author, quoted, quote), by=quoted.author, to=doors)


def ask(fact: WordsPublished) -> None:
    """QuoteRequest to whoever is quoted."""
    post = Post.objects.select_related("quotes", "author").filter(pk=fact.post_id).first()
    two = from_here_to_elsewhere(fact.author_id, post.quotes.author_id) if post and post.quotes else None
    if post and post.quotes and two:
        author, quoted = two
        deliver(
            word_activities.quote_request(post, author, post.quotes.uri, quoted.uri), by=author, to=of_one(quoted.pk)
        )  # fmt: skip
