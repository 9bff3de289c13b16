"""FilterResult (docs.joinmastodon.org/entities/FilterResult): what a person does not want to read.

As in Mastodon nothing is left out: what filters hold, those made on pages too, is told with the status, and the
application covers or hides it in the places its filter names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from petitmot.client_api.entities.filters import told_filter
from petitmot.kit.compiled import Compiled
from petitmot.people import filters
from petitmot.people.models import Person
from petitmot.posts.models import Post


class Filters:
    """What one viewer filters. One query; three for who has filters."""

    def __init__(self, viewer: Person | None) -> None:
        self.filters = filters.in_force(viewer) if viewer is not None else []
        self.hits: dict[int, list[dict[str, Any]]] = {}

    def look(self, ids: Iterable[int]) -> None:
        """Find what filters hold of these posts. One query, where there are filters."""
        if self.filters:
            for id_, *said in _SAID(ids=list(set(ids))):
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


_SAID = Compiled[tuple[int, str, str]](
    lambda ids: Post.objects.filter(pk__in=ids).values_list("pk", "plain", "warning"), ids=list
)
