"""Selections: make, describe, end; and who sees what of them. Who is in one is the matter of `people/selecting.py`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import addresses, clock
from petitmot.kit.ids import random_id_at
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, NotFound, Refusal
from petitmot.people import ties
from petitmot.people.events import SelectionChanged, SelectionEnded, SelectionMade
from petitmot.people.models import InSelection, Person, Selection

State = InSelection.State
STANDING = (State.PENDING, State.ACCEPTED)
MOST = 10  # selections of one person, as in Mastodon
LONGEST = {"name": 40, "words": 100}  # characters, as in Mastodon
SHOWN = ("name", "words", "warned")  # a change of these is told to those who stand in it
_TAG = re.compile(r"(?=\w{0,99}[^\W\d_])\w{1,100}\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?\Z")


def of_owner(viewer: Person | None, owner: Person) -> list[Selection]:
    """Return the selections of somebody that stand on their page, the newest first; all of one's own."""
    is_mine = viewer is not None and viewer.pk == owner.pk
    if viewer is not None and not is_mine and ties.is_blocked_between(viewer, owner):
        return []
    return _owned_by(owner, list(standing(owner.pk, also_unlisted=is_mine)))


def standing(owner: int, *, also_unlisted: bool) -> QuerySet[Selection]:
    """Ask for the selections that stand on somebody's page, the newest first; those that are not listed for oneself alone."""
    rows = Selection.objects.filter(owner_id=owner).order_by("-pk")
    return rows if also_unlisted else rows.filter(listed=True)


def one(viewer: Person | None, selection_id: int) -> Selection:
    """Return a selection. Refused: `not_found`, also for who is apart from its owner."""
    found = Selection.objects.select_related("owner__server").filter(pk=selection_id).first()
    if found is None or not found.owner.is_present:
        raise NotFound(_("Cette sélection n’est pas là."))
    if viewer is not None and viewer.pk != found.owner_id and ties.is_blocked_between(viewer, found.owner):
        raise NotFound(_("Cette sélection n’est pas là."))
    return found


def mine(owner: Person, selection_id: int) -> Selection:
    """Return a selection of one's own. Refused: `not_found`; `not_allowed` for somebody else's."""
    found = one(owner, selection_id)
    if found.owner_id != owner.pk:
        raise NotAllowed(_("Cette sélection n’est pas la vôtre."))
    return found


def people_of(viewer: Person | None, selections: Collection[Selection]) -> dict[int, list[InSelection]]:
    """Return who stands in each, with their person and server, as they were put there.

    Others see those who said yes; the owner also those who were asked and have not answered. Not in it: who is apart
    from the viewer, gone, or limited for them.
    """
    found: dict[int, list[InSelection]] = {selection.pk: [] for selection in selections}
    own = [selection.pk for selection in selections if viewer is not None and selection.owner_id == viewer.pk]
    seen = ties.listed_to(viewer, Person.objects.present())
    rows = InSelection.objects.filter(selection__in=list(found), person__in=seen, state__in=STANDING)
    for row in rows.select_related("person__server").order_by("pk"):
        if row.state == State.ACCEPTED or row.selection_id in own:
            found[row.selection_id].append(row)
    if viewer is not None:
        apart = ties.apart_among(viewer, {row.person_id for rows_ in found.values() for row in rows_})
        found = {id_: [row for row in rows_ if row.person_id not in apart] for id_, rows_ in found.items()}
    return found


def holding(person: Person, *states: str) -> list[InSelection]:
    """Return the rows by which somebody stands in selections of others (or waits to answer), the newest first."""
    rows = InSelection.objects.filter(person=person, state__in=states or (State.ACCEPTED,))
    rows = rows.filter(selection__owner__in=Person.objects.present()).select_related("selection__owner__server")
    found = list(rows.order_by("-pk"))
    apart = ties.apart_among(person, {row.selection.owner_id for row in found})
    return [row for row in found if row.selection.owner_id not in apart]


def form(owner: Person, name: str, **said: object) -> Selection:
    """Make a selection, empty. `said`: what `describe` takes. Refused: `too_many_selections`, and what that refuses."""
    checked = _checked({"name": name, **said})
    with transaction.atomic():
        Person.objects.select_for_update().filter(pk=owner.pk).first()  # two at once are counted one after the other
        if Selection.objects.filter(owner=owner).count() >= MOST:
            raise Refusal(
                _("Dix sélections au plus. Vous pouvez en défaire une."), code="too_many_selections", field="name"
            )
        id_, now = random_id_at(clock.now()), clock.now()
        uri = addresses.selection_uri(id_)
        made = Selection.objects.create(id=id_, owner=owner, uri=uri, made_at=now, changed_at=now, **checked)
        announce(SelectionMade(made.pk))
    return made


