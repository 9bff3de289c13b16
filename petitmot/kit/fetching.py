"""The one safe fetcher: whatever address a person or another server gives us is read through here, and only here."""

from __future__ import annotations

import http.client
import io
import re
import ssl
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import IO
from urllib.parse import quote, urljoin, urlsplit

from petitmot import __version__
from petitmot.kit import clock
from petitmot.kit.addresses import origin
from petitmot.kit.language import _
from petitmot.kit.reaching import PORTS, Connection, Refused, Way, left, the_way
from petitmot.kit.refusals import TryLater

__all__ = ["Fetched", "NotNow", "Refused", "Way", "fetch", "refuse_now", "without_network"]

MOST_REDIRECTS = 5
LONGEST_ADDRESS = 2_000  # characters
PIECE = 65_536  # bytes
LONGEST_WAIT = 86_400  # seconds; whatever a Retry-After says


@dataclass(frozen=True)
class Fetched:
    """What came back: the address after all redirects, the status (never 429 or 5xx), small-lettered headers, the body
    unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """The media type, small letters, without parameters; "" when none was given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class NotNow(Exception):
    """Something was to be fetched where nothing may be: no refusal, and nothing to wait for."""


_offline: ContextVar[bool] = ContextVar("offline", default=False)


@contextmanager
def without_network() -> Iterator[None]:
    """Let whatever would be fetched inside raise `NotNow`: for several things done in one transaction."""
    token = _offline.set(True)
    try:
        yield
    finally:
        _offline.reset(token)


def refuse_now() -> None:
    """Raise `NotNow` inside of `without_network`."""
    if _offline.get():
        raise NotNow("Nothing is fetched here: somebody else's transaction is open.")


@dataclass(frozen=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str


def fetch(
    url: str,
    *,
    accept: Sequence[str],
    max_bytes: int,
    timeout: float = 10.0,
    whole: bool = True,
    headers: Mapping[str, str] | None = None,
    way: Way | None = None,
    into: IO[bytes] | None = None,
) -> Fetched:
    """GET an address: `accept` lists media types (`text/html`, `image/*`), `timeout` is seconds for everything.

    `max_bytes` counts what was unpacked; more is refused, or cut there unless `whole`. Each redirect (five at most) is
    checked like the first address. `into`: a file to which the body is written, so that a large one is never held whole
    (`body` is then empty). Raises `Refused` (codes address_refused, port_refused, bad_address, no_such_host,
    certificate, not_http, too_large, wrong_type, too_many_redirects), `TryLater` (unreachable, too slow, 429, 5xx), and
    `NotNow` inside of `without_network`.
    """
    refuse_now()
    end = time.monotonic() + timeout
    for _hop in range(MOST_REDIRECTS + 1):
        target = _target(url)
        try:
            response, connection = _ask(way or the_way(), target, accept, headers or {}, end)
            try:
                if response.status in (301, 302, 303, 307, 308) and response.headers["Location"]:
                    url, headers = urljoin(url, response.headers["Location"]), None  # meant for the first host alone
                    continue
                return _read(url, response, accept, max_bytes, whole, end, into)
            finally:
                connection.close()
        except (http.client.RemoteDisconnected, http.client.IncompleteRead) as error:
            raise TryLater(f"{target.host} hung up") from error
        except ssl.SSLCertVerificationError as error:
            raise Refused(_("Le certificat de cette adresse n’est pas valable."), code="certificate") from error
        except (http.client.HTTPException, ValueError, zlib.error) as error:
            raise Refused(_("Cette adresse ne répond pas comme une page."), code="not_http") from error
        except OSError as error:
            raise TryLater(f"{target.host}: {type(error).__name__} {error}") from error
    raise Refused(_("Cette adresse renvoie sans cesse à une autre."), code="too_many_redirects")


def _target(url: str) -> _Target:
    """Take an address apart, as it will be asked for. Raises `Refused`."""
    bad = Refused(_("Cette adresse est mal écrite."), code="bad_address")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if ":" not in (parts.hostname or "") else parts.hostname
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise bad from error
    if len(url) > LONGEST_ADDRESS or parts.scheme not in PORTS or not host or "@" in parts.netloc or port == 0:
        raise bad
    if re.search(r"[\x00-\x20\x7f]", url) or not re.fullmatch(r"[a-z0-9._:-]+", host):
        raise bad
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return _Target(parts.scheme, host.rstrip("."), port or PORTS[parts.scheme], path + ("?" + query if query else ""))


def _ask(
    way: Way, target: _Target, accept: Sequence[str], more: Mapping[str, str], end: float
) -> tuple[http.client.HTTPResponse, Connection]:
    connection = way.open(target.scheme, target.host, target.port, end)
    headers = {
        "Accept": ", ".join(accept),
        "Accept-Encoding": "gzip",
        "Connection": "close",
        "User-Agent": f"Petitmot/{__version__} (+{origin()})",
    }
    try:
        connection.request("GET", target.path, headers={**headers, **more})
        return connection.getresponse(), connection
    except BaseException:
        connection.close()
        raise


def _read(
    url: str,
    response: http.client.HTTPResponse,
    accept: Sequence[str],
    max_bytes: int,
    whole: bool,
    end: float,
    into: IO[bytes] | None,
) -> Fetched:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status == 429 or response.status >= 500:
        raise TryLater(f"{url} answered {response.status}", wait=_retry_after(headers.get("retry-after", "")))
    fetched = Fetched(url, response.status, headers, b"")
    if response.status == 200 and not _accepted(fetched.type, accept):
        raise Refused(_("Ce qui se trouve à cette adresse n’est pas de la sorte attendue."), code="wrong_type")
    encoding = headers.get("content-encoding", "").strip().lower()
    sink = into if into is not None else io.BytesIO()
    _body(response, encoding, max_bytes, whole, end, sink)
    return Fetched(url, response.status, headers, sink.getvalue() if isinstance(sink, io.BytesIO) else b"")


def _accepted(kind: str, accept: Sequence[str]) -> bool:
    wanted = [each.partition(";")[0].strip().lower() for each in accept]
    return any(kind == each or each == "*/*" or (each.endswith("/*") and kind.startswith(each[:-1])) for each in wanted)


def _body(
    response: http.client.HTTPResponse, encoding: str, max_bytes: int, whole: bool, end: float, sink: IO[bytes]
) -> None:
    """Read, unpack and write, piece by piece, never more than `max_bytes`."""
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Refused(_("Cette adresse répond sous une forme inconnue."), code="not_http")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in ("", "identity") else None
    got = 0
    while piece := response.read1(PIECE):
        left(end)
        room = max_bytes + 1 - got
        unpacked = unpack.decompress(piece, room) if unpack else piece[:room]
        got += len(unpacked)
        if got > max_bytes and whole:
            raise Refused(_("Ce qui se trouve à cette adresse est trop grand."), code="too_large")
        sink.write(unpacked[: len(unpacked) - max(0, got - max_bytes)])
        if got > max_bytes:
            return
    if whole and (response.length or (unpack and got and not unpack.eof)):  # less came than was announced
        raise http.client.IncompleteRead(b"", response.length)


def _retry_after(value: str) -> int | None:
    """Seconds from a Retry-After header (RFC 9110, 10.2.3): a number or a date."""
    if re.fullmatch("[0-9]{1,9}", value):
        return min(int(value), LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(value) - clock.now()).total_seconds()
    except (ValueError, TypeError):
        return None
    return max(0, min(int(seconds), LONGEST_WAIT))
