"""Goodwill said with names, never with a number (rule 26): "Delphine et deux autres que vous connaissez aiment ces mots"."""

from __future__ import annotations

from petitmot.kit.language import _
from petitmot.look.environment import heading
from petitmot.look.names import goodwill, together
from petitmot.people.models import Person
from petitmot.posts.showing import Names


def who_like(names: Names, viewer: Person | None, *, sees_all: bool) -> str:
    """Return the sentence that says who likes some words, or "" where nobody does.

    `sees_all`: their author, who reads every name.
    """
    if not names.known:
        return _("D’autres personnes aiment ces mots.") if names.others and viewer is not None else ""
    mine = viewer is not None and any(person.pk == viewer.pk for person in names.known)
    called = [person.called for person in names.known if viewer is None or person.pk != viewer.pk]
    if mine:
        called.insert(0, _("vous"))
    people = together(called) if sees_all else goodwill(called, names.others)
    if mine:
        return heading(_("%(names)s aimez ces mots.", names=people))
    if len(called) == 1 and not names.others:
        return _("%(name)s aime ces mots.", name=people)
    return heading(_("%(names)s aiment ces mots.", names=people))
