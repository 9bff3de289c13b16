"""Emoji that servers draw for themselves: which ones a text names, and how they are kept.

Who has words or a page keeps the ids of the emoji that stand in them (`emoji`), found when they were written; what is
shown is read by these ids, in one question for a whole list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction

from petitmot.kit import addresses, clock
from petitmot.kit.compiled import Compiled, Row
from petitmot.kit.emoji import CODE, codes_in
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people.models import Emoji, Person
from petitmot.people.servers import local_server

MOST_NAMED = 60  # different ones in one text
LONGEST_CATEGORY = 60
NONE = "[]"  # as the database writes that there are none


def named_in(*texts: str) -> list[int]:
    """Return the ids of this server's emoji that texts name. One query, none where no code stands in them."""
    codes = codes_in(*texts)[:MOST_NAMED]
    if not codes:
        return []
    found = dict(Emoji.objects.filter(server__is_local=True, code__in=codes).values_list("code", "pk"))
    return [found[code] for code in codes if code in found]


def of_person(person: Person) -> list[Emoji]:
    """Return the emoji in a person's name and in what they say of themselves."""
    return list(by_id(person.emoji).values())


def by_id(ids: Collection[int]) -> dict[int, Emoji]:
    """Return emoji by their ids. One query, none for no ids."""
    return {emoji.pk: emoji for emoji in _BY_ID(ids=list(ids))}


def rows_of(written: Iterable[str]) -> dict[int, Row]:
    """Return the rows of all emoji in columns as the database wrote them (`[12, 13]`), by id. One query, or none."""
    ids = {id_ for text in written if text != NONE for id_ in read(text)}
    return {row[0]: row for row in _BY_ID.rows(ids=list(ids))}


def read(written: str) -> list[int]:
    """Read a column as the database wrote it."""
    return [] if written == NONE else msgspec.json.decode(written, type=list[int])


def made(rows: Sequence[Row]) -> list[Emoji]:
    """Return emoji of their rows; no query."""
    return _BY_ID.made(list(rows))


def here(code: str) -> Emoji:
    """Return this server's emoji of a code. Refused: `not_found`."""
    found = Emoji.objects.filter(server__is_local=True, code=code).first()
    if found is None:
        raise NotFound(_("Il n’y a pas d’émoji de ce nom."))
    return found


def all_here() -> list[Emoji]:
    """Return this server's emoji, by category and code; those without a category last."""
    rows = Emoji.objects.filter(server__is_local=True)
    return sorted(rows, key=lambda emoji: (not emoji.category, emoji.category.casefold(), emoji.code.casefold()))


def refuse_code(code: str) -> None:
    """Refused: `bad_code` for what cannot stand between two colons, `code_taken`."""
    if not CODE.match(code):
        raise Refusal(
            _("Deux signes au moins, et cent au plus : des lettres sans accent, des chiffres et « _ »."),
            code="bad_code",
            field="code",
        )
    if Emoji.objects.filter(server__is_local=True, code=code).exists():
        raise _taken()


def keep(
    code: str, picture: str, still: str, size: tuple[int, int], *, category: str = "", in_picker: bool = True
) -> Emoji:
    """Keep an emoji of this server; `picture` and `still` are media files, `size` is in pixels.

    Refused: `bad_code`, `code_taken`, `too_long` (the category).
    """
    refuse_code(code)
    try:
        with transaction.atomic():
            return Emoji.objects.create(
                server=local_server(),
                code=code,
                uri=addresses.emoji_uri(code),
                category=_category(category),
                in_picker=in_picker,
                picture=picture,
                still=still,
                width=size[0],
                height=size[1],
                updated_at=clock.now(),
            )
    except IntegrityError as error:  # somebody else was faster
        raise _taken() from error


def arrange(emoji: Emoji, *, category: str, in_picker: bool) -> None:
    """Say where an emoji stands among the others, and whether it is offered. Refused: `too_long`."""
    emoji.category, emoji.in_picker, emoji.updated_at = _category(category), in_picker, clock.now()
    emoji.save(update_fields=["category", "in_picker", "updated_at"])


def withdraw(emoji: Emoji) -> None:
    """Take an emoji away: where it stood, its code is read again. Its files go by themselves."""
    emoji.delete()


def put_picture(emoji: Emoji, picture: str, still: str, size: tuple[int, int], *, at: datetime | None = None) -> None:
    """Give an emoji from elsewhere the picture that was fetched for it, or none."""
    drawn = {"picture": picture, "still": still, "width": size[0], "height": size[1]}
    Emoji.objects.filter(pk=emoji.pk).update(**drawn, updated_at=at or emoji.updated_at)


def _category(text: str) -> str:
    category = " ".join(text.split())
    if len(category) > LONGEST_CATEGORY:
        raise Refusal(_("C’est trop long : 60 signes au plus."), code="too_long", field="category")
    return category


def _taken() -> Refusal:
    return Refusal(_("Un autre émoji porte déjà ce nom."), code="code_taken", field="code")


_BY_ID = Compiled[Emoji](lambda ids: Emoji.objects.filter(pk__in=ids), ids=list)
