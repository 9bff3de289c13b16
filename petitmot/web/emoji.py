"""Emoji of servers on pages: a small picture in the place of its code, with the code for who does not see it.

One that moves stands still for whoever asked their machine for less movement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from itertools import groupby

from markupsafe import Markup

from petitmot.kit.emoji import drawn
from petitmot.people.emoji import all_here
from petitmot.people.models import Emoji, Person
from petitmot.web.who import Who, media_url, who

HEIGHT = 22  # pixels that are kept free until the picture is there; the style sheet follows the text


def in_words(html: str, emoji: Iterable[Emoji]) -> Markup:
    """Draw emoji into clean HTML."""
    return Markup(drawn(html, _pictures(emoji)))  # noqa: S704 - cleaned when it entered


def in_line(text: str, emoji: Iterable[Emoji]) -> str:
    """Draw emoji into a line of plain text; the text itself where there is nothing to draw."""
    pictures = _pictures(emoji)
    if not pictures:
        return text
    written = escape(text, quote=False)
    shown = drawn(written, pictures)
    return text if shown == written else Markup(shown)  # noqa: S704 - escaped, and pictures of our own


def who_drawn(person: Person, emoji: Mapping[int, Emoji], *, line: str = "") -> Who:
    """Return a person as pages show them, the emoji of their name drawn; `emoji` by id, more than theirs does no harm."""
    them = who(person, line=line)
    if person.left_at is not None or not emoji:
        return them
    shown = in_line(them.name, [emoji[id_] for id_ in person.emoji if id_ in emoji])
    return them if shown is them.name else replace(them, drawn=shown)


def _pictures(emoji: Iterable[Emoji]) -> dict[str, str]:
    return {each.code: picture(each) for each in emoji if each.picture}


def offered() -> list[tuple[str, list[tuple[Markup, str]]]]:
    """Return the emoji offered to whoever writes, by category: picture and code, as it is written."""
    found = [each for each in all_here() if each.in_picker]
    return [
        (category, [(Markup(picture(each)), f":{each.code}:") for each in drawn])  # noqa: S704 - markup of our own
        for category, drawn in groupby(found, key=lambda each: each.category)
    ]


def sign_drawn(sign: str, emoji: Emoji | None) -> str:
    """Return what somebody elsewhere said with that they like words: drawn, where their server drew it and it came."""
    return Markup(picture(emoji)) if emoji is not None and emoji.picture else sign  # noqa: S704 - made by `picture`


def picture(emoji: Emoji) -> str:
    """Return the picture of one emoji as markup."""
    width = min(2 * HEIGHT, max(1, round(HEIGHT * emoji.width / max(1, emoji.height))))
    code = f":{emoji.code}:"
    image = (
        f'<img class="emoji" src="{escape(media_url(emoji.picture))}" alt="{code}" title="{code}"'
        f' width="{width}" height="{HEIGHT}" loading="lazy" decoding="async">'
    )
    if not emoji.moves:
        return image
    calm = f'<source media="(prefers-reduced-motion: reduce)" srcset="{escape(media_url(emoji.still))}">'
    return f"<picture>{calm}{image}</picture>"
