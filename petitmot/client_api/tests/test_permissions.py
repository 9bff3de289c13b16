"""Every endpoint, and who may not: without a token, with another scope, with an application's token, as somebody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from petitmot.client_api import contents, scopes
from petitmot.client_api.door import TABLE
from petitmot.client_api.doors import open_all
from petitmot.client_api.endpoints import Endpoint
from petitmot.client_api.tests.caller import Caller
from petitmot.people import circles, filters
from petitmot.people.models import Account
from tests.world import World

open_all()
ENDPOINTS = sorted({(one.method, one.path): one for one in TABLE}.values(), key=lambda one: (one.path, one.method))
OPEN = {
    "POST /api/v1/apps", "POST /oauth/token", "POST /oauth/revoke", "GET /.well-known/oauth-authorization-server",
    "GET /health",
}  # fmt: skip


def named(one: Endpoint) -> str:
    return f"{one.method} {one.path}"


def address(one: Endpoint) -> str:
    return re.sub(r"\{\w+\}", "1", one.path)


def other_scopes(one: Endpoint) -> str:
    return " ".join(scope for scope in scopes.ALL if not scopes.allows(frozenset([scope]), one.scopes))


def ask(caller: Caller, one: Endpoint) -> object:
    if one.method == "GET":
        return caller.get(address(one))
    return caller.call(one.method, address(one), {}, json=True)


def test_nothing_is_open_to_more_than_it_should(world: World):
    none = Caller()
    wanting = [one for one in ENDPOINTS if one.user is not None]
    assert len(wanting) > 60
    for one in wanting:
        assert ask(none, one) == {"error": "The access token is invalid"}, named(one)
        assert none.status == 401, named(one)


def test_every_endpoint_wants_its_own_scope(world: World):
    world.ana
    for one in ENDPOINTS:
        if one.scopes:
            caller = Caller(world.ana, other_scopes(one))
            assert ask(caller, one) == {"error": "This action is outside the authorized scopes"}, named(one)
            assert caller.status == 403, named(one)


def test_an_application_s_token_is_nobody_where_somebody_is_wanted(world: World):
    caller = Caller(of_application=True)
    for one in ENDPOINTS:
        if one.user is True:
            assert ask(caller, one) == {"error": "This method requires an authenticated user"}, named(one)
            assert caller.status == 422, named(one)


def test_no_endpoint_breaks_where_nothing_is_there_or_nothing_is_said(world: World):
    for caller in (Caller(world.ana), Caller(world.esther), Caller(), Caller(of_application=True)):
        for one in ENDPOINTS:
            answer = ask(caller, one)
            assert caller.status < 500, (named(one), answer)
            if caller.status >= 400 and isinstance(answer, dict):
                assert isinstance(answer["error"], str), named(one)


def test_writing_is_never_open_to_nobody():
    open_ = [one for one in ENDPOINTS if one.user is None and one.method != "GET" and not one.scopes]
    assert {named(one) for one in open_} <= OPEN | {"POST /api/v1/accounts/{id}/email_subscriptions"}


@pytest.mark.parametrize("what", ["list", "filter", "words"])
def test_what_is_somebody_else_s_is_not_there(world: World, what: str):
    circle = circles.form(world.ana, "Jardin")
    filter_ = filters.make(world.ana, "Foot", ["home"])
    words = filters.add_words(world.ana, filter_.pk, "ballon")
    path = {
        "list": f"/api/v1/lists/{circle.pk}",
        "filter": f"/api/v2/filters/{filter_.pk}",
        "words": f"/api/v2/filters/keywords/{words.pk}",
    }[what]
    for person in (world.bruno, world.esther):  # a moderator is somebody else, too
        caller = Caller(person)
        for answer in (caller.get(path), caller.put(path, {"title": "x", "keyword": "x"}), caller.delete(path)):
            assert (answer, caller.status) == ({"error": "Record not found"}, 404)
    assert Caller(world.ana).get(path)


def test_a_moderator_needs_the_scope_and_a_scope_needs_a_moderator(world: World):
    assert Account.objects.filter(role=Account.Role.MODERATOR).count() == 0
    assert scopes.allows(frozenset(["admin:read"]), ("admin:read:accounts",))
    assert not scopes.allows(frozenset(["read", "write"]), ("admin:read:accounts",))


def test_the_table_of_the_documentation_is_the_one_of_the_code():
    page = (Path(__file__).parents[3] / "docs" / "client-api.md").read_text("utf-8")
    assert contents.written(page) == page, "run bin/client-api"
