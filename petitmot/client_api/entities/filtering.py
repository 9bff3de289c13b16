"""FilterResult (docs.joinmastodon.org/entities/FilterResult): what a person does not want to read.

Words kept out of Today are kept out of the home timeline. What an application's filters hold is told with the status, as
in Mastodon: the application covers or hides it in the places its filter names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from petitmot.client_api.entities.filters import told_filter
from petitmot.client_api.entities.status_rows import Head
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.text import fold
from petitmot.people import filters
from petitmot.people.models import MutedWords, Person, WordFilter
from petitmot.posts.models import Post
from petitmot.reading.today import holds

MUTED, FILTER = "muted", "filter"


class Filters:
    """What one viewer filters. One query; three more for who has filters."""

    def __init__(self, viewer: Person | None, context: str) -> None:
        found = _KEPT_OUT(viewer=viewer.pk, now=clock.now()) if viewer is not None else []
        self.words = [fold(words) for kind, words in found if kind == MUTED] if context == "home" else []
        has_filters = viewer is not None and any(kind == FILTER for kind, _words in found)
        self.filters = filters.in_force(viewer) if has_filters and viewer is not None else []
        self.hits: dict[int, list[dict[str, Any]]] = {}

    def without_hidden(self, ids: Sequence[int], heads: Mapping[int, Head]) -> list[int]:
        """Leave out what is not to be shown at all. One query, where there is anything to look for."""
        if not self.words or not ids:
            return list(ids)
        about = {id_: heads[id_].shares or id_ for id_ in ids}
        said = _said(about.values())
        return [id_ for id_ in ids if not holds(self.words, said.get(about[id_], ()))]

    def look(self, ids: Iterable[int]) -> None:
        """Find what filters hold of these posts. One query, where there are filters."""
        if self.filters:
            for id_, said in _said(ids).items():
                hits = filters.hits(self.filters, id_, "\n".join(said))
                self.hits[id_] = [_result(hit, id_) for hit in hits]

    def results(self, id_: int) -> list[dict[str, Any]]:
        return self.hits.get(id_, [])


def _result(hit: filters.Hit, id_: int) -> dict[str, Any]:
    return {
        "filter": told_filter(hit.filter, whole=False),
        "keyword_matches": list(hit.words) or None,
        "status_matches": [str(id_)] if hit.by_post else None,
    }


def _said(ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    return {row[0]: row[1:] for row in _SAID(ids=list(set(ids)))}


def _kept_out(viewer: int, now: datetime) -> QuerySet[Any, Any]:
    in_force = Q(until=None) | Q(until__gt=now)
    muted = MutedWords.objects.filter(in_force, person_id=viewer).annotate(kind=Value(MUTED, output_field=CharField()))
    made = WordFilter.objects.filter(in_force, owner_id=viewer).annotate(kind=Value(FILTER, output_field=CharField()))
    return muted.values_list("kind", "words").union(made.values_list("kind", "title"), all=True)


_KEPT_OUT = Compiled[tuple[str, str]](_kept_out, viewer=int, now=datetime)
_SAID = Compiled[tuple[int, str, str]](
    lambda ids: Post.objects.filter(pk__in=ids).values_list("pk", "plain", "warning"), ids=list
)
