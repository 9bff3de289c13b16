"""FEP-8fcf, heard: where another server's list of somebody's followers here differs from ours, the two are made to agree.

What is told is only compared; the list itself is asked of the author's own host. Who is followed decides who follows them,
who follows decides whether they do: a follow holds where both say so.
Source: https://codeberg.org/fediverse/fep/src/branch/main/fep/8fcf/fep-8fcf.md
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from petitmot.federation.budgets import Budget
from petitmot.federation.delivering.synchronising import HEADER, digest
from petitmot.federation.events import FollowersTold
from petitmot.federation.fetching import fetch_page
from petitmot.federation.models import Actor
from petitmot.federation.signatures.material import Signer, host_of
from petitmot.federation.translation.shapes import Document, kind, many, uri
from petitmot.kit import clock
from petitmot.kit.refusals import Refusal, TryLater
from petitmot.people import follows, pace
from petitmot.people.models import Follow, FollowRequest, Person

__all__ = ["HEADER", "agree", "order", "read_header"]

LATELY = timedelta(minutes=10)  # what is younger may be on its way to them: it is left alone
PACE = pace.Limit(6, timedelta(hours=1))  # looks at one author's list
MOST = 10_000  # followers of one person here
MOST_PAGES = 10
COLLECTIONS = frozenset({"Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"})
LONGEST = 1_500  # characters of the header
_PART = re.compile(r'\s*([a-zA-Z]+)\s*=\s*"([^"]*)"\s*(?:,|\Z)')
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def read_header(said: str, signer: Signer) -> FollowersTold | None:
    """Read `Collection-Synchronization`; None for what is none, and for a list that is not of the signer's host."""
    parts = dict(_PART.findall(said)) if len(said) <= LONGEST else {}
    url, whose, told = uri(parts.get("url")), uri(parts.get("collectionId")), parts.get("digest", "").lower()
    if host_of(url) != signer.host or host_of(whose) != signer.host or not _DIGEST.match(told):
        return None
    if not Actor.objects.filter(person__uri=signer.actor_uri, followers_uri=whose).exists():
        return None
    return FollowersTold(signer.actor_uri, url, told)


def order(fact: FollowersTold) -> str:
    """One after the other for one author."""
    return f"followers of {fact.author_uri}"


def agree(fact: FollowersTold) -> None:
    """A reaction: where the digests differ, read the list, let go of follows they do not know, undo those we do not.

    A follow that waits here and is on their list holds: its Accept was lost. A list that cannot be read whole says
    nothing of who is missing from it.
    """
    author = Person.objects.present().select_related("server").filter(uri=fact.author_uri).first()
    if author is None or author.server.is_local or digest(_uris_here(author)) == fact.digest:
        return
    try:
        pace.spend(f"followers of {author.pk}", "agree", PACE)
        theirs, whole = _read(fact.url)
    except (Refusal, TryLater):
        return  # the next words will tell again
    if whole:
        _let_go(author, theirs)
    _hold_or_undo(author, theirs)


def _uris_here(author: Person) -> list[str]:
    rows = Follow.objects.filter(followed=author, follower__server__is_local=True, follower__left_at=None)
    return list(rows.values_list("follower__uri", flat=True))


def _read(url: str) -> tuple[set[str], bool]:
    """Return the uris of a collection, or of its pages, and whether that is all of it."""
    budget, found, seen = Budget(fetches=MOST_PAGES + 1, seconds=60), set[str](), {url}
    page: Document = fetch_page(url, budget=budget).document or {}
    if not _listed(page) and page.get("first"):
        page = page["first"] if isinstance(page["first"], dict) else {"type": "Collection", "next": page["first"]}
    for _number in range(MOST_PAGES):
        listed, following = _listed(page), uri(page.get("next"))
        if kind(page, COLLECTIONS) == "" or len(listed) > MOST:
            break
        found |= {said for each in listed if (said := uri(each))}
        if not following:
            return found, True
        if following in seen or host_of(following) != host_of(url):
            break
        seen.add(following)
        page = fetch_page(following, budget=budget).document or {}
    return found, False


def _listed(page: Document) -> list[Any]:
    return many(page.get("orderedItems") or page.get("items"))


def _let_go(author: Person, theirs: set[str]) -> None:
    rows = Follow.objects.filter(followed=author, follower__server__is_local=True, since__lt=clock.now() - LATELY)
    for row in rows.select_related("follower").iterator(chunk_size=200):
        if row.follower.uri not in theirs:
            follows.remove_follower(author, row.follower)


def _hold_or_undo(author: Person, theirs: set[str]) -> None:
    known = set(_uris_here(author))
    missing = Person.objects.present().here().filter(uri__in=sorted(theirs - known)[:500]).select_related("server")
    for person in missing:
        if FollowRequest.objects.filter(follower=person, followed=author).exists():
            follows.approve_follower(author, person)
        else:
            follows.say_again_not_following(person, author)
