"""People called by their names in a sentence, never counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from petitmot.kit.language import _, speaks_french

_FRENCH_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix") + (
    ("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt")
)
_ENGLISH_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten") + (
    ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
)


def names(people: Iterable[object], limit: int = 3) -> str:
    """Return "Delphine", "Delphine et Marco", "Delphine, Marco et Eric" or "Delphine, Marco et d’autres".

    `people` are texts, or objects with a `short` or `name` attribute; more than `limit` of them end in "et d’autres".
    """
    called = [_called(person) for person in people]
    if len(called) > limit:
        return _("%(names)s et d’autres", names=", ".join(called[: max(1, limit - 1)]))
    return together(called)


def goodwill(known: Sequence[object], others: bool = False) -> str:
    """Return the people behind a gesture as a reader may see them (rule 26).

    `known` are those whom the reader knows, in the order to name them; `others` says whether there are more.
    "Delphine et deux autres que vous connaissez", "Delphine, Marco et d’autres", "d’autres personnes".
    """
    called = [_called(person) for person in known]
    if not called:
        return _("d’autres personnes") if others else ""
    if len(called) > 2:
        rest = in_words(len(called) - 1) if len(called) <= 21 else _("de nombreux")  # no figure stands here (rule 26)
        if others:
            return _("%(name)s, %(number)s autres que vous connaissez, et d’autres", name=called[0], number=rest)
        return _("%(name)s et %(number)s autres que vous connaissez", name=called[0], number=rest)
    if others:
        return _("%(names)s et d’autres", names=", ".join(called))
    return together(called)


def together(called: Sequence[str]) -> str:
    """Join names as one says them: commas, and "et" before the last."""
    if len(called) < 2:
        return "".join(called)
    return _("%(names)s et %(last)s", names=", ".join(called[:-1]), last=called[-1])


def in_words(number: int) -> str:
    """Return a small number in letters, as it is said in a sentence; above twenty in figures."""
    words = _FRENCH_NUMBERS if speaks_french() else _ENGLISH_NUMBERS
    return words[number] if 0 <= number < len(words) else str(number)


def _called(person: object) -> str:
    if isinstance(person, str):
        return person
    return str(getattr(person, "short", "") or getattr(person, "name", person))
