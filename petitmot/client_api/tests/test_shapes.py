"""Every endpoint has a documented shape, and what is rarely asked has it too: all other tests hold it by the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from petitmot.client_api.tests import answers
from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.documented import DOCUMENTED, NEVER_ANSWERED, PAGES
from petitmot.client_api.tests.shapes import ACCOUNT, Either, Id, Moment, OneOf, Url, check
from petitmot.people import profiles
from petitmot.people.models import Account
from tests.client_api import streamed
from tests.world import World


@pytest.mark.parametrize(
    ("value", "shape", "said"),
    [
        ({"id": "1"}, {"id": Id, "name": str}, r"\$\.name is missing"),
        ({"id": 1}, {"id": Id}, r"\$\.id: 1"),
        ({"name": "x", "other": 2}, {"name?": str}, r"holds \{'other'\}"),
        ("maybe", OneOf("yes", "no"), "none of"),
        ({"at": "2026-11-22"}, {"at": Moment}, r"\$\.at"),
        (None, {"id": Id}, "no record"),
        (True, int, "True"),
        (None, str, "None"),
        (["a", 1], [str], r"\[1\]"),
        ([1], [], "not empty"),
        ("/people/1", Url, "/people/1"),
        ({"id": "1"}, Either({"id": int}, {"id": bool}), "nor"),
    ],
)
def test_the_check_sees_what_is_wrong(value: object, shape: object, said: str):
    with pytest.raises(AssertionError, match=said):
        check(value, shape)


def test_the_recorder_sees_an_answer_that_is_not_what_it_should_be():
    with pytest.raises(AssertionError, match="lists"):
        answers.hold("GET", "/api/v1/lists", 200, "application/json", b'[{"id": 1}]')
    with pytest.raises(AssertionError, match="oops"):
        answers.hold("GET", "/api/v1/lists", 404, "application/json", b'{"oops": "x"}')


def test_every_endpoint_has_its_shape():
    assert answers.without_shape() == []
    assert sorted(set(answers.SHAPES) - {name for name in answers.SHAPES if _is_there(name)}) == []


def _is_there(name: str) -> bool:
    method, _space, path = name.partition(" ")
    return answers.named(method, path) == name


def test_every_documented_entity_has_a_shape_that_answers_are_held_against():
    """A page of the documentation without a shape says why nothing of it is ever answered."""
    held = set(shapes_within([answers.SHAPES, streamed.PAYLOADS]))
    assert [page for page, shape in DOCUMENTED.items() if id(shape) not in held] == []
    assert not set(DOCUMENTED) & set(NEVER_ANSWERED)
    assert len(DOCUMENTED) + len(NEVER_ANSWERED) == PAGES


def shapes_within(shape: Any) -> Iterator[int]:
    """Yield the identity of a shape and of all within it."""
    left, seen = [shape], set[int]()
    while left:
        one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list | tuple):
            left += one
        elif isinstance(one, Either):
            left += one.shapes
    yield from seen


def test_people_are_told_whole_whoever_they_are(world: World):
    profiles.describe(world.ana, fields=[("Site", "https://ana.example")], bio="Bonjour")
    world.says(world.ana)
    world.follow(world.ana, world.bruno)
    caller = Caller(world.ana)
    assert caller.get("/api/v1/accounts/verify_credentials")["fields"][0]["name"] == "Site"
    check(caller.get(f"/api/v1/accounts/{world.chloe.pk}"), ACCOUNT)
    assert len(caller.get(f"/api/v1/accounts/{world.ana.pk}/following")) == 1
    between = caller.get("/api/v1/accounts/relationships", **{"id[]": [world.bruno.pk, world.chloe.pk]})
    assert [each["following"] for each in between] == [True, False]
    assert caller.post(f"/api/v1/accounts/{world.bruno.pk}/mute")["muting"]
    assert caller.get("/api/v1/mutes")[0]["mute_expires_at"] is None


def test_what_one_makes_is_told_whole(world: World):
    caller = Caller(world.ana)
    caller.post("/api/v1/lists", {"title": "Jardin"})
    caller.post("/api/v2/filters", {"title": "x", "context[]": ["home"], "keywords_attributes[][keyword]": "y"})
    assert caller.get("/api/v1/filters")[0]["phrase"] == "y"
    assert caller.post("/api/v1/markers", {"home[last_read_id]": "1"})["home"]["last_read_id"] == "1"
    caller.post("/api/v1/reports", {"account_id": world.bruno.pk, "comment": "x"})
    caller.post("/api/v1/apps", {"client_name": "x", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"})
    assert caller.status == 200


@pytest.mark.parametrize(
    "path",
    sorted(
        name.removeprefix("GET ")
        for name in answers.SHAPES
        if name.startswith("GET ") and "{" not in name and name.startswith("GET /api/v")
    ),
)
def test_each_list_and_each_thing_without_an_id_is_told_whole(world: World, path: str):
    world.follow(world.bruno, world.ana)
    world.says(world.ana, "Bonjour #jardin @bruno")
    caller = Caller(world.person("odile", "Odile", Account.Role.OPERATOR) if "/admin/" in path else world.ana)
    asked = {"acct": "bruno", "q": "bruno", "url": "https://ana.example", "id[]": str(world.bruno.pk)}
    caller.get(path, **asked)
    assert caller.status in (200, 404), path
