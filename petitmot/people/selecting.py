"""Who stands in a selection: put there with their consent, asked where they want to be asked, gone when they like."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, NotFound, Refusal
from petitmot.people import consent, pace, ties
from petitmot.people.consent import Standing
from petitmot.people.events import Selected, SelectionAsked, SelectionDeclined, SelectionLeft, Unselected
from petitmot.people.models import InSelection, Person, Selection
from petitmot.people.selections import STANDING, form, mine

State = InSelection.State
MOST_PEOPLE = 25  # in one selection, as in Mastodon


def choose(selection: Selection, owner: Person, person: Person) -> InSelection:
    """Put somebody (with `server`) into a selection of one's own.

    They stand there at once where they let it be, and are told; else they are asked and stand there when they said
    yes. Who lives elsewhere is always asked of their server. Refused: `select_denied`, `selected_already` (also for
    who said no or left: nobody is asked twice), `too_many_selected`, `TooOften`.
    """
    own = mine(owner, selection.pk)
    standing = may_choose(owner, person)
    with transaction.atomic():
        Selection.objects.select_for_update().filter(pk=own.pk).first()
        rows = InSelection.objects.filter(selection=own)
        if rows.filter(person=person).exists():
            raise Refusal(_("Cette personne a déjà été mise dans cette sélection."), code="selected_already", field="person")  # fmt: skip
        if rows.filter(state__in=STANDING).count() >= MOST_PEOPLE:
            raise Refusal(_("Vingt-cinq personnes au plus dans une sélection."), code="too_many_selected", field="person")  # fmt: skip
        if person.pk != owner.pk:
            _spend(owner, person)
        at_once = standing == Standing.AUTOMATIC and person.server.is_local
        return _put(own, person, State.ACCEPTED if at_once else State.PENDING)


def _spend(owner: Person, person: Person) -> None:
    pace.spend(owner, "select")
    pace.spend(f"{owner.pk} {person.pk}", "select_same")


def may_choose(owner: Person, person: Person) -> Standing:
    """Return how somebody may be put into a selection. Refused: `select_denied` where they may not."""
    standing = consent.standing(owner, person) if person.is_present else Standing.DENIED
    if standing in (Standing.AUTOMATIC, Standing.MANUAL) and not ties.is_blocked_between(owner, person):
        return standing
    raise NotAllowed(
        _("%(name)s ne se laisse pas montrer dans une sélection.", name=person.called),
        code="select_denied",
        field="person",
    )


def form_with(owner: Person, persons: Iterable[Person], name: str, **said: object) -> Selection:
    """Make a selection of these people; nothing where one of them is refused. Refused: what `form` and `choose` refuse."""
    with transaction.atomic():
        made = form(owner, name, **said)
        for person in persons:
            choose(made, owner, person)
    return mine(owner, made.pk)


def wished_elsewhere(selection: Selection, person: Person) -> InSelection:
    """Somebody elsewhere, whose selection this is, wishes to put somebody of here into it.

    What the person lets be decides: yes at once, a question, or no. Wished again, it is answered as before. Refused:
    `TooOften`, as where the selection is of here.
    """
    with transaction.atomic():
        row = InSelection.objects.select_for_update().filter(selection=selection, person=person).first()
        if row is None:
            _spend(selection.owner, person)
            return _put(selection, person, _answer(selection.owner, person))
        if row.state == State.ACCEPTED:
            announce(Selected(row.pk, asked=True))
        elif row.state != State.PENDING:
            announce(SelectionDeclined(row.pk))
    return row


def _answer(owner: Person, person: Person) -> str:
    try:
        standing = may_choose(owner, person)
    except NotAllowed:
        return State.REJECTED
    return State.ACCEPTED if standing == Standing.AUTOMATIC else State.PENDING


def _put(selection: Selection, person: Person, state: str) -> InSelection:
    row = InSelection.objects.create(selection=selection, person=person, state=state, since=clock.now())
    announce({
        State.ACCEPTED: Selected(row.pk),
        State.PENDING: SelectionAsked(row.pk),
        State.REJECTED: SelectionDeclined(row.pk),
    }[State(state)])  # fmt: skip
    return row


def let_go(selection: Selection, owner: Person, row_id: int) -> None:
    """No longer show somebody in one's own selection. Refused: `not_found`, also for who said no or left."""
    own = mine(owner, selection.pk)
    row = InSelection.objects.filter(selection=own, pk=row_id, state__in=STANDING).first()
    if row is None:
        raise NotFound(_("Cette personne n’est pas dans cette sélection."))
    _take_out(row)


def row_of(person: Person, row_id: int) -> InSelection:
    """Return the row by which somebody stands in a selection, or is asked to. Refused: `not_found`."""
    rows = InSelection.objects.filter(pk=row_id, person=person, state__in=STANDING)
    row = rows.select_related("selection__owner__server").first()
    if row is None:
        raise NotFound(_("Cette question n’est plus là."))
    return row


def accept(person: Person, row_id: int) -> InSelection:
    """Say yes to being shown. Refused: `not_found`."""
    row = row_of(person, row_id)
    with transaction.atomic():
        if _pass(row, State.PENDING, State.ACCEPTED):
            announce(Selected(row.pk, asked=True))
    return row


def leave(person: Person, row_id: int) -> None:
    """Say no, or take oneself out, whenever one likes. Nobody is told by a notice. Refused: `not_found`."""
    row = row_of(person, row_id)
    with transaction.atomic():
        if _pass(row, State.PENDING, State.REJECTED):
            announce(SelectionDeclined(row.pk))
        elif _pass(row, State.ACCEPTED, State.REVOKED):
            announce(SelectionLeft(row.pk))


def _pass(row: InSelection, before: str, after: str) -> bool:
    return bool(InSelection.objects.filter(pk=row.pk, state=before).update(state=after))


def part(one: Person, others: Q) -> None:
    """End all that shows one of two who are apart now in a selection of the other. `others`: which people, as a filter.

    In the transaction of whoever parts them.
    """
    them = Person.objects.filter(others)
    shown = InSelection.objects.filter(selection__owner=one, person__in=them, state__in=STANDING)
    for row in shown.select_related("selection"):
        _take_out(row)
    for row in InSelection.objects.filter(person=one, selection__owner__in=them, state__in=STANDING):
        leave(one, row.pk)


def _take_out(row: InSelection) -> None:
    with transaction.atomic():
        if InSelection.objects.filter(pk=row.pk).delete()[0]:
            announce(Unselected(row.selection_id, row.pk, row.person_id))
