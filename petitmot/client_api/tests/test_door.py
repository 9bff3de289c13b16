"""The door: who may come in, what is readable, how errors are said, what is told of pages, limits and other origins."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from petitmot.client_api import door, params, rates, repeating, scopes, tokens
from petitmot.client_api.errors import ApiError, Unreadable
from petitmot.client_api.models import Token
from petitmot.client_api.tests.caller import Caller
from petitmot.people.models import Account
from tests.world import World

ME = "/api/v1/accounts/verify_credentials"
INVALID = {"error": "The access token is invalid"}


def test_without_a_token_nothing_of_ones_own_is_told(world: World):
    caller = Caller()
    assert (caller.get(ME), caller.status) == (INVALID, 401)
    caller.secret = "inventé"
    assert (caller.get(ME), caller.status) == (INVALID, 401)


def test_a_revoked_token_says_so_at_once(world: World):
    caller = Caller(world.ana)
    assert caller.get(ME)["username"] == "ana"
    tokens.revoke(Token.objects.get())
    assert (caller.get(ME), caller.status) == ({"error": "The access token was revoked"}, 401)


def test_a_token_opens_no_more_than_its_scopes(world: World):
    caller = Caller(world.ana, "write read:statuses")
    assert caller.get(ME) == {"error": "This action is outside the authorized scopes"}
    assert caller.status == 403
    assert Caller(world.ana, "read:accounts").get(ME)["acct"] == "ana"
    assert Caller(world.ana, "profile").get(ME)["acct"] == "ana"


def test_an_application_s_own_token_is_nobody(world: World):
    caller = Caller(of_application=True)
    assert caller.get(ME) == {"error": "This method requires an authenticated user"}
    assert caller.status == 422
    assert caller.get("/api/v1/apps/verify_credentials")["name"] == "Essai"


def test_somebody_suspended_is_let_in_no_more(world: World):
    caller = Caller(world.ana)
    Account.objects.update(suspended_at="2026-01-01T00:00Z")
    assert (caller.get(ME), caller.status) == ({"error": "Your login is currently disabled"}, 403)


def test_an_unconfirmed_account_waits_where_limits_are_on(world: World, settings: object):
    settings.PETITMOT_RATE_LIMITS = True  # type: ignore[attr-defined]
    caller = Caller(world.ana)
    assert caller.get(ME)["error"] == "Your login is missing a confirmed e-mail address"
    assert caller.status == 403


def test_what_is_not_there_is_said_in_json(world: World):
    caller = Caller(world.ana)
    assert (caller.get("/api/v1/nothing"), caller.status) == ({"error": "Not Found"}, 404)
    assert (caller.post(ME), caller.status) == ({"error": "Method Not Allowed"}, 405)
    assert caller.headers["Allow"] == "GET, OPTIONS"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b'"\xff"', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"a=1&a[b]=2", "application/x-www-form-urlencoded"),
        (b"a=%ff%fe", "application/x-www-form-urlencoded"),
        (b"a=%00", "application/x-www-form-urlencoded"),
        (b"nothing of the kind", "multipart/form-data; boundary=x"),
        (b"nothing of the kind", "multipart/form-data"),
        (b"&".join(b"a=1" for _ in range(1200)), "application/x-www-form-urlencoded"),
    ],
)
def test_a_broken_body_is_400_and_never_500(world: World, body: bytes, kind: str):
    caller = Caller()
    for method in ("post", "put", "patch"):
        caller.call(method, "/api/v1/apps" if method == "post" else "/api/v1/apps/x", body, content_type=kind)
        assert caller.status in ((400, 422) if method == "post" else (404,)), (method, caller.body)
        assert caller.headers["Content-Type"].startswith("application/json")


def test_values_are_read_the_rails_way():
    read = params.nest(
        [("id[]", "1"), ("id[]", "2"), ("poll[options][]", "a"), ("poll[options][]", "b"), ("poll[multiple]", "true")]
        + [
            ("f[0][name]", "x"),
            ("f[0][value]", "y"),
            ("f[1][name]", "z"),
            ("k[][w]", "1"),
            ("k[][v]", "2"),
            ("k[][w]", "3"),
        ]
    )
    found = params.Params(read)
    assert found.ids("id") == [1, 2]
    assert found.record("poll").texts("options") == ["a", "b"]
    assert found.record("poll").flag("multiple") is True
    assert [each.text("name") for each in found.records("f")] == ["x", "z"]
    assert [each.values for each in found.records("k")] == [{"w": "1", "v": "2"}, {"w": "3"}]
    assert params.Params(params.nest([("id[][]", "1"), ("id[][]", "2")])).ids("id") == [1, 2]  # as Mastodon.py sends it


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("1", True),
        ("true", True),
        ("on", True),
        ("0", False),
        ("f", False),
        ("False", False),
        ("off", False),
        ("", None),
    ],
)
def test_yes_and_no_are_read_as_rails_reads_them(said: str, read: bool | None):
    assert params.Params({"x": said}).flag("x") is read


def test_names_that_contradict_each_other_are_unreadable():
    with pytest.raises(Unreadable):
        params.nest([("a", "1"), ("a[b]", "2")])
    with pytest.raises(Unreadable):
        params.nest([("a[]", "1"), ("a[b]", "2")])
    with pytest.raises(Unreadable):
        params.nest([("a" + "[b]" * 40, "1")])


def test_forms_json_and_multipart_say_the_same(world: World):
    said = {"client_name": "Tusky", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write"}
    caller = Caller()
    kinds = [
        caller.post("/api/v1/apps", said),
        caller.post("/api/v1/apps", said | {"file": SimpleUploadedFile("x.txt", b"x")}),
        caller.call("post", "/api/v1/apps", said, json=True),
        caller.call(
            "post", "/api/v1/apps?client_name=Tusky&redirect_uris[]=urn:ietf:wg:oauth:2.0:oob&scopes=read+write"
        ),
    ]
    assert {(made["name"], made["redirect_uri"], tuple(made["scopes"])) for made in kinds} == {
        ("Tusky", "urn:ietf:wg:oauth:2.0:oob", ("read", "write"))
    }


def test_any_page_may_ask(world: World):
    caller = Caller()
    caller.call("options", ME, headers={"Origin": "https://elk.zone", "Access-Control-Request-Method": "GET"})
    assert caller.status == 204
    assert "PATCH" in caller.headers["Access-Control-Allow-Methods"]
    assert "Idempotency-Key" in caller.headers["Access-Control-Allow-Headers"]
    caller.get(ME)
    assert caller.headers["Access-Control-Allow-Origin"] == "*"
    assert "Link" in caller.headers["Access-Control-Expose-Headers"]


def test_what_is_left_to_ask_is_told_and_ends(world: World, settings: object, monkeypatch: pytest.MonkeyPatch):
    settings.PETITMOT_RATE_LIMITS = True  # type: ignore[attr-defined]
    monkeypatch.setattr(rates, "CALLS", 3)
    rates._counts.clear()
    caller = Caller()
    seen = [
        (caller.get("/api/v1/nothing/at/all"), caller.get(ME), caller.headers["X-RateLimit-Remaining"], caller.status)[
            2:
        ]
        for _ in range(4)
    ]
    assert seen == [("2", 401), ("1", 401), ("0", 401), ("0", 429)]
    assert caller.headers["X-RateLimit-Limit"] == "3"


def test_a_call_costs_one_query_for_its_token(world: World, django_assert_num_queries: object):
    caller = Caller(world.ana)
    caller.get("/api/v1/apps/verify_credentials")
    with django_assert_num_queries(1):
        caller.get("/api/v1/apps/verify_credentials")


def test_what_is_sent_twice_under_one_key_is_done_once(db: None):
    done: list[int] = []

    def work() -> tuple[int, bytes]:
        done.append(1)
        return 200, b"{}"

    assert repeating.once("a", work) == repeating.once("a", work) == (200, b"{}")
    assert len(done) == 1


def test_what_failed_under_a_key_may_be_tried_again(db: None):
    def fails() -> tuple[int, bytes]:
        raise ApiError(422, "no")

    with pytest.raises(ApiError):
        repeating.once("a", fails)
    assert repeating.once("a", lambda: (200, b"{}")) == (200, b"{}")


@pytest.mark.parametrize(
    ("granted", "wanted", "may"),
    [
        ("read", "read:statuses", True),
        ("read:statuses", "read:accounts", False),
        ("read:statuses", "read", False),
        ("write", "read:statuses", False),
        ("follow", "write:follows", True),
        ("follow", "read:blocks", True),
        ("follow", "write:statuses", False),
        ("admin:read", "admin:read:accounts", True),
        ("read", "admin:read:accounts", False),
        ("write", "write:words", True),
    ],
)
def test_a_scope_holds_what_is_below_it(granted: str, wanted: str, may: bool):
    assert scopes.allows(frozenset(granted.split()), (wanted,)) is may


def test_every_endpoint_says_which_scope_it_wants():
    known = {*scopes.ALL}
    for one in door.TABLE:
        assert set(one.scopes) <= known, one.path
        assert one.scopes or one.unconfirmed or one.user is not True, f"{one.method} {one.path} is open to every token"


def test_a_question_may_carry_json(world: World):
    caller = Caller(world.ana)
    headers = {"Authorization": f"Bearer {caller.secret}"}
    body = f'{{"id": ["{world.bruno.pk}"]}}'
    answer = caller.client.generic(
        "GET", "/api/v1/accounts/relationships", body, content_type="application/json", headers=headers
    )
    assert [each["id"] for each in answer.json()] == [str(world.bruno.pk)]
    broken = caller.client.generic(
        "GET", "/api/v1/accounts/relationships", "{", content_type="application/json", headers=headers
    )
    assert broken.status_code == 400
