"""Status (docs.joinmastodon.org/entities/Status), with Quote, ShallowQuote and QuoteApproval: posts, told to a viewer.

A status is what it says to everybody (`status_body`) and what it is to this viewer, put together as bytes. Counts: replies
are true; favourites, shares and quotes are true for the author, for everybody else their own act, 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from petitmot.client_api.entities import account_bodies, status_body, status_rows
from petitmot.client_api.entities.card import cards
from petitmot.client_api.entities.emoji import emojis
from petitmot.client_api.entities.filtering import Filters
from petitmot.client_api.entities.polls import polls
from petitmot.client_api.entities.status_rows import Head
from petitmot.people import emoji
from petitmot.people.models import Person
from petitmot.posts import gathering
from petitmot.posts.models import QuoteState, Quoting, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL

VISIBILITIES = {
    Visibility.PUBLIC: "public",
    Visibility.QUIET: "unlisted",
    Visibility.FOLLOWERS: "private",
    Visibility.CONTACTS: "private",
    Visibility.CIRCLE: "private",
    Visibility.NAMED: "direct",
}
NOBODY: dict[str, set[int]] = {"likes": set(), "keeps": set(), "shares": set()}
_encode = msgspec.json.Encoder().encode


def statuses(viewer: Person | None, ids: Sequence[int], *, context: str = "") -> list[msgspec.Raw]:
    """Tell posts in this order, without those the viewer may not see; a handful of queries for any number.

    `context` is where they will be shown (`home`, `public`, `thread`, ...): what a person filtered is filtered there.
    """
    teller = Teller(viewer, context)
    return teller.tell(teller.see(ids))


def by_id(viewer: Person | None, ids: Sequence[int]) -> dict[int, msgspec.Raw]:
    """Tell posts, by their ids."""
    teller = Teller(viewer)
    seen = teller.see(ids)
    return dict(zip(seen, teller.tell(seen), strict=True))


def status(viewer: Person | None, id_: int) -> dict[str, Any] | None:
    """Tell one post, as a dict to add to; None where the viewer may not see it."""
    found = statuses(viewer, [id_])
    return msgspec.json.decode(found[0]) if found else None


class Teller:
    """Gathers what a page of statuses needs. `see` first, then `tell` those that were seen."""

    def __init__(self, viewer: Person | None, context: str = "") -> None:
        self.viewer = viewer
        self.heads: dict[int, Head] = {}
        self.filters = Filters(viewer, context)

    def see(self, ids: Iterable[int]) -> list[int]:
        """Return those of these ids that the viewer may see, in their order, and remember them with what they show."""
        asked = list(ids)
        self._look(asked)
        self._look(head.shares for id_ in asked if (head := self.heads.get(id_)) and head.shares)
        seen = [
            id_ for id_ in asked if (head := self.heads.get(id_)) and (not head.shares or head.shares in self.heads)
        ]
        return self.filters.without_hidden(seen, self.heads)

    def _look(self, ids: Iterable[int]) -> None:
        unknown = {id_ for id_ in ids if id_ not in self.heads}
        if unknown:
            self.heads.update(status_rows.heads(self.viewer, unknown))

    def tell(self, ids: Sequence[int]) -> list[msgspec.Raw]:
        """Tell posts that were seen."""
        if not ids:
            return []
        heads = self._all_of(ids)
        self._gather(heads)
        return [msgspec.Raw(self._told(self.heads[id_])) for id_ in ids]

    def _all_of(self, ids: Sequence[int]) -> list[Head]:
        """These posts, what they share, what those quote, and what the quoted quote."""
        shown = [self.heads[id_] for id_ in ids]
        shown += [self.heads[head.shares] for head in shown if head.shares]
        quoting = shown
        for _depth in range(2):
            quoted = {head.quotes for head in quoting if head.quotes and head.quote_state == QuoteState.ACCEPTED}
            if not quoted:
                break
            self._look(quoted)
            quoting = [self.heads[id_] for id_ in quoted if id_ in self.heads]
            shown += quoting
        return list({head.id: head for head in shown}.values())

    def _gather(self, heads: Sequence[Head]) -> None:
        ids = [head.id for head in heads]
        viewer = self.viewer
        self.bodies = status_body.bodies(heads)
        self.accounts = account_bodies.told(viewer, {head.author for head in heads})
        self.cards = cards({head.preview for head in heads if head.preview})
        signs = emoji.rows_of([head.emoji for head in heads])
        known = {each.pk: each for each in emoji.made([*signs.values()])} if signs else {}
        self.emojis = {head.id: emojis(emoji.read(head.emoji), known) for head in heads} if known else {}
        self.polls = polls(viewer, {head.id: head.author for head in heads if head.has_poll}, self.emojis)
        self.filters.look(ids)
        self.replies = status_rows.replies(ids)
        self.marks = gathering.marks_of(viewer, ids) if viewer else NOBODY
        self.hushed = status_rows.hushed(viewer, {head.thread for head in heads}) if viewer else set()
        own = [head.id for head in heads if viewer and head.author == viewer.pk]
        self.tallies = status_rows.tallies(own) if own else {}
        self.applications = status_rows.applications(own) if own else {}
        limited = {head.author for head in heads if head.quotable_by == Quoting.FOLLOWERS}
        self.followed = status_rows.followed(viewer, limited) if viewer and limited else set()

    def _told(self, head: Head, depth: int = 0) -> bytes:
        return self.bodies[head.id] + b"," + _encode(self._here(head, depth))[1:]

    def _here(self, head: Head, depth: int) -> dict[str, Any]:
        """What this status is to this viewer, at this moment."""
        shared = self.heads.get(head.shares) if head.shares else None
        about = shared or head
        mine = self.viewer is not None and about.author == self.viewer.pk
        told: dict[str, Any] = {
            "account": self.accounts[head.author],
            "in_reply_to_id": str(head.answers) if head.answers else None,
            "in_reply_to_account_id": str(head.answered) if head.answered else None,
            "visibility": VISIBILITIES[Visibility(head.visibility)],
            "replies_count": self.replies.get(about.id, 0),
            **self._counts(about, mine),
            "reblog": msgspec.Raw(self._told(shared, depth)) if shared else None,
            "emojis": self.emojis.get(head.id, []),
            "card": self.cards.get(head.preview or 0),
            "poll": self.polls.get(head.id),
            "quote": self._quote(head, depth),
            "quote_approval": self._approval(head),
        }
        if head.visibility in (Visibility.CONTACTS, Visibility.CIRCLE):
            told["petitmot_audience"] = self._audience(head)
        if self.viewer is not None:
            told |= self._to_me(head, about, mine)
        return told

    def _counts(self, about: Head, mine: bool) -> dict[str, int]:
        if mine:
            count = self.tallies
            likes, shares, quotes = (count[name].get(about.id, 0) for name in ("likes", "shares", "quotes"))
        else:
            likes, shares, quotes = int(about.id in self.marks["likes"]), int(about.id in self.marks["shares"]), 0
        return {"favourites_count": likes, "reblogs_count": shares, "quotes_count": quotes}

    def _to_me(self, head: Head, about: Head, mine: bool) -> dict[str, Any]:
        told: dict[str, Any] = {
            "favourited": about.id in self.marks["likes"],
            "reblogged": about.id in self.marks["shares"],
            "muted": head.thread in self.hushed,
            "bookmarked": about.id in self.marks["keeps"],
            "filtered": self.filters.results(about.id),
        }
        if mine and head is about:
            told["application"] = self.applications.get(head.id)
            if head.visibility in OPEN_TO_ALL:
                told["pinned"] = head.pinned_at is not None
        return told

    def _audience(self, head: Head) -> dict[str, str]:
        """For whom a narrower post is: all of it to its author, *pour quelques personnes* to everybody else (rule 29)."""
        if self.viewer is None or head.author != self.viewer.pk:
            return {"kind": "some"}
        if head.visibility == Visibility.CONTACTS:
            return {"kind": "contacts"}
        return {"kind": "circle"} | ({"id": str(head.circle)} if head.circle else {})

    def _quote(self, head: Head, depth: int) -> dict[str, Any] | None:
        if not head.quote_state and not head.quotes:
            return None
        name = "quoted_status_id" if depth else "quoted_status"
        if head.quote_state not in ("", QuoteState.ACCEPTED):
            return {"state": head.quote_state, name: None}
        quoted = self.heads.get(head.quotes or 0)
        if quoted is None:
            return {"state": "unauthorized" if head.quotes else "deleted", name: None}
        return {"state": "accepted", name: str(quoted.id) if depth else msgspec.Raw(self._told(quoted, depth + 1))}

    def _approval(self, head: Head) -> dict[str, Any]:
        who = {Quoting.PUBLIC: ["public"], Quoting.FOLLOWERS: ["followers"]}.get(Quoting(head.quotable_by), [])
        if head.visibility not in OPEN_TO_ALL:
            return {"automatic": [], "manual": [], "current_user": "denied"}
        mine = self.viewer is not None and head.author == self.viewer.pk
        may = self.viewer is not None and (
            mine or head.quotable_by == Quoting.PUBLIC or (bool(who) and head.author in self.followed)
        )
        return {"automatic": who, "manual": [], "current_user": "automatic" if may else "denied"}
