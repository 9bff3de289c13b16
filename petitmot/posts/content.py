"""What is said: typed text and words from elsewhere both become one `Content`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from petitmot.kit.addresses import split_handle
from petitmot.kit.language import _
from petitmot.kit.markup import parse
from petitmot.kit.refusals import Refusal
from petitmot.kit.text import sound
from petitmot.people import emoji
from petitmot.people.models import Person
from petitmot.posts.models import Making, Picture
from petitmot.posts.polls import Asked

LONGEST = 5000  # characters of a post
LONGEST_WARNING = 300
MOST_PICTURES = 8


@dataclass(frozen=True)
class Content:
    """Words ready to be published: cleaned, with the people, tags and addresses they name."""

    source: str
    html: str
    plain: str
    warning: str = ""
    language: str = "fr"
    mentions: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = field(default=())
    poll: Asked | None = None
    is_plain: bool = False  # typed without signs of Markdown: read again the same way
    emoji: tuple[int, ...] = ()  # ids of those named in the words, the warning and the answers
    is_sensitive: bool = False  # the pictures are covered until one asks for them, also without a warning


def typed(
    text: str,
    *,
    warning: str = "",
    language: str = "fr",
    pictures: Sequence[Picture] = (),
    poll: Asked | None = None,
    place_for: str = "text",
    plain: bool = False,
    sensitive: bool = False,
) -> Content:
    """Read what a person typed, in our subset of Markdown, or as it stands (`plain`).

    Refused, with the field `place_for`: `empty`, `too_long`; `too_many_pictures`, `poll_with_pictures`,
    `picture_unfinished`, `picture_failed`.
    """
    text = sound(text).replace("\r\n", "\n").strip()
    if not text and not pictures and not poll:
        raise Refusal(_("Il n’y a encore rien d’écrit."), code="empty", field=place_for)
    if len(text) > LONGEST:
        raise Refusal(
            _("C’est trop long : %(most)s signes au plus, il y en a %(here)s.", most=LONGEST, here=len(text)),
            code="too_long",
            field=place_for,
        )
    warning = sound(warning)
    if len(warning) > LONGEST_WARNING:
        raise Refusal(_("L’avertissement est trop long : 300 signes au plus."), code="too_long", field="warning")
    if len(pictures) > MOST_PICTURES:
        raise Refusal(_("Huit images au plus."), code="too_many_pictures", field="pictures")
    for picture in pictures:
        refuse_unfinished(picture)
    if pictures and poll:
        raise Refusal(
            _("Un sondage et des images ne vont pas dans le même mot."), code="poll_with_pictures", field="poll"
        )
    parsed = parse(text, plain=plain)
    known = _persons_named(parsed.mentions)
    return Content(
        source=text,
        html=parsed.html(mention=lambda handle: _page_of(known.get(handle)), tag=_page_of_tag),
        plain=parsed.plain,
        warning=" ".join(warning.split()),
        language=language,
        mentions=tuple({person.pk: person for person in known.values()}.values()),
        tags=tuple(parsed.tags),
        links=tuple(parsed.links),
        pictures=tuple(pictures),
        poll=poll,
        is_plain=plain,
        emoji=tuple(emoji.named_in(parsed.plain, warning, *(poll.answers if poll else ()))),
        is_sensitive=sensitive,
    )


def refuse_unfinished(picture: Picture) -> None:
    """Refuse what cannot hang on words (yet): `picture_unfinished`, `picture_failed`."""
    if picture.making == Making.WAITING:
        raise Refusal(
            _("Un son ou un film est encore en préparation. Vos mots restent là : réessayez dans un instant."),
            code="picture_unfinished",
            field="pictures",
        )
    if picture.making == Making.FAILED:
        raise Refusal(
            _("Un son ou un film n’a pas pu être préparé : retirez-le, ou envoyez-en un autre."),
            code="picture_failed",
            field="pictures",
        )


def _persons_named(handles: Sequence[str]) -> dict[str, Person]:
    known: dict[str, Person] = {}
    for handle in handles:
        split = split_handle(handle)
        person = split and Person.objects.present().named(*split).select_related("server").first()
        if person:
            known[handle] = person
    return known


def _page_of(person: Person | None) -> str | None:
    if person is None:
        return None
    return f"/@{person.name}" if person.server.is_local else f"/@{person.name}@{person.server.domain}"


def _page_of_tag(name: str) -> str:
    return f"/mots/{name}"
