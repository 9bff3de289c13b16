"""Who may call what: every endpoint about words, without a token, with too narrow a one, with an application's own."""

from __future__ import annotations

import pytest

from petitmot.client_api import doors
from petitmot.client_api.door import TABLE
from petitmot.client_api.endpoints import Endpoint
from petitmot.client_api.tests.caller import Caller
from tests.world import World

doors.open_all()
OURS = (
    *("statuses", "acknowledging", "timelines", "media", "notifications", "grouped", "strangers"),
    *("conversations", "searching", "tags", "polls", "scheduled"),
)
WORDS = [each for each in TABLE if each.view.__module__.rpartition(".")[2] in OURS]
ROWS = sorted({(each.method, each.path) for each in WORDS})
OPEN = {  # what a visitor may read, as in Mastodon
    *("/api/v1/statuses", "/api/v1/statuses/{id}", "/api/v1/statuses/{id}/context", "/api/v1/statuses/{id}/history"),
    *("/api/v1/statuses/{id}/card", "/api/v1/statuses/{id}/favourited_by", "/api/v1/statuses/{id}/reblogged_by"),
    *("/api/v1/timelines/public", "/api/v1/timelines/tag/{name}", "/api/v1/timelines/link"),
    *("/api/v1/accounts/{id}/statuses", "/api/v1/accounts/{id}/featured_tags", "/api/v1/tags/{name}"),
    *("/api/v2/search", "/api/v1/polls/{id}"),
}


def _endpoint(method: str, path: str) -> Endpoint:
    return next(each for each in TABLE if (each.method, each.path) == (method, path))


def _call(caller: Caller, method: str, path: str) -> tuple[int, object]:
    for name in ("{id}", "{name}", "{key}", "{quoting}"):
        path = path.replace(name, "1")
    body: dict[str, object] | None = None if method == "GET" else {}
    told = caller.call(method, path, body, json=True) if body is not None else caller.call(method, path)
    return caller.status, told


@pytest.mark.parametrize(("method", "path"), ROWS)
def test_each_endpoint_asks_for_what_it_needs(world: World, method: str, path: str):
    is_open = method == "GET" and path in OPEN
    assert (_endpoint(method, path).user is None) == is_open
    status, told = _call(Caller(), method, path)
    if is_open:
        assert status in (200, 400, 404)
        return
    assert (status, told) == (401, {"error": "The access token is invalid"})
    status, told = _call(Caller(world.ana, "push"), method, path)
    assert (status, told) == (403, {"error": "This action is outside the authorized scopes"})
    status, told = _call(Caller(of_application=True), method, path)
    assert (status, told) == (422, {"error": "This method requires an authenticated user"})
    status, told = _call(Caller(world.ana), method, path)
    assert status < 500


def test_reading_scopes_write_nothing(world: World):
    caller = Caller(world.ana, "read")
    for method, path in ROWS:
        if method != "GET" and not path.endswith("/translate"):
            assert _call(caller, method, path)[0] == 403, (method, path)
