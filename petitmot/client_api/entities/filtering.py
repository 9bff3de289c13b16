"""FilterResult (docs.joinmastodon.org/entities/FilterResult): what a person does not want to read.

Words kept out of Today are kept out of the home timeline; in other places a status is told whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from petitmot.client_api.entities.status_rows import Head
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Person
from petitmot.posts.models import Post
from petitmot.reading.today import holds, muted_words


class Filters:
    """What one viewer filters in one place."""

    def __init__(self, viewer: Person | None, context: str) -> None:
        self.words = muted_words(viewer) if viewer is not None and context == "home" else []

    def without_hidden(self, ids: Sequence[int], heads: Mapping[int, Head]) -> list[int]:
        """Leave out what is not to be shown at all. One query, where there is anything to look for."""
        if not self.words or not ids:
            return list(ids)
        about = {id_: heads[id_].shares or id_ for id_ in ids}
        said = {row[0]: row[1:] for row in _SAID(ids=list(set(about.values())))}
        return [id_ for id_ in ids if not holds(self.words, said.get(about[id_], ()))]

    def results(self, id_: int) -> list[dict[str, Any]]:
        return []


_SAID = Compiled[tuple[int, str, str]](
    lambda ids: Post.objects.filter(pk__in=ids).values_list("pk", "plain", "warning"), ids=list
)
