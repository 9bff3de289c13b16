"""Poll (docs.joinmastodon.org/entities/Poll): its id is that of the post that asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from petitmot.client_api.entities.moments import maybe
from petitmot.people.models import Person
from petitmot.posts import gathering
from petitmot.posts import poll_results as domain

Emojis = Mapping[int, list[dict[str, Any]]]


def polls(viewer: Person | None, asking: Mapping[int, int], emojis: Emojis) -> dict[int, dict[str, Any]]:
    """Tell polls to a viewer; `asking` are the authors (ids) of posts with a poll, by post, `emojis` those of the posts. No query where there is none."""
    if not asking:
        return {}
    people = gathering.people_by_id(set(asking.values()))
    shown = domain.shown(viewer, {post: people[author] for post, author in asking.items() if author in people})
    return {post: _poll(each, viewer) | {"emojis": emojis.get(post, [])} for post, each in shown.items()}


def _poll(shown: domain.Shown, viewer: Person | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": str(shown.post_id),
        "expires_at": maybe(shown.ends_at),
        "expired": shown.over,
        "multiple": shown.several,
        "votes_count": sum(answer.votes or 0 for answer in shown.answers),
        "voters_count": shown.voters,
        "options": [{"title": answer.words, "votes_count": answer.votes} for answer in shown.answers],
    }
    if viewer is not None:
        told["voted"] = shown.voted or shown.own
        told["own_votes"] = [place for place, answer in enumerate(shown.answers) if answer.chosen]
    return told
