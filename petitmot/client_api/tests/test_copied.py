"""Addresses whose answers may be given again (decision 33): they write nothing, and say whose call it was only where it was a good one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from petitmot.client_api import door, rates
from petitmot.client_api.tests.caller import Caller
from petitmot.kit import clock
from petitmot.people.models import Person
from tests.world import World

COPIED = sorted(found.path for found in door.TABLE if found.copied)


def noted(path: str, secret: str, method: str = "GET", **more: str) -> str:
    """Return whose call the server is told that a copy may answer."""
    headers = {"host": "petitmot.test"} | ({"authorization": f"Bearer {secret}"} if secret else {})
    request = RequestFactory().generic(method, path, headers=headers, **more)
    door.serve(request)
    return str(request.META.get(rates.COPIED, ""))


@pytest.fixture
def ana(world: World) -> Caller:
    world.follow(world.ana, world.bruno)
    return Caller(world.ana)


@pytest.mark.parametrize("path", COPIED)
def test_what_may_be_given_again_is_only_ever_read(world: World, ana: Caller, path):
    post = world.says(world.bruno)
    whole = path.replace("{id}", str(post.pk if "statuses/{id}" in path else world.bruno.pk))
    ana.get(whole)  # notes that the token was used, once an hour
    with CaptureQueriesContext(connection) as asked:
        ana.get(whole)
    assert ana.status == 200
    assert all(each["sql"].lstrip(" (\n").startswith(("SELECT", "WITH")) for each in asked.captured_queries)


def test_nothing_else_in_the_api_may_be_given_again():
    assert COPIED == [
        "/api/v1/accounts/relationships",
        "/api/v1/accounts/verify_credentials",
        "/api/v1/accounts/{id}",
        "/api/v1/accounts/{id}/statuses",
        "/api/v1/instance",
        "/api/v1/notifications",
        "/api/v1/statuses/{id}",
        "/api/v1/statuses/{id}/context",
        "/api/v1/timelines/home",
        "/api/v2/instance",
        "/api/v2/notifications",
    ]
    assert {found.method for found in door.TABLE if found.copied} == {"GET"}


def test_whose_call_it_was_is_said_of_a_good_call_alone(world: World, ana: Caller):
    post = world.says(world.bruno)
    home, status = "/api/v1/timelines/home", f"/api/v1/statuses/{post.pk}"
    who = noted(home, ana.secret)
    assert who.startswith("token ")
    assert noted(status, ana.secret) == who
    assert noted(home, "faux") == noted(home, "") == ""
    assert noted(status, "") == noted(status, "faux") == "", "for everybody, yet counted by address"
    assert noted(home, ana.secret, "HEAD") == ""
    assert noted("/api/v1/statuses/1", ana.secret) == "", "an error is no answer"
    assert noted(f"{home}?access_token={ana.secret}", "").startswith("token "), "and without a header nothing is kept"
    Person.objects.filter(pk=world.ana.pk).update(suspended_at=clock.now())
    assert noted(home, ana.secret) == ""
