"""Facts about words: what happened, said with ids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WordsPublished:
    """Somebody said something. The booleans let a reaction decide without a query whether it concerns it."""

    post_id: int
    author_id: int
    live: bool
    private: bool
    is_reply: bool
    has_mentions: bool
    has_links: bool
    is_quote: bool = False
    here: bool = True  # its author lives here

    @property
    def concerns_somebody(self) -> bool:
        """Whether, outside conversations, it answers, names or quotes anybody."""
        return not self.private and (self.is_reply or self.has_mentions or self.is_quote)


@dataclass(frozen=True)
class FilmTaken:
    """A sound or a film was sent in, and waits to be made."""

    picture_id: int


@dataclass(frozen=True)
class WordsEdited:
    post_id: int
    has_links: bool


@dataclass(frozen=True)
class WordsDeleted:
    """`uri` and `post_id` of what is gone: a tombstone stands there."""

    post_id: int
    uri: str
    author_id: int
    reached: tuple[int, ...] = ()  # the people it had been written for, where it was for a list
    visibility: str = ""  # for whom it had been
    audience_of_id: int = 0  # whose followers or contacts


@dataclass(frozen=True)
class WordsPlanned:
    """Words wait for their moment: the fact is announced for then."""

    scheduled_id: int


@dataclass(frozen=True)
class PollVoted:
    """Somebody chose among the answers of a poll."""

    post_id: int
    person_id: int


@dataclass(frozen=True)
class PollEnded:
    post_id: int


@dataclass(frozen=True)
class Favoured:
    person_id: int
    post_id: int


@dataclass(frozen=True)
class Unfavoured:
    """`since_ms`: when they had begun to like it, in milliseconds since 1970."""

    person_id: int
    post_id: int
    since_ms: int = 0


@dataclass(frozen=True)
class Pinned:
    person_id: int
    post_id: int


@dataclass(frozen=True)
class Unpinned:
    person_id: int
    post_id: int


@dataclass(frozen=True)
class Shared:
    share_id: int
    post_id: int
    person_id: int


@dataclass(frozen=True)
class Unshared:
    share_id: int
    uri: str
    post_id: int
    person_id: int


@dataclass(frozen=True)
class QuoteRevoked:
    """The author of `post_id` took these words out of the quote `quote_id`."""

    quote_id: int
    post_id: int
