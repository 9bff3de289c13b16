"""Pages of lists: the `Link` header with `max_id`, `min_id`, `limit` (docs.joinmastodon.org/api/guidelines#pagination)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from petitmot.client_api.call import Answer, Call
from petitmot.kit import addresses

PLACES = ("max_id", "min_id", "since_id", "offset")


def page(call: Call, data: Any, *, older: int | str | None, newer: int | str | None, most: str = "max_id") -> Answer:
    """Answer with a page: `older` is the `max_id` of the next page back (None at the end), `newer` the `min_id` of what
    came since. Other values of the query are kept."""
    links = []
    if older is not None:
        links.append(f'<{address(call, **{most: older})}>; rel="next"')
    if newer is not None:
        links.append(f'<{address(call, min_id=newer)}>; rel="prev"')
    return Answer(data, headers={"Link": ", ".join(links)} if links else {})


def address(call: Call, **places: int | str) -> str:
    """Return this request's address at another place of its list."""
    kept = [(name, value) for name, value in _pairs(call.params.values) if name not in PLACES]
    return f"{addresses.origin()}{call.request.path}?{urlencode([*kept, *places.items()])}"


def _pairs(values: dict[str, Any]) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for name, value in values.items():
        if isinstance(value, list):
            pairs += [(f"{name}[]", each) for each in value if isinstance(each, str | int)]
        elif isinstance(value, str | int):
            pairs.append((name, value))
    return pairs
