"""Streams of a real server of several processes: a socket, server-sent events, and what applications do meanwhile."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from websockets.sync.client import connect

from tests.browser.serving import ROOT, environment, free_port, serve

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    data, port = tmp_path_factory.mktemp("streaming"), free_port()
    more = {
        "PETITMOT_DOMAIN": f"localhost:{port}",
        "PETITMOT_SCHEME": "http",
        "PETITMOT_SIGN_UP": "open",
        "PETITMOT_PROCESSES": "2",
    }
    command = [sys.executable, "-P", "-m", "petitmot", "seed-test-accounts", "--count", "3", "--password", "password"]
    done = subprocess.run(
        [*command, "--json"], cwd=ROOT, env=environment(data, **more), capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    with serve(data, data / "log", port, more) as server:
        yield server.address, json.loads(done.stdout)["accounts"]


class Application:
    def __init__(self, address: str, account: dict[str, Any]) -> None:
        self.address, self.id, self.token = address, account["id"], account["access_token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}

    def call(self, method: str, path: str, **form: Any) -> Any:
        answer = requests.request(method, self.address + path, data=form, headers=self.headers, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def says(self, text: str) -> str:
        return str(self.call("POST", "/api/v1/statuses", status=text)["id"])


def heard(socket: Any, name: str, id_: str = "") -> dict[str, Any]:
    """Return the next event with this name (about this id), the others apart."""
    end = time.monotonic() + 60
    while True:
        told = json.loads(socket.recv(timeout=max(0.1, end - time.monotonic())))
        if told["event"] == name and id_ in told["payload"]:
            return dict(told)


def test_what_happens_is_streamed_between_processes(seeded: tuple[str, list[dict[str, Any]]]):
    address, accounts = seeded
    ana, bruno = Application(address, accounts[1]), Application(address, accounts[2])
    ana.call("POST", f"/api/v1/accounts/{bruno.id}/follow")
    told = requests.get(f"{address}/api/v2/instance", timeout=60).json()
    there = told["configuration"]["urls"]["streaming"]
    assert there == address.replace("http://", "ws://")
    with connect(f"{there}/api/v1/streaming?stream=user", additional_headers=ana.headers, open_timeout=60) as socket:
        socket.send('{"type": "subscribe", "stream": "hashtag", "tag": "brume"}')
        socket.send('{"type": "subscribe", "stream": "nowhere"}')
        assert json.loads(socket.recv(timeout=60))["status"] == 400  # so the others have been heard
        post = bruno.says("De la #brume")
        assert {tuple(heard(socket, "update", post)["stream"]) for _stream in range(2)} == {
            ("user",),
            ("hashtag", "brume"),
        }
        bruno.call("PUT", f"/api/v1/statuses/{post}", status="De la #brume, ce matin")
        assert "ce matin" in json.loads(heard(socket, "status.update", post)["payload"])["content"]
        mine = ana.says("Bonjour")
        bruno.call("POST", f"/api/v1/statuses/{mine}/favourite")
        assert json.loads(heard(socket, "notification")["payload"])["status"]["id"] == mine
        bruno.call("DELETE", f"/api/v1/statuses/{post}")
        assert heard(socket, "delete")["payload"] == post


def test_public_words_are_server_sent_events(seeded: tuple[str, list[dict[str, Any]]]):
    address, accounts = seeded
    ana, bruno = Application(address, accounts[1]), Application(address, accounts[2])
    host = address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", "/api/v1/streaming/public/local", headers=ana.headers)
    answer = connection.getresponse()
    assert answer.status == 200
    post = bruno.says("Pour tous")
    said = [answer.readline()]
    while post.encode() not in said[-1]:  # a silent stream would end this by the connection's own patience
        said.append(answer.readline())
    assert said[-2] == b"event: update\n"
    connection.close()
