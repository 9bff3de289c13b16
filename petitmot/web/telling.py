"""Words as pages show them: `posts.showing.Shown` becomes what the look's `post` part asks for, for a whole list at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.people.models import Emoji, Person
from petitmot.posts.models import Kind, Making, Picture, Post, QuoteState, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL
from petitmot.posts.showing import Shown
from petitmot.web.emoji import in_line, in_words, who_drawn
from petitmot.web.names import who_like
from petitmot.web.polls import PollTold, tell_poll
from petitmot.web.tones import tone
from petitmot.web.who import Who, media_url

HALF = "(min-width: 48rem) 18.2rem, 46vw"  # of the measure: what `sizes` says of a picture beside another


@dataclass(frozen=True, slots=True)
class Photo:
    src: str
    srcset: str
    width: int
    height: int
    alt: str
    href: str
    focus: str = ""
    tone: str = ""  # classes of the colour that stands there until it is loaded
    sizes: str = ""
    kind: str = "image"  # or "film", "gifv" (moves in silence), "sound"
    plays: str = ""  # the address of what is played; `src` is what is seen before, "" for none
    type: str = ""  # its media type
    lasts: str = ""  # minutes and seconds, "2:05"
    away: str = ""  # the address on another server of what is not held here
    away_at: str = ""  # the name of that server


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


def photos(pictures: Sequence[Picture], post_id: int) -> tuple[Photo, ...]:
    """Tell the pictures of a post; of several each is half as wide, but the first of an odd number."""
    many = len(pictures) > 1
    return tuple(
        photo(picture, post_id, number, half=many and not (number == 1 and len(pictures) % 2))
        for number, picture in enumerate(pictures, 1)
    )


def photo(picture: Picture, post_id: int, number: int, *, half: bool = False) -> Photo:
    """Tell one picture: the one of a middle size, and all sizes for the browser to choose from. Films and sounds alike."""
    files = picture.files or [{"name": "", "width": picture.width, "height": picture.height}]
    middle = next((file for file in files if file["width"] >= 800), files[-1])
    plays = str(picture.played.get("name", ""))
    return Photo(
        kind=KINDS.get(picture.kind, "image"),
        plays=media_url(plays) if plays else "",
        type=str(picture.played.get("type", "")),
        lasts=_clock(picture.seconds) if picture.seconds else "",
        away=picture.elsewhere if picture.making == Making.ELSEWHERE else "",
        away_at=urlsplit(picture.elsewhere).hostname or "" if picture.making == Making.ELSEWHERE else "",
        src=media_url(middle["name"]) if middle["name"] else "",
        srcset=", ".join(f"{media_url(file['name'])} {file['width']}w" for file in files) if len(files) > 1 else "",
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        href=f"/mot/{post_id}/image/{number}/",
        focus=_focus(picture),
        tone=tone(picture.colour),
        sizes=HALF if half else "",
    )


KINDS: dict[str, str] = {Kind.FILM: "film", Kind.GIFV: "gifv", Kind.SOUND: "sound"}


def _clock(seconds: float) -> str:
    """Say how long something lasts as players do: `0:07`, `2:05`, `1:02:05`."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _focus(picture: Picture) -> str:
    """Name the side a picture's focal point is on, where it is well away from the middle."""
    if abs(picture.focus_y) >= abs(picture.focus_x):
        return "top" if picture.focus_y > 0.3 else "bottom" if picture.focus_y < -0.3 else ""
    return "right" if picture.focus_x > 0.3 else "left" if picture.focus_x < -0.3 else ""


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
