"""Persons, and this server's own actor: at `/ap/people/<id>`, at their page, at `/ap/actor`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from petitmot.federation.documents.persons import instance_document, person_document, tombstone
from petitmot.federation.doors.answering import Written, answer, door, written
from petitmot.federation.doors.reader import let_in
from petitmot.federation.models import Key
from petitmot.kit import clock
from petitmot.kit.addresses import IN_A_PATH
from petitmot.kit.compiled import Compiled, Row
from petitmot.kit.refusals import Gone, NotFound
from petitmot.people import emoji, ties
from petitmot.people.models import Person

MOST_KEPT = 2_000  # documents in memory, about 4 kB each


@dataclass(frozen=True)
class _Kept:
    """A document as it was last made, the row it was made of (and those of its emoji), and since when it has been so."""

    row: Row
    said: Written
    since: datetime


_kept: dict[str, _Kept] = {}  # by uri
URI, SUSPENDED, LEFT, EMOJI = (
    [field.attname for field in Person._meta.concrete_fields].index(name)
    for name in ("uri", "suspended_at", "left_at", "emoji")
)


@door
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer with a person who lives here; 410 and a Tombstone for who has left."""
    return _told(request, _row(person_id))


@door
def named(request: HttpRequest, handle: str) -> HttpResponse:
    """Answer with the same document at the address of the page."""
    return _told(request, _row(id_of(handle)))


@door
def actor(request: HttpRequest) -> HttpResponse:
    """Answer with the server's own actor: to everybody, for its key checks the requests that ask for the others."""
    return answer(request, instance_document())


def find_person(person_id: int) -> Person:
    """Return somebody who lives here, or lived here: `left_at` says so. Refused: `not_found`."""
    return _HERE.made([_row(person_id)])[0]


def _row(person_id: int) -> Row:
    found = _HERE.rows(id=person_id) if person_id < 2**63 else []
    if not found or found[0][SUSPENDED] is not None:
        raise NotFound("")
    return found[0]


def present(person_id: int) -> Person:
    """Return somebody who lives here now. Refused: `not_found`, `gone`."""
    found = find_person(person_id)
    if found.left_at is not None:
        raise Gone("")
    return found


def id_of(handle: str) -> int:
    """Return the id of who is called so here; refused (`not_found`) for other hosts and names that nobody has."""
    name, _at, host = handle.lower().partition("@")
    if host and host != settings.PETITMOT_DOMAIN.lower():
        raise NotFound("")
    found = _NAMED(name=name)
    if not found:
        raise NotFound("")
    return found[0]


def keep_apart(reader: Person | None, author: Person) -> None:
    """Between two who block each other nothing is answered. Refused: `not_found`."""
    if reader is not None and ties.is_blocked_between(reader, author):
        raise NotFound("")


def _told(request: HttpRequest, row: Row) -> HttpResponse:
    if row[LEFT] is not None:
        found = _HERE.made([row])[0]
        assert found.left_at is not None
        return answer(request, tombstone(found.uri, found.left_at), status=410)
    for_all = not settings.PETITMOT_AUTHORISED_FETCH
    if not for_all:
        keep_apart(let_in(request), _HERE.made([row])[0])
    kept = _document_of(row)
    return answer(request, kept.said, changed=_not_changed_since(kept), for_all=for_all)


def _document_of(row: Row) -> _Kept:
    """Return the document of somebody, made again only when their row (or which key is their newest) differs.

    The row is read for every answer, so that nothing old is told, whichever process changed it; and nothing of Django's
    is made of it where the document is there: that costs more than the rest.
    """
    kept, key = _kept.get(row[URI]), (*row, *emoji.rows_of([row[EMOJI]]).values())
    if kept is None or kept.row != key:
        said = written(person_document(_HERE.made([row])[0]))
        since = clock.now() if kept is None or kept.said.etag != said.etag else kept.since
        kept = _Kept(key, said, since)
        if len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept), ""), None)
        _kept[row[URI]] = kept
    return kept


def _not_changed_since(kept: _Kept) -> datetime | None:
    """Persons have no time of their last change: it is when this process first saw what they are now.

    To the second above, and not told before that second is over, so that no change within it can be missed.
    """
    second = ceil(kept.since.timestamp())
    return datetime.fromtimestamp(second, UTC) if clock.now().timestamp() >= second + 1 else None


def _here(id: int) -> QuerySet[Person]:
    newest = Key.objects.filter(person=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    return Person.objects.filter(pk=id, server__is_local=True).annotate(newest_key=Subquery(newest))


_NAMED = Compiled[int](
    lambda name: Person.objects.filter(name=name, server__is_local=True).values_list("pk", flat=True), name=str
)
_HERE = Compiled[Person](_here, id=int)

urlpatterns = [
    path("ap/people/<int:person_id>", person),
    path("ap/actor", actor),
    re_path(rf"^{IN_A_PATH}/?$", named),
]
