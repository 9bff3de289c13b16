"""Selections of here: all of a person, one, one item of it; and the stamps of consent of those who live here (FEP-7aa9)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from petitmot.federation.documents.collections import whole
from petitmot.federation.documents.contexts import FEATURED_COLLECTION, without_context
from petitmot.federation.documents.selections import all_of, item_document, stamp_document
from petitmot.federation.doors.answering import answer, door
from petitmot.federation.doors.persons import keep_apart, present
from petitmot.federation.doors.reader import let_in
from petitmot.federation.knowing import selections as known
from petitmot.kit.refusals import NotFound
from petitmot.people import selections
from petitmot.people.models import InSelection, Person, Selection


@door
def all_of_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer with all selections of somebody that stand on their page: ten at most, so in one piece."""
    person = present(person_id)
    keep_apart(let_in(request), person)
    items = [without_context(known.document_of(each)) for each in selections.of_owner(None, person)]
    document = whole(all_of(person.uri), items, attributed_to=person.uri, ordered=False)
    return answer(request, {**document, "@context": FEATURED_COLLECTION})


@door
def one(request: HttpRequest, selection_id: int) -> HttpResponse:
    """Answer with a selection and those who said yes."""
    return answer(request, known.document_of(_found(request, selection_id)))


@door
def item(request: HttpRequest, selection_id: int, row_id: int) -> HttpResponse:
    """Answer with one who stands in it."""
    selection = _found(request, selection_id)
    for row in selections.people_of(None, [selection])[selection.pk]:
        if row.pk == row_id:
            return answer(request, item_document(selection, row, known.stamps([row]).get(row.pk, "")))
    raise NotFound("")


@door
def stamp(request: HttpRequest, person_id: int, row_id: int) -> HttpResponse:
    """Answer with a consent that holds; 404 as soon as it does not."""
    person = present(person_id)
    keep_apart(let_in(request), person)
    rows = InSelection.objects.filter(pk=min(row_id, 2**63 - 1), person=person, state=InSelection.State.ACCEPTED)
    row = rows.select_related("person", "selection").first()
    if row is None:
        raise NotFound("")
    return answer(request, stamp_document(row))


def _found(request: HttpRequest, selection_id: int) -> Selection:
    reader: Person | None = let_in(request)
    found = selections.one(reader, min(selection_id, 2**63 - 1))
    if not found.owner.server.is_local:
        raise NotFound("")
    return found


urlpatterns = [
    path("ap/people/<int:person_id>/selections", all_of_person),
    path("ap/people/<int:person_id>/selected/<int:row_id>", stamp),
    path("ap/selections/<int:selection_id>", one),
    path("ap/selections/<int:selection_id>/people/<int:row_id>", item),
]
