"""Signing in for applications: every way in, and every way that is shut."""

from __future__ import annotations

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from petitmot.client_api.models import Application, Grant, Token
from petitmot.client_api.oauth import applications
from petitmot.client_api.tests.caller import Caller
from petitmot.kit import clock
from petitmot.people.models import SecurityEvent
from tests.world import PASSWORD, World

OOB = applications.OUT_OF_BAND
ELK = "https://elk.zone/api/petitmot.test/oauth/https%3A%2F%2Felk.zone"
VERIFIER = "un-secret-que-seule-l-application-connait-assez-long"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Elk:
    """An application with two redirect addresses and one of its own scheme."""

    def __init__(self, scopes: str = "read write follow push", addresses: tuple[str, ...] = (ELK, OOB, "elk://back")):
        self.row, self.secret = applications.register("Elk", list(addresses), scopes, "https://elk.zone")

    def asks(self, **said: str) -> dict[str, str]:
        return {
            "client_id": self.row.client_id,
            "redirect_uri": ELK,
            "response_type": "code",
            "scope": "read write",
        } | said

    def page(self, client: Client, **said: str) -> Any:
        return client.get(f"/oauth/authorize?{urlencode(self.asks(**said))}")

    def answer(self, client: Client, answer: str = "yes", **said: str) -> Any:
        return client.post("/oauth/authorize", self.asks(**said) | {"answer": answer})

    def code(self, client: Client, **said: str) -> str:
        return str(parse_qs(urlsplit(self.answer(client, **said)["Location"]).query)["code"][0])

    def token(self, code: str, **said: str) -> tuple[int, Any]:
        caller = Caller()
        values = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.row.client_id,
            "client_secret": self.secret,
            "redirect_uri": ELK,
        } | said
        got = caller.post("/oauth/token", values)
        return caller.status, got


def test_somebody_lets_an_application_in(world: World):
    elk, client = Elk(), world.client(world.ana)
    page = elk.page(client, state="x y&z")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Elk" in text and "Écrire en votre nom" in text
    policy = page["Content-Security-Policy"]
    assert "form-action 'self' https://elk.zone" in policy
    assert page["Cross-Origin-Opener-Policy"] == "unsafe-none"
    back = elk.answer(client, state="x y&z")
    assert back.status_code == 302 and back["Location"].startswith(ELK + "?code=")
    query = parse_qs(urlsplit(back["Location"]).query)
    assert query["state"] == ["x y&z"]
    status, token = elk.token(query["code"][0])
    assert status == 200
    assert (token["token_type"], token["scope"]) == ("Bearer", "read write")
    assert isinstance(token["created_at"], int)
    caller = Caller()
    caller.secret = token["access_token"]
    assert caller.get("/api/v1/accounts/verify_credentials")["username"] == "ana"
    assert not Token.objects.filter(digest=token["access_token"]).exists()  # only its hash is kept
    assert SecurityEvent.objects.filter(kind="application_allowed").exists()


def test_the_door_is_shown_first_and_leads_back(world: World):
    elk, client = Elk(), world.client()
    world.ana
    there = elk.page(client)
    assert there.status_code == 302 and there["Location"].startswith("/entrer/?next=/oauth/authorize")
    into = client.post(there["Location"], {"login": "ana@example.com", "password": PASSWORD})
    assert into.status_code == 302 and into["Location"].startswith("/oauth/authorize?client_id=")
    assert client.get(into["Location"]).status_code == 200


def test_a_code_without_an_address_is_shown_on_a_page(world: World):
    elk, client = Elk(), world.client(world.ana)
    there = elk.answer(client, redirect_uri=OOB)
    assert there["Location"].startswith("/oauth/authorize/native?code=")
    code = parse_qs(urlsplit(there["Location"]).query)["code"][0]
    assert code in client.get(there["Location"]).content.decode()
    assert elk.token(code, redirect_uri=OOB)[0] == 200


def test_an_application_may_have_a_scheme_of_its_own(world: World):
    elk, client = Elk(), world.client(world.ana)
    assert "form-action 'self' elk:" in elk.page(client, redirect_uri="elk://back")["Content-Security-Policy"]
    assert elk.answer(client, redirect_uri="elk://back")["Location"].startswith("elk://back?code=")


