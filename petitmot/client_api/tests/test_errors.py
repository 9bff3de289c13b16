"""Every endpoint and every kind of wrong question: Mastodon's status and sentence, and never a 5xx.

Without a token, with another scope and with an application's token stands in `test_permissions`.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from petitmot.client_api import parameters
from petitmot.client_api.door import TABLE
from petitmot.client_api.doors import open_all
from petitmot.client_api.endpoints import Endpoint
from petitmot.client_api.tests import answers
from petitmot.client_api.tests.caller import Caller
from petitmot.people.models import Account
from tests.world import World

open_all()
ENDPOINTS = sorted({(one.method, one.path): one for one in TABLE}.values(), key=lambda one: (one.path, one.method))
NOWHERE = "999999999999"
HOSTILE: dict[str, Any] = {
    "a list": ["x", [["y"]], {}],
    "a record": {"x": {"y": ["z"]}, "0": None},
    "a huge number": 10**30,
    "a negative number": -(2**63),
    "a number that is none": 1e308,
    "a null byte": "a\0b",
    "half a sign": "\\ud800",
    "a long text": "é" * 20_000,
    "null": None,
    "no": False,
    "an empty text": "",
}


def named(one: Endpoint) -> str:
    return f"{one.method} {one.path}"


def address(one: Endpoint, id_: str = "1") -> str:
    return re.sub(r"\{\w+\}", id_, one.path)


def raw(caller: Caller, one: Endpoint, body: bytes, kind: str) -> Any:
    headers = {"Authorization": f"Bearer {caller.secret}"}
    return caller.client.generic(one.method, address(one), body, content_type=kind, headers=headers)


@pytest.mark.parametrize(
    ("what", "body", "kind"),
    [
        ("half a JSON", b'{"a": ', "application/json"),
        ("no UTF-8 in JSON", b'{"a": "\xff\xfe"}', "application/json"),
        ("JSON without an end", b"[" * 50_000, "application/json"),
        ("half a form", b"nothing of the kind", "multipart/form-data; boundary=x"),
        ("no UTF-8 in a form", b"a=%ff%fe&b=1", "application/x-www-form-urlencoded"),
        ("a form at odds with itself", b"a=1&a[b]=2", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_cannot_be_read_is_400_wherever_it_is_sent(world: World, what: str, body: bytes, kind: str):
    caller = Caller(world.ana)
    for one in ENDPOINTS:
        if one.method != "GET":
            answer = raw(caller, one, body, kind)
            if what == "half a form":  # what comes before the first boundary is not read: the form is empty
                assert answer.status_code < 500, named(one)
                continue
            assert answer.status_code == 400, (named(one), answer.content)
            assert answer.json()["error"] == "Bad Request", named(one)


@pytest.mark.parametrize("what", HOSTILE)
def test_no_value_breaks_an_endpoint(world: World, what: str):
    world.says(world.ana, "Bonjour")
    caller = Caller(world.ana)
    here = address_of_what_is_there(world)
    for one in ENDPOINTS:
        if one.path.endswith(("/block", "/clear")):
            continue
        said = {name.removesuffix("[]"): HOSTILE[what] for name in parameters.read_by(one.view)}
        path = here.get(one.path.split("/")[3] if one.path.count("/") > 2 else "", "1")
        if one.method == "GET":
            query = {name: value for name, value in said.items() if isinstance(value, str | int)}
            answer = caller.get(address(one, path), **query)
        else:
            answer = caller.call(one.method, address(one, path), said, json=True)
        assert caller.status < 500, (named(one), answer)
        if caller.status >= 400:
            answers.hold_error(answer, named(one))


def address_of_what_is_there(world: World) -> dict[str, str]:
    post = world.says(world.ana, "Bonsoir")
    return {"accounts": str(world.bruno.pk), "statuses": str(post.pk), "tags": "jardin", "media": "1"}


def test_an_id_of_nothing_is_404_and_says_so(world: World):
    Account.objects.filter(persons=world.esther).update(role=Account.Role.OPERATOR)
    member, keeper = Caller(world.ana), Caller(world.esther)
    seen, wrong = 0, list[Any]()
    for one in ENDPOINTS:
        if "{id}" not in one.path or one.path.startswith("/api/petitmot/"):
            continue
        caller = keeper if "/admin/" in one.path else member
        for id_ in (NOWHERE, "x", "-1", "9" * 40, "%00", "1%2F2"):
            path = address(one, id_)
            answer = caller.get(path) if one.method == "GET" else caller.call(one.method, path, {}, json=True)
            expected = {"Bad Request": 400} if id_ == "%00" else {"Record not found": 404, "Not Found": 404}
            said = answer["error"] if isinstance(answer, dict) and "error" in answer else answer
            wrong += [] if expected.get(str(said)) == caller.status else [(named(one), id_, caller.status, said)]
        seen += 1
    assert wrong == []
    assert seen > 60


@pytest.mark.parametrize("query", ["limit=-5", "limit=0", "limit=99999999999999999999", "limit=x", "max_id=-1", "min_id=x",
                                   "since_id=99999999999999999999", "limit[]=1", "max_id[a]=1", "offset=-3", "q=%00", "q=%ff"])  # fmt: skip
def test_no_place_of_a_list_breaks_it(world: World, query: str):
    world.says(world.ana, "Bonjour")
    caller = Caller(world.ana)
    for one in ENDPOINTS:
        if one.method == "GET" and "{" not in one.path:
            caller.call("get", f"{one.path}?{query}")
            assert caller.status < 500, named(one)


REGISTRATION = {"username": "claire", "email": "claire@example.com", "password": "un bon mot de passe", "agreement": True,
                "locale": "fr"}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field", "error", "description"),
    [
        ({"username": ""}, "username", "ERR_BLANK", "can't be blank"),
        (
            {"username": "claire martin"},
            "username",
            "ERR_INVALID",
            "must contain only letters, numbers and underscores",
        ),
        ({"username": "c" * 31}, "username", "ERR_TOO_LONG", "is too long (maximum is 30 characters)"),
        ({"username": "ana"}, "username", "ERR_TAKEN", "has already been taken"),
        ({"username": "admin"}, "username", "ERR_RESERVED", "is reserved"),
        ({"email": ""}, "email", "ERR_BLANK", "can't be blank"),
        ({"email": "claire"}, "email", "ERR_INVALID", "is invalid"),
        ({"email": ["a", "b"]}, "email", "ERR_BLANK", "can't be blank"),
        ({"password": ""}, "password", "ERR_BLANK", "can't be blank"),
        ({"password": "court"}, "password", "ERR_TOO_SHORT", "is too short (minimum is 8 characters)"),
        ({"agreement": False}, "agreement", "ERR_ACCEPTED", "must be accepted"),
        ({"agreement": None}, "agreement", "ERR_ACCEPTED", "must be accepted"),
    ],
)
def test_an_account_that_cannot_be_says_why_field_by_field(
    world: World, said: dict[str, Any], field: str, error: str, description: str
):
    world.ana
    caller = Caller(of_application=True)
    answer = caller.post("/api/v1/accounts", REGISTRATION | said, json=True)
    assert caller.status == 422
    assert answer["error"].startswith("Validation failed: ")
    assert {"error": error, "description": description} in answer["details"][field], answer
