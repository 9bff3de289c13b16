"""A post as it is shown to one viewer: everything a page needs, gathered for a whole list in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from petitmot.kit.compiled import Row
from petitmot.people import emoji
from petitmot.people.models import Emoji, Person
from petitmot.posts import gathering, poll_results
from petitmot.posts.models import Picture, Post, QuoteState


@dataclass(frozen=True)
class Names:
    """Who did something, as this viewer may know it: names, never a number (rule 26)."""

    known: tuple[Person, ...] = ()
    others: bool = False  # people the viewer does not know did, too

    def __bool__(self) -> bool:
        return bool(self.known or self.others)


NOBODY = Names()
Sign = tuple[str, int]  # one of Unicode, or a `:code:` and the id of its emoji


@dataclass(frozen=True)
class Shown:
    """One post for one viewer. For a share, `post` is what was shared and `shared_by` who did."""

    row_id: int  # the id that is marked as read
    post: Post
    pictures: tuple[Picture, ...] = ()
    shared_by: Person | None = None
    quoted: Post | None = None
    quote_is_gone: bool = False  # it quoted words that are no longer there, or not for this viewer
    answered: Person | None = None  # whom it replies to
    poll: poll_results.Shown | None = None
    liked_by: Names = field(default_factory=Names)
    signs: tuple[Sign, ...] = ()  # that those who like it said it with, each once
    is_mine: bool = False
    i_like: bool = False
    i_keep: bool = False
    i_share: bool = False
    emoji: dict[int, Emoji] = field(default_factory=dict)  # in the words, in what they quote, in names
    for_some: bool = False  # *pour quelques personnes*: nothing more is ever said (rule 29)


class Facts(NamedTuple):
    """All that one post is shown with, as rows. What is shown follows from it alone: two equal ones look the same.

    `asks` is the viewer where they are one of those who stand in it (its author, who is answered, who likes it); else 0.
    """

    id: int  # the id that is marked as read
    words: Row  # what is read: the post, or what it shares
    author: Row
    asks: int = 0
    sharer: Row | None = None
    pictures: tuple[Row, ...] = ()
    preview: Row | None = None
    quoted: Row | None = None
    quoted_author: Row | None = None
    answered: Row | None = None
    likers: tuple[Row, ...] = ()  # as far as the viewer may know them
    others_like: bool = False
    signs: tuple[Sign, ...] = ()  # that those likers said it with
    i_like: bool = False
    i_keep: bool = False
    i_share: bool = False
    poll: poll_results.Shown | None = None
    emoji: tuple[Row, ...] = ()  # in the words, in what they quote, in the names of who wrote them

    def shown(self) -> Shown:
        """Make what is shown; no query."""
        post = gathering.post_of(self.words)
        post.author = gathering.person_of(self.author)
        post.preview = gathering.preview_of(self.preview) if self.preview else None
        quoted = gathering.post_of(self.quoted) if self.quoted else None
        if quoted is not None and self.quoted_author:
            quoted.author = gathering.person_of(self.quoted_author)
        known = tuple(gathering.person_of(row) for row in self.likers)
        return Shown(
            row_id=self.id,
            post=post,
            pictures=gathering.pictures_of(self.pictures),
            shared_by=gathering.person_of(self.sharer) if self.sharer else None,
            quoted=quoted,
            quote_is_gone=bool(post.quotes_id or post.quote_state) and quoted is None,
            poll=self.poll,
            answered=gathering.person_of(self.answered) if self.answered else None,
            liked_by=Names(known, self.others_like) if known or self.others_like else NOBODY,
            is_mine=post.author_id == self.asks,
            signs=self.signs,
            i_like=self.i_like,
            i_keep=self.i_keep,
            i_share=self.i_share,
            emoji={each.pk: each for each in emoji.made(self.emoji)} if self.emoji else {},
            for_some=post.visibility in ("circle", "contacts"),
        )


def show(viewer: Person | None, ids: Sequence[int]) -> list[Shown]:
    """Return these posts in this order, without those the viewer may not see; about eight queries for any number."""
    return [found.shown() for found in facts_of(viewer, ids)]


def facts_of(viewer: Person | None, ids: Sequence[int]) -> list[Facts]:
    """Return the facts of these posts in this order, without those the viewer may not see."""
    by_id = gathering.visible_rows(viewer, ids)
    return facts(viewer, [by_id[id_] for id_ in ids if id_ in by_id])


def facts(viewer: Person | None, rows: Sequence[Row]) -> list[Facts]:
    """Gather what a list of posts, already known to be visible, is shown with. Rows as of `gathering.visible_rows`."""
    told = [row[gathering.SHARED] if row[_SHARES] is not None else row[:_WIDTH] for row in rows]
    marked = gathering.marked(viewer, [words[0] for words in told])
    likers = marked.likers
    named = _named(viewer, told, likers) if likers else {}
    pictures = gathering.picture_rows([words[0] for words in told if words[_PICTURES]])
    previews = gathering.preview_rows({words[_PREVIEW] for words in told if words[_PREVIEW]})
    parents = gathering.authors_of({words[_ANSWERS] for words in told if words[_ANSWERS]})
    quotes = {words[_QUOTES] for words in told if words[_QUOTES] and words[_QUOTED] in _STANDS}
    quoted = gathering.visible_rows(viewer, quotes) if quotes else {}
    people = {row[_AUTHOR]: row[gathering.AUTHOR] for row in (*rows, *quoted.values())}
    others = {words[_AUTHOR] for words in told} | {*parents.values()} | {pk for pks in named.values() for pk in pks}
    people |= gathering.people_rows(others - people.keys())
    asked = poll_results.shown(
        viewer, {words[0]: gathering.person_of(people[words[_AUTHOR]]) for words in told if words[_POLL]}
    )
    drawn = [f"[{one.emoji}]" for who in likers.values() for one in who if one.emoji]
    signs = emoji.rows_of(_written(told, quoted.values(), people.values()) + drawn)
    me, found = viewer.pk if viewer else 0, []
    mine = {id_ for id_, who in likers.items() if any(one.person == me for one in who)}
    for row, words in zip(rows, told, strict=True):
        id_, author, known = words[0], words[_AUTHOR], named.get(words[0], ())
        answered = parents.get(words[_ANSWERS])
        quote = quoted.get(words[_QUOTES])
        found.append(
            Facts(
                row[0],
                words,
                people[author],
                me if me and me in (author, answered, *known) else 0,
                people[row[_AUTHOR]] if row[_SHARES] is not None else None,
                pictures.get(id_, ()),
                previews.get(words[_PREVIEW]),
                quote[:_WIDTH] if quote else None,
                people[quote[_AUTHOR]] if quote else None,
                people.get(answered or 0),
                tuple([people[pk] for pk in known]) if known else (),
                id_ in likers and len(known) < len(likers[id_]),
                _signs(likers.get(id_, ()), known),
                id_ in mine,
                id_ in marked.keeps,
                id_ in marked.shares,
                asked.get(id_),
                _emoji(signs, words, people[author], quote, people[quote[_AUTHOR]] if quote else None)
                + tuple([signs[one.emoji] for one in likers.get(id_, ()) if one.emoji in signs]),
            )
        )
    return found


def _written(words: Iterable[Row], quoted: Iterable[Row], people: Iterable[Row]) -> list[str]:
    """Return the columns that name emoji, as the database wrote them."""
    return [row[_EMOJI] for row in (*words, *quoted)] + [row[gathering.NAMED_WITH] for row in people]


def _emoji(
    signs: dict[int, Row], words: Row, author: Row, quoted: Row | None, quoted_author: Row | None
) -> tuple[Row, ...]:
    if not signs:
        return ()
    written = _written([words], [quoted] if quoted else [], [author, *([quoted_author] if quoted_author else [])])
    ids = dict.fromkeys(id_ for text in written for id_ in emoji.read(text))
    return tuple([signs[id_] for id_ in ids if id_ in signs])


Likers = dict[int, list[gathering.Liker]]


def _signs(likers: Sequence[gathering.Liker], known: Sequence[int]) -> tuple[Sign, ...]:
    return tuple(dict.fromkeys((one.sign, one.emoji) for one in likers if one.sign and one.person in known))


def _named(viewer: Person | None, told: Sequence[Row], likers: Likers) -> dict[int, list[int]]:
    """Return whom a viewer is told of: the author of a post sees all names, others whom they know (rule 26)."""
    own = {words[0] for words in told if viewer is not None and words[_AUTHOR] == viewer.pk}
    return {id_: [one.person for one in rows if one.is_known or id_ in own] for id_, rows in likers.items()}


_WIDTH = len(gathering.OWN)
_AUTHOR, _SHARES, _ANSWERS = gathering.OWN["author_id"], gathering.SHARES, gathering.OWN["in_reply_to_id"]
_QUOTES, _QUOTED, _PREVIEW = (gathering.OWN[name] for name in ("quotes_id", "quote_state", "preview_id"))
_STANDS = ("", QuoteState.ACCEPTED)  # a quote that was refused or taken back shows nothing of what it quoted
_EMOJI = gathering.OWN["emoji"]
_PICTURES, _POLL = (gathering.OWN[name] for name in ("has_pictures", "has_poll"))