def test_who_says_no_sends_the_application_away(world: World):
    back = Elk().answer(world.client(world.ana), "no", state="s")
    query = parse_qs(urlsplit(back["Location"]).query)
    assert (query["error"], query["state"]) == (["access_denied"], ["s"])
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"client_id": "inconnu"}, {"redirect_uri": "https://evil.example"}, {"redirect_uri": ""}],
)
def test_nobody_is_sent_to_an_address_that_is_not_the_application_s(world: World, wrong: dict[str, str]):
    client = world.client(world.ana)
    for answer in (Elk().page(client, **wrong), Elk().answer(client, **wrong)):
        assert answer.status_code == 400
        assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": ""}, "invalid_request"),
        ({"scope": "read admin:read"}, "invalid_scope"),
        ({"scope": "tout"}, "invalid_scope"),
        ({"code_challenge": CHALLENGE}, "invalid_code_challenge_method"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "plain"}, "invalid_code_challenge_method"),
        ({"code_challenge": "court", "code_challenge_method": "S256"}, "invalid_request"),
    ],
)
def test_what_is_asked_wrongly_is_told_to_the_application(world: World, wrong: dict[str, str], error: str):
    client = world.client(world.ana)
    for answer in (Elk().page(client, **wrong), Elk().answer(client, **wrong)):
        assert f"error={error}" in answer["Location"]
    assert not Grant.objects.exists()


def test_the_code_is_good_once(world: World):
    elk = Elk()
    code = elk.code(world.client(world.ana))
    assert elk.token(code)[0] == 200
    assert elk.token(code) == (400, {"error": "invalid_grant", "error_description": GRANT})


GRANT = (
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the "
    "authorization request, or was issued to another client."
)


def test_the_code_is_good_for_ten_minutes(world: World):
    elk = Elk()
    code = elk.code(world.client(world.ana))
    Grant.objects.update(ends_at=clock.now())
    assert elk.token(code)[1]["error"] == "invalid_grant"


def test_the_code_is_good_for_its_application_and_address_alone(world: World):
    elk, other = Elk(), Elk()
    code = elk.code(world.client(world.ana))
    assert other.token(code)[1]["error"] == "invalid_grant"
    assert elk.token(code, redirect_uri=OOB)[1]["error"] == "invalid_grant"
    assert elk.token(code, client_secret="faux") == (401, elk.token(code, client_id="faux")[1])
    assert elk.token(code)[0] == 200


def test_who_proves_with_pkce_has_to_know_the_verifier(world: World):
    elk, client = Elk(), world.client(world.ana)
    code = elk.code(client, code_challenge=CHALLENGE, code_challenge_method="S256")
    assert elk.token(code)[1]["error"] == "invalid_grant"
    assert elk.token(code, code_verifier="un autre")[1]["error"] == "invalid_grant"
    assert elk.token(code, code_verifier=VERIFIER)[0] == 200


def test_an_application_comes_in_for_itself(world: World):
    elk = Elk()
    status, token = elk.token("", grant_type="client_credentials", scope="read")
    assert (status, token["scope"]) == (200, "read")
    assert Token.objects.get().account is None
    assert elk.token("", grant_type="client_credentials", scope="admin:read")[1]["error"] == "invalid_scope"
    assert elk.token("", grant_type="password")[1]["error"] == "unsupported_grant_type"
    assert elk.token("", grant_type="")[1]["error"] == "invalid_request"


def test_an_application_may_prove_itself_in_the_header(world: World):
    elk = Elk()
    proof = base64.b64encode(f"{elk.row.client_id}:{elk.secret}".encode()).decode()
    caller = Caller()
    said = {"grant_type": "client_credentials"}
    got = caller.call("post", "/oauth/token", said, json=True, headers={"Authorization": f"Basic {proof}"})
    assert got["scope"] == "read"
    caller.call("post", "/oauth/token", said, json=True, headers={"Authorization": "Basic ???"})
    assert caller.status == 401


