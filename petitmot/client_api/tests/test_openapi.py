"""Our own OpenAPI document: it holds every endpoint with what each reads, and nothing that it allows is a 5xx."""

from __future__ import annotations

import os
import random
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest

from petitmot.client_api.door import TABLE
from petitmot.client_api.doors import open_all
from petitmot.client_api.tests.caller import Caller
from tests.world import World

schemathesis = pytest.importorskip("schemathesis")
open_all()
DOCUMENT = "/api/petitmot/openapi.json"
# `PETITMOT_TEST_EXAMPLES=200` asks each endpoint as often, with other questions each time.
EXAMPLES = int(os.environ.get("PETITMOT_TEST_EXAMPLES", "0"))
SETTINGS = hypothesis.settings(
    max_examples=EXAMPLES or 2, derandomize=not EXAMPLES, database=None, deadline=None,
    phases=[hypothesis.Phase.generate], suppress_health_check=list(hypothesis.HealthCheck),
)  # fmt: skip


def test_the_document_holds_every_endpoint_and_what_it_reads(db: None):
    paths = Caller().get(DOCUMENT)["paths"]
    assert {(one.method, one.path) for one in TABLE} == {
        (method.upper(), path) for path, operations in paths.items() for method in operations
    }
    post = paths["/api/v1/statuses"]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert {"status", "media_ids", "poll", "visibility", "scheduled_at", "quoted_status_id"} <= set(post)
    listed = {each["name"] for each in paths["/api/v1/accounts/{id}/statuses"]["get"]["parameters"]}
    assert {"id", "max_id", "limit", "only_media", "tagged", "exclude_reblogs"} <= listed
    mine = paths["/api/v1/accounts/update_credentials"]["patch"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"display_name", "note", "locked", "fields_attributes", "source"} <= set(mine["properties"])
    assert "security" not in paths["/api/v2/instance"]["get"]
    assert paths["/api/v1/timelines/public"]["get"]["security"] == [{"oauth": ["read:statuses"]}, {}]


def known(world: World) -> dict[str, list[str]]:
    """What is there to be named in a path: people, words, a list, a filter, a tag."""
    world.follow(world.bruno, world.ana)
    posts = [world.says(world.ana, "Bonjour #jardin"), world.says(world.bruno, "Bonsoir @ana")]
    caller = Caller(world.ana)
    made = [caller.post("/api/v1/lists", {"title": "Jardin"})["id"]]
    made.append(caller.post("/api/v2/filters", {"title": "Foot", "context[]": ["home"]})["id"])
    people = [str(person.pk) for person in (world.ana, world.bruno, world.chloe)]
    return {
        "id": [*people, *(str(post.pk) for post in posts), *made, "0", "x"],
        "name": ["jardin", "#", "é%"], "key": ["mention-1", "ungrouped-1"], "year": ["2026", "x"], "date": ["2026-01-01", "x"],
    }  # fmt: skip


def test_nothing_that_the_document_allows_is_a_server_error(world: World):
    there = known(world)
    caller, nobody = Caller(world.ana), Caller()
    schema = schemathesis.openapi.from_dict(nobody.get(DOCUMENT))
    asked: set[str] = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        ask_again_and_again(operation, there, [caller, nobody], asked)
    assert len(asked) == len({(one.method, one.path) for one in TABLE})


def ask_again_and_again(operation: Any, there: dict[str, list[str]], callers: list[Caller], asked: set[str]) -> None:
    chance = random.Random(operation.label)  # the same for each run

    @SETTINGS
    @hypothesis.given(case=operation.as_strategy(), which=st.integers(0, 99))
    def ask(case: Any, which: int) -> None:
        for name in case.path_parameters or {}:
            if which % 4:
                case.path_parameters[name] = chance.choice(there.get(name, there["id"]))
        sent = case.as_transport_kwargs(base_url="http://petitmot.test")
        body = {"data": "{}"} if sent.get("json") is None else {"data": encoded(sent["json"])}
        caller = callers[0] if which % 5 else callers[1]
        headers = {"Authorization": f"Bearer {caller.secret}"} if caller.secret else {}
        address = sent["url"].removeprefix("http://petitmot.test")
        query = flat(sent.get("params") or {})
        more = {"QUERY_STRING": query} if case.method.upper() == "GET" else body | {"content_type": "application/json"}
        answer = caller.client.generic(case.method, address, headers=headers, **more)
        asked.add(operation.label)
        assert answer.status_code < 500, (operation.label, address, query, body, answer.content[:300])

    ask()


def encoded(value: Any) -> bytes:
    import json

    return json.dumps(value).encode("utf-8", "surrogatepass")


def flat(query: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    return urlencode(query, doseq=True, errors="surrogatepass")
