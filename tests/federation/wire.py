"""A wire between houses: it hands requests to the other's Django, and loses, doubles and delays what it is told to."""

from __future__ import annotations

import http.client
import io
import random
from collections.abc import Iterable, Mapping
from typing import Any

from petitmot.kit.reaching import Way
from tests.federation.houses import House


class Wire:
    """The world of a test. Chances are between 0 and 1 and concern what is posted; what is fetched always comes."""

    def __init__(self, houses: Iterable[House], seed: int = 7) -> None:
        self.houses = {house.domain: house for house in houses}
        self.chance = random.Random(seed)
        self.lost = 0.0  # it never arrives; the sender is told that nobody answers
        self.swallowed = 0.0  # it never arrives; the sender is told that it did
        self.answer_lost = 0.0  # it arrives; the sender is told that nobody answers
        self.doubled = 0.0  # it arrives twice
        self.late = 0.0  # it arrives after what was sent later
        self.posted: list[tuple[str, str, int]] = []  # (host, path, status) of all that arrived
        self.fetched: list[tuple[str, str]] = []  # (host, path)
        self._drawer: list[tuple[House, str, dict[str, str], bytes]] = []

    def way(self) -> Way:
        return Way(connect=lambda scheme, host, port, _end: _Connection(self, scheme, host, port))  # type: ignore[return-value]

    def hand_over_late(self) -> int:
        """What was kept back arrives now, in any order; return how much."""
        drawer, self._drawer = self._drawer, []
        self.chance.shuffle(drawer)
        for house, path, headers, body in drawer:
            self._hand_over(house, path, headers, body)
        return len(drawer)

    def ask(self, host: str, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Any:
        """Return Django's answer. Raises OSError where nobody answers."""
        house = self.houses.get(host)
        if house is None or not house.up:
            raise ConnectionRefusedError(f"{host} is down")
        if method == "GET":
            self.fetched.append((host, path))
            with house:
                return house.client().get(path, headers=_plain(headers))
        if self._happens(self.lost):
            raise TimeoutError("lost")
        if self._happens(self.swallowed):
            return None
        if self._happens(self.late):
            self._drawer.append((house, path, dict(headers), body))
            return None
        for _time in range(2 if self._happens(self.doubled) else 1):
            answer = self._hand_over(house, path, headers, body)
        if self._happens(self.answer_lost):
            raise TimeoutError("the answer was lost")
        return answer

    def _happens(self, chance: float) -> bool:
        return bool(chance) and self.chance.random() < chance

    def _hand_over(self, house: House, path: str, headers: Mapping[str, str], body: bytes) -> Any:
        plain = _plain(headers)
        kind = plain.pop("content-type", "application/activity+json")
        plain.pop("content-length", None)
        with house:
            answer = house.client().post(path, data=body, content_type=kind, headers=plain)
        self.posted.append((house.domain, path, answer.status_code))
        return answer


class _Connection:
    """Looks like a connection of `kit.reaching`, and is a call."""

    def __init__(self, wire: Wire, scheme: str, host: str, port: int) -> None:
        usual = {"http": 80, "https": 443}[scheme]
        self.wire, self.host = wire, host if port == usual else f"{host}:{port}"
        self.answer: bytes = b""

    def renew(self, end: float) -> None:
        pass

    def request(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] = {}) -> None:
        answer = self.wire.ask(self.host, method, path, headers, body)
        self.answer = _bytes_of(answer) if answer is not None else b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"

    def getresponse(self) -> http.client.HTTPResponse:
        response = http.client.HTTPResponse(_Socket(self.answer))
        response.begin()
        return response

    def close(self) -> None:
        pass


class _Socket:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def makefile(self, *_arguments: object) -> io.BytesIO:
        return io.BytesIO(self.raw)


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _bytes_of(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = [f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}"]
    head += [f"{name}: {value}" for name, value in answer.items() if name.lower() != "content-length"]
    return "\r\n".join([*head, f"Content-Length: {len(content)}", "", ""]).encode() + content