def test_a_token_ends_when_its_application_says_so(world: World):
    elk, other = Elk(), Elk()
    token = elk.token(elk.code(world.client(world.ana)))[1]["access_token"]
    caller = Caller()
    proof = {"client_id": elk.row.client_id, "client_secret": elk.secret}
    foreign = {"client_id": other.row.client_id, "client_secret": other.secret}
    assert caller.post("/oauth/revoke", foreign | {"token": token})["error"] == "unauthorized_client"
    assert caller.status == 403
    assert caller.post("/oauth/revoke", proof | {"token": "inconnu"}) == {}
    assert caller.post("/oauth/revoke", proof | {"token": token}) == {}
    caller.secret = token
    caller.get("/api/v1/accounts/verify_credentials")
    assert caller.status == 401


def test_who_wants_another_account_is_signed_out_first(world: World):
    elk, client = Elk(), world.client(world.ana)
    there = elk.page(client, force_login="true")
    assert there["Location"].startswith("/entrer/?next=") and "force_login" not in there["Location"]
    assert elk.page(client).status_code == 302


def test_the_page_speaks_the_language_it_is_asked_in(world: World):
    elk, client = Elk(), world.client(world.ana)
    assert "Laisser entrer" in elk.page(client).content.decode()
    assert "Let Elk in" in elk.page(client, lang="en").content.decode()


def test_a_page_of_another_site_cannot_say_yes(world: World):
    client = Client(headers={"host": "petitmot.test"}, enforce_csrf_checks=True)
    client.cookies = world.client(world.ana).cookies
    assert Elk().answer(client).status_code == 403
    assert not Grant.objects.exists()


def test_the_settings_show_who_may_and_take_it_back(world: World):
    elk, client = Elk(), world.client(world.ana)
    token = elk.token(elk.code(client))[1]["access_token"]
    assert "Elk" in client.get("/reglages/applications/").content.decode()
    row = Application.objects.get()
    world.client(world.bruno).post(f"/reglages/applications/{row.pk}/retirer/")
    caller = Caller()
    caller.secret = token
    caller.get("/api/v1/accounts/verify_credentials")
    assert caller.status == 200
    client.post(f"/reglages/applications/{row.pk}/retirer/")
    assert caller.get("/api/v1/accounts/verify_credentials") == {"error": "The access token was revoked"}
    assert "Elk" not in client.get("/reglages/applications/").content.decode()


def test_userinfo_says_who_it_is_to_who_may_know(world: World):
    assert Caller(world.ana, "profile").get("/oauth/userinfo")["preferred_username"] == "ana"
    caller = Caller(world.ana, "read")
    caller.get("/oauth/userinfo")
    assert caller.status == 403


def test_the_server_says_how_it_is_asked(db: None):
    said = Caller().get("/.well-known/oauth-authorization-server")
    assert said["token_endpoint"] == "http://petitmot.test/oauth/token"
    assert said["code_challenge_methods_supported"] == ["S256"]


@pytest.mark.parametrize(
    "addresses",
    [
        [],
        ["javascript:alert(1)"],
        ["/relative"],
        ["https://elk.zone/#x"],
        ["https:///x"],
        ["data:text/html,x"],
        ["http://[x"],
    ],
)
def test_an_address_that_could_do_harm_is_refused(db: None, addresses: list[str]):
    caller = Caller()
    caller.call("post", "/api/v1/apps", {"client_name": "X", "redirect_uris": addresses}, json=True)
    assert caller.status in (400, 422)


@pytest.mark.parametrize(
    "said", [{"client_name": ""}, {"client_name": "x" * 61}, {"scopes": "tout"}, {"website": "javascript:x"}]
)
def test_an_application_says_who_it_is(db: None, said: dict[str, str]):
    caller = Caller()
    assert (
        "Validation failed" in caller.post("/api/v1/apps", {"client_name": "X", "redirect_uris": OOB} | said)["error"]
    )
    assert caller.status == 422


def test_the_page_is_found_with_a_slash_at_its_end_too(world: World):
    world.ana
    asked = Client(headers={"host": "petitmot.test"}).get("/oauth/authorize/?client_id=x&response_type=code")
    without = Client(headers={"host": "petitmot.test"}).get("/oauth/authorize?client_id=x&response_type=code")
    assert (asked.status_code, asked.content) == (without.status_code, without.content)
    assert asked.status_code in (400, 401)
