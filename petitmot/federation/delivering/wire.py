"""The wire: one POST to an inbox, over a connection to a checked address that is kept for the next one."""

from __future__ import annotations

import http.client
import re
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

from petitmot.federation.delivering.outcomes import Answer
from petitmot.kit.reaching import PORTS, Connection, Refused, Way, the_way
from petitmot.kit.refusals import TryLater

TIMEOUT = 10.0  # seconds for one delivery, from the look-up of the host to the end of the answer
KEPT = 15.0  # seconds a connection without work is kept
MOST_KEPT = 256
LONGEST_ANSWER = 65_536  # bytes; after a longer one the connection is closed

Post = Callable[[str, Mapping[str, str], bytes], Answer]
_Place = tuple[str, str, int]  # scheme, host, port


class Unreachable(Exception):
    """The server did not answer, or is not one we speak to."""


class NoSuchInbox(Exception):
    """The address of the inbox cannot be asked at all."""


class Wire:
    """Connections by server; any number of threads may post at once."""

    def __init__(self, way: Way | None = None, timeout: float = TIMEOUT) -> None:
        self.way = way or the_way()
        self.timeout = timeout
        self._lock = threading.Lock()
        self._kept: dict[_Place, list[tuple[float, Connection]]] = {}
        self._number = 0

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send; return the answer. Raises `Unreachable`, `NoSuchInbox`.

        A kept connection that the other side closed meanwhile is opened again, once.
        """
        place, path = take_apart(url)
        end = time.monotonic() + self.timeout
        kept = self._take(place)
        if kept is not None:
            try:
                return self._ask(kept, place, path, headers, body, end)
            except (http.client.RemoteDisconnected, ConnectionError, ssl.SSLError):
                kept.close()
            except BaseException:
                kept.close()
                raise
        try:
            return self._ask(self.way.open(*place, end), place, path, headers, body, end)
        except (Refused, TryLater, OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error

    def close_idle(self, *, everything: bool = False) -> None:
        """Close what was not used for a while."""
        before = time.monotonic() - (0 if everything else KEPT)
        with self._lock:
            old = [(place, each) for place, many in self._kept.items() for each in many if each[0] <= before]
            for place, each in old:
                self._forget(place, each)
        for _place, (_at, connection) in old:
            connection.close()

    def _ask(
        self,
        connection: Connection,
        place: _Place,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        end: float,
    ) -> Answer:
        try:
            connection.renew(end)
            connection.request("POST", path, body=body, headers=dict(headers))
            response = connection.getresponse()
            said = response.read(LONGEST_ANSWER)
            answer = Answer(response.status, _wait(response.headers.get("Retry-After", "")), _text(response, said))
        except TimeoutError as error:
            connection.close()
            raise Unreachable("it took too long to answer") from error
        except BaseException:
            connection.close()
            raise
        if response.isclosed() and not response.will_close:
            self._keep(place, connection)
        else:
            connection.close()
        return answer

    def _take(self, place: _Place) -> Connection | None:
        with self._lock:
            many = self._kept.get(place)
            if not many:
                return None
            each = many[-1]
            self._forget(place, each)
        if time.monotonic() - each[0] > KEPT:
            each[1].close()
            return None
        return each[1]

    def _keep(self, place: _Place, connection: Connection) -> None:
        with self._lock:
            if self._number < MOST_KEPT:
                self._kept.setdefault(place, []).append((time.monotonic(), connection))
                self._number += 1
                return
        connection.close()

    def _forget(self, place: _Place, each: tuple[float, Connection]) -> None:
        many = self._kept[place]
        many.remove(each)
        self._number -= 1
        if not many:
            del self._kept[place]


def take_apart(url: str) -> tuple[_Place, str]:
    """Return (scheme, host, port) and the path of an inbox. Raises `NoSuchInbox` for what is no address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if ":" not in (parts.hostname or "") else parts.hostname
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise NoSuchInbox("the address of the inbox is badly written") from error
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or port == 0:
        raise NoSuchInbox("the address of the inbox is badly written")
    if re.search(r"[\x00-\x20\x7f]", url) or not re.fullmatch(r"[a-z0-9._:-]+", host):
        raise NoSuchInbox("the address of the inbox is badly written")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    return (parts.scheme, host, port or PORTS[parts.scheme]), path + query


def _text(response: http.client.HTTPResponse, said: bytes) -> str:
    if response.status < 300:
        return ""
    return " ".join(re.sub(r"<[^>]*>|[\x00-\x1f\x7f]", " ", said[:2000].decode("utf-8", "replace")).split())[:200]


def _wait(value: str) -> float | None:
    return float(value) if re.fullmatch("[0-9]{1,6}", value) else None
