"""Words as pages show them: `posts.showing.Shown` becomes what the look's `post` part asks for, for a whole list at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.people.models import Emoji, Person
from petitmot.posts.models import Post, QuoteState, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL
from petitmot.posts.showing import Shown
from petitmot.web.emoji import in_line, in_words, sign_drawn, who_drawn
from petitmot.web.names import who_like
from petitmot.web.photos import Photo, photos
from petitmot.web.polls import PollTold, tell_poll
from petitmot.web.who import Who, media_url


@dataclass(frozen=True, slots=True)
class Card:
    url: str
    title: str
    site: str
    description: str
    image: str


@dataclass(frozen=True, slots=True)
class Told:
    """One post, told to one reader. Two that are equal look the same: `web.fragments` counts on it."""

    id: int  # the row that is marked as read; the anchor
    post_id: int  # the words themselves: gestures are about them
    author: Who
    when: datetime
    url: str
    lang: str
    html: Markup
    warning: str = ""
    veiled: bool = False  # its pictures are shown only to who asks for them
    edited: datetime | None = None
    audience: str = ""
    answers: str = ""
    shared_by: str = ""
    liked_by: str = ""
    liked_with: tuple[str, ...] = ()  # signs of people elsewhere
    pinned: bool = False
    read: bool = False
    in_today: bool = False  # shown where read marks are kept: it can be kept unread
    kept_unread: bool = False
    pictures: tuple[Photo, ...] = ()
    card: Card | None = None
    poll: PollTold | None = None
    quote: Told | str | None = None
    mine: bool = False
    is_open: bool = False  # written for all: it can be shared
    i_like: bool = False
    i_keep: bool = False
    i_share: bool = False
    private: bool = False
    covered: str = ""  # the title of a filter of the reader's: the words are shown on a gesture
    blurred: str = ""  # the same, and the pictures


def tell(
    viewer: Person | None, shown: Sequence[Shown], *, pinned: Collection[int] = (), kept: Collection[int] | None = None
) -> list[Told]:
    """Tell a list of posts to a reader; no queries.

    `pinned`: ids shown as pinned. `kept`: ids kept unread, where read marks are kept (Today, catch-up); else None.
    """
    known: dict[int, Who] = {}

    def seen(person: Person, emoji: Mapping[int, Emoji]) -> Who:
        found = known.get(person.pk)
        if found is None:
            found = known[person.pk] = who_drawn(person, emoji)
        return found

    audiences = _audiences()
    marks = _Marks(frozenset(pinned), frozenset(kept or ()), kept is not None)
    return [_told(viewer, item, seen, audiences, marks) for item in shown]


Seen = Callable[[Person, Mapping[int, Emoji]], Who]


@dataclass(frozen=True, slots=True)
class _Marks:
    pinned: frozenset[int]
    kept: frozenset[int]
    in_today: bool


def _told(
    viewer: Person | None,
    item: Shown,
    seen: Seen,
    audiences: dict[tuple[str, bool], str],
    marks: _Marks,
) -> Told:
    post, emoji = item.post, item.emoji
    author = seen(post.author, emoji)
    named = [emoji[id_] for id_ in post.emoji if id_ in emoji]
    liked = item.liked_by
    return Told(
        id=item.row_id,
        post_id=post.pk,
        author=author,
        when=post.published,
        url=f"{author.url}/{post.pk}",
        lang=post.language,
        html=in_words(post.html, named),
        warning=in_line(post.warning, named),
        veiled=bool(item.pictures) and (post.is_sensitive or post.author.covered_at is not None),
        edited=post.edited_at,
        audience=audiences.get((post.visibility, item.is_mine), ""),
        answers=_answers(item, viewer),
        shared_by=item.shared_by.called if item.shared_by else "",
        liked_by=who_like(liked, viewer, sees_all=item.is_mine) if liked else "",
        liked_with=tuple([sign_drawn(sign, emoji.get(id_)) for sign, id_ in item.signs]),
        pictures=photos(item.pictures, post.pk),
        card=_card(post),
        poll=tell_poll(viewer, item.poll, named) if item.poll else None,
        quote=_quote(item, seen),
        pinned=post.pk in marks.pinned or (item.is_mine and post.pinned_at is not None),
        in_today=marks.in_today,
        kept_unread=item.row_id in marks.kept,
        mine=item.is_mine,
        is_open=post.visibility in OPEN_TO_ALL,
        i_like=item.i_like,
        i_keep=item.i_keep,
        i_share=item.i_share,
        private=post.visibility == Visibility.NAMED,
    )


def _audiences() -> dict[tuple[str, bool], str]:
    """Return what is said of an audience, to readers and to the author; a circle is never named (rule 29)."""
    some = _("pour quelques personnes")
    return {
        (Visibility.FOLLOWERS, False): _("pour qui suit"),
        (Visibility.FOLLOWERS, True): _("pour ceux qui vous suivent"),
        (Visibility.CONTACTS, False): some,
        (Visibility.CONTACTS, True): _("pour vos contacts"),
        (Visibility.CIRCLE, False): some,
        (Visibility.CIRCLE, True): _("pour un de vos cercles"),
        (Visibility.NAMED, False): _("en privé"),
        (Visibility.NAMED, True): _("en privé"),
    }


def _answers(item: Shown, viewer: Person | None) -> str:
    if item.answered is None or item.answered.pk == item.post.author_id:
        return ""
    if viewer is not None and item.answered.pk == viewer.pk:
        return _("vous répond")
    return _("répond à %(name)s", name=item.answered.called)


def _card(post: Post) -> Card | None:
    preview = post.preview
    if preview is None or not preview.title or post.has_pictures:
        return None
    return Card(preview.url, preview.title, preview.site, preview.description, media_url(preview.picture))


def _quote(item: Shown, seen: Seen) -> Told | str | None:
    if item.quoted is None:
        if item.post.quote_state == QuoteState.DELETED:
            return _("Les mots cités ont été retirés.")
        return _("Les mots cités ici ne sont plus là.") if item.quote_is_gone else None
    quoted, emoji = item.quoted, item.emoji
    author = seen(quoted.author, emoji)
    named = [emoji[id_] for id_ in quoted.emoji if id_ in emoji]
    return Told(
        id=quoted.pk,
        post_id=quoted.pk,
        author=author,
        when=quoted.published,
        url=f"{author.url}/{quoted.pk}",
        lang=quoted.language,
        html=Markup("<p>{}</p>").format(in_line(quoted.warning, named))
        if quoted.warning
        else in_words(quoted.html, named),
    )
