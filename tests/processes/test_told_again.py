"""What the client API tells a token again from a copy is what it would tell anew: after every kind of write, in one process and in two.

Each step is a write by somebody, then the same questions twice: the first answer is made, the second may be a copy.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection

from petitmot.site.bridge.copies import LASTS
from tests.crash.places import asking
from tests.crash.serving import live, place_for_server

HOME, ME = "/api/v1/timelines/home", "/api/v1/accounts/verify_credentials"


class Application:
    """One account's application, on one connection that stays open."""

    def __init__(self, port: int, account: dict[str, Any]) -> None:
        self.port, self.id, self.name = port, account["id"], account["username"]
        self.headers = {"Host": f"localhost:{port}", "Authorization": f"Bearer {account['access_token']}"}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.status, self.left = 0, 0

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None)

    def twice(self, path: str) -> Any:
        """Ask twice, the second time where a copy may be; both have to say the same."""
        first, second = self.get(path), self.get(path)
        assert first == second
        return second

    def post(self, path: str, **form: str) -> Any:
        told = self._ask("POST", path, urlencode(form))
        assert self.status == 200, told
        return told

    def _ask(self, method: str, path: str, body: str | None) -> Any:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        self.connection.request(method, path, body, self.headers | kind)
        answer = self.connection.getresponse()
        told = json.loads(answer.read())
        self.status, self.left = answer.status, int(answer.headers["X-RateLimit-Remaining"])
        return told


@pytest.fixture(params=[1, 2], ids=["one process", "two processes"])
def three(request, tmp_path, django_db_setup) -> Iterator[tuple[dict[str, str], Any, list[Application]]]:
    """The server's environment, its process, and three people: two who live here and the operator, last."""
    with place_for_server(tmp_path) as (port, environment):
        environment = environment | {"PETITMOT_RATE_LIMITS": "on", "PETITMOT_LOG_LEVEL": "info"}
        command = [sys.executable, "-m", "petitmot", "seed-test-accounts", "--count", "3", "--json"]
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        accounts = json.loads(done.stdout)["accounts"]
        victim = live(port, environment, "--processes", str(request.param))
        try:
            yield environment, victim, [Application(port, each) for each in (*accounts[1:], accounts[0])]
        finally:
            victim.process.send_signal(signal.SIGTERM)
            victim.process.wait(60)


@pytest.mark.slow
def test_no_write_leaves_an_answer_as_it_was(three):
    environment, victim, (ana, bruno, operator) = three
    assert ana.twice(HOME) == []
    ana.post(f"/api/v1/accounts/{bruno.id}/follow")
    asked = f"/api/v1/accounts/relationships?id[]={bruno.id}"
    assert ana.twice(asked)[0]["following"]
    words = [bruno.post("/api/v1/statuses", status=f"le mot {number}")["id"] for number in range(2)]
    assert [each["id"] for each in ana.twice(HOME)] == words[::-1]
    assert [each["id"] for each in ana.twice(f"/api/v1/accounts/{bruno.id}/statuses")] == words[::-1]
    status = f"/api/v1/statuses/{words[0]}"
    assert not ana.twice(status)["favourited"]
    ana.post(f"{status}/favourite")
    assert ana.twice(status)["favourited"]
    assert bruno.twice(status)["favourites_count"] == 1
    ana.post("/api/v1/statuses", status=f"@{bruno.name} oui", in_reply_to_id=words[0])
    assert ana.twice(status)["replies_count"] == 1
    assert len(ana.twice(f"{status}/context")["descendants"]) == 1
    _settled(lambda: {each["type"] for each in bruno.twice("/api/v1/notifications")} >= {"mention", "favourite"})
    ana.post(f"/api/v1/accounts/{bruno.id}/note", comment="au marché")
    assert ana.twice(asked)[0]["note"] == "au marché"
    bruno._ask("PATCH", "/api/v1/accounts/update_credentials", urlencode({"display_name": "Bruno B."}))
    assert bruno.twice(ME)["display_name"] == "Bruno B."
    assert ana.twice(f"/api/v1/accounts/{bruno.id}")["display_name"] == "Bruno B."
    bruno._ask("DELETE", f"/api/v1/statuses/{words[1]}", None)
    assert ana.get(f"/api/v1/statuses/{words[1]}")["error"] == "Record not found"
    bruno.post(f"/api/v1/accounts/{ana.id}/block")
    ana.get(status)
    assert ana.status == 404
    bruno.post(f"/api/v1/accounts/{ana.id}/unblock")
    assert ana.twice(status)["id"] == words[0]
    _tokens_and_people_who_are_shut_out(environment, ana, bruno, operator)
    if connection.vendor == "sqlite":  # elsewhere nothing is kept
        time.sleep(LASTS + 0.2)
        assert any("copies" in line for line in [*victim.lines, *victim._errors]), "nothing came from a copy"


def _tokens_and_people_who_are_shut_out(environment, ana, bruno, operator) -> None:
    assert ana.twice(ME)["username"] == ana.name
    _write(environment, f"UPDATE people_person SET suspended_at = '2026-01-01 00:00:00' WHERE id = {int(ana.id)}")
    ana.get(ME)
    assert ana.status == 403
    _write(environment, f"UPDATE people_person SET suspended_at = NULL WHERE id = {int(ana.id)}")
    assert ana.twice(ME)["username"] == ana.name
    assert bruno.twice(ME)["username"] == bruno.name
    operator.post(f"/api/v1/admin/accounts/{bruno.id}/action", type="suspend")
    bruno.get(ME)
    assert bruno.status in (401, 403)
    _write(environment, f"UPDATE client_api_token SET revoked_at = '2026-01-01' WHERE person_id = {int(ana.id)}")
    ana.get(ME)
    assert ana.status == 401


def _write(environment: dict[str, str], statement: str) -> None:
    """Write as a command beside the server would."""
    with asking(environment) as ask:
        ask(statement).connection.commit()


@pytest.mark.slow
def test_what_ends_by_itself_ends_within_the_second_a_copy_lasts(three):
    _environment, _victim, (ana, bruno, _operator) = three
    ana.post(f"/api/v1/accounts/{bruno.id}/follow")
    bruno.post("/api/v1/statuses", status="un mot de travers")
    ana.post(
        "/api/v2/filters",
        title="travers",
        **{"context[]": "home", "keywords_attributes[][keyword]": "travers", "expires_in": "2"},
    )
    ends = time.monotonic() + 2
    assert ana.twice(HOME)[0]["filtered"]
    while time.monotonic() < ends + LASTS + 0.1:
        ana.get(HOME)
        time.sleep(0.1)
    assert not ana.get(HOME)[0]["filtered"]
    ana.post(f"/api/v1/accounts/{bruno.id}/mute", duration="2")
    ends = time.monotonic() + 2
    assert ana.twice(HOME) == []
    while time.monotonic() < ends + LASTS + 0.1:
        ana.get(HOME)
        time.sleep(0.1)
    assert len(ana.get(HOME)) == 1


@pytest.mark.slow
def test_calls_that_copies_answer_count_and_end_as_others_do(three):
    _environment, _victim, (ana, _bruno, _operator) = three
    left = []
    for _ in range(700):
        ana.get(ME)
        left.append(ana.left)
        if ana.status == 429:
            break
    assert ana.status == 429, "three processes let 900 pass at most, and each counts the calls it answers"
    assert min(left) == 0


def _settled(true: Any) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
