"""Filter, FilterKeyword, FilterStatus, V1::Filter (docs.joinmastodon.org/entities/Filter, V1_Filter)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.entities.moments import maybe
from petitmot.people.models import FilteredPost, FilteredWords, WordFilter


def told_filter(found: WordFilter, *, whole: bool = True) -> dict[str, Any]:
    """Tell a filter (its `words` and `posts` fetched with it); `whole=False` as it stands in a FilterResult."""
    told: dict[str, Any] = {
        "id": str(found.pk),
        "title": found.title,
        "context": list(found.places),
        "expires_at": maybe(found.until),
        "filter_action": found.action,
    }
    if whole:
        told["keywords"] = [keyword(row) for row in sorted(found.words.all(), key=lambda row: row.pk)]
        told["statuses"] = [held_post(row) for row in sorted(found.posts.all(), key=lambda row: row.pk)]
    return told


def keyword(row: FilteredWords) -> dict[str, Any]:
    return {"id": str(row.pk), "keyword": row.words, "whole_word": row.whole}


def held_post(row: FilteredPost) -> dict[str, Any]:
    return {"id": str(row.pk), "status_id": str(row.post)}


def v1_filter(found: WordFilter, row: FilteredWords) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "phrase": row.words,
        "context": list(found.places),
        "whole_word": row.whole,
        "expires_at": maybe(found.until),
        "irreversible": found.action == WordFilter.Action.HIDE,
    }