def describe(selection: Selection, owner: Person, **said: object) -> Selection:
    """Change what a selection says of itself; only what is named changes.

    `name`, `words` (characters: LONGEST), `language` (a code, or empty), `tag` (with its sign or without, or empty),
    `warned`, `listed`. Refused: `name_blank`, `too_long`, `tag_invalid`, `language_invalid`, with the field.
    """
    own = mine(owner, selection.pk)
    checked = {name: value for name, value in _checked(said).items() if getattr(own, name) != value}
    if not checked:
        return own
    with transaction.atomic():
        Selection.objects.filter(pk=own.pk).update(changed_at=clock.now(), **checked)
        announce(SelectionChanged(own.pk, told=any(name in checked for name in SHOWN)))
    return mine(owner, own.pk)


def end(selection: Selection, owner: Person) -> None:
    """Take a selection away, for everybody."""
    own = mine(owner, selection.pk)
    with transaction.atomic():
        own.delete()
        announce(SelectionEnded(owner.pk, selection.pk, selection.uri))


def tag_of(text: str) -> str:
    """Read a tag as somebody typed it. Refused: `selection_tag`."""
    name = text.strip().removeprefix("#")
    if name and not _TAG.match(name):
        raise Refusal(
            _("Un mot-clé s’écrit d’un seul mot, avec au moins une lettre."), code="selection_tag", field="tag"
        )
    return name


def _checked(said: dict[str, object]) -> dict[str, object]:
    checked: dict[str, object] = {}
    for key, value in said.items():
        if key in LONGEST:
            checked[key] = _text(key, str(value))
        elif key == "tag":
            checked[key] = tag_of(str(value))
        elif key == "language":
            checked[key] = _language(str(value))
        elif key in ("warned", "listed"):
            checked[key] = bool(value)
        else:
            raise ValueError(key)
    return checked


def _text(key: str, value: str) -> str:
    value = " ".join(value.split()) if key == "name" else value.replace("\r\n", "\n").strip()
    if key == "name" and not value:
        raise Refusal(_("Donnez un nom à cette sélection."), code="name_blank", field="name")
    if len(value) > LONGEST[key]:
        raise Refusal(
            _("C’est trop long : %(most)s signes au plus, il y en a %(here)s.", most=LONGEST[key], here=len(value)),
            code="too_long",
            field=key,
        )
    return value


def _language(value: str) -> str:
    value = value.strip()
    if value and not _LANGUAGE.match(value):
        raise Refusal(_("Nous ne connaissons pas cette langue."), code="language_invalid", field="language")
    return value


def _owned_by(owner: Person, rows: Sequence[Selection]) -> list[Selection]:
    for row in rows:
        row.owner = owner
    return list(rows)


@dataclass(frozen=True)
class Described:
    """What another server says of a selection made there, cleaned and cut."""

    name: str
    words: str = ""
    language: str = ""
    tag: str = ""
    warned: bool = False
    listed: bool = True
    page: str = ""


def take_in(uri: str, owner: Person, said: Described) -> Selection:
    """Keep a selection made elsewhere as its server tells of it now; its own owner's alone (`not_allowed`)."""
    told = asdict(said)
    with transaction.atomic():
        known = Selection.objects.select_for_update().filter(uri=uri).first()
        if known is None:
            id_, now = random_id_at(clock.now()), clock.now()
            return Selection.objects.create(id=id_, owner=owner, uri=uri, made_at=now, changed_at=now, **told)
        if known.owner_id != owner.pk:
            raise NotAllowed(_("Cette sélection n’est pas la vôtre."))
        changed = {name: value for name, value in told.items() if getattr(known, name) != value}
        if changed:
            Selection.objects.filter(pk=known.pk).update(changed_at=clock.now(), **changed)
            announce(SelectionChanged(known.pk, told=any(name in changed for name in SHOWN)))
    return Selection.objects.select_related("owner__server").get(pk=known.pk)


def forget(selection: Selection) -> None:
    """Let go of a selection made elsewhere: it is no more, or shows nobody of here."""
    Selection.objects.filter(pk=selection.pk, owner__server__is_local=False).delete()
