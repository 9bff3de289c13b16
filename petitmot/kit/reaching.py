"""Reaching the world outside: only public addresses, on the address that was checked, and never longer than agreed."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal, TryLater

PORTS = {"http": 80, "https": 443}

# What `is_global` of some Python versions lets through, and ranges that carry an IPv4 address inside them: a translator
# on our network would lead them to a private machine.
_NEVER = [
    ipaddress.ip_network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        *("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23"),
        *("2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
]


class Refused(Refusal):
    """An address that is not fetched, now or later; `code` says why."""

    code = "address_refused"


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of a host. Raises `Refused` where there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise TryLater(f"{host} cannot be looked up now") from error
        raise Refused(_("Cette adresse ne mène nulle part."), code="no_such_host") from error
    except UnicodeError as error:
        raise Refused(_("Cette adresse est mal écrite."), code="bad_address") from error
    return list(dict.fromkeys(str(address[4][0]) for address in found))


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True)
class Way:
    """How the world is reached; tests give a resolver and certificates of their own, or another world altogether."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    tls: Callable[[], ssl.SSLContext] = _tls
    connect: Callable[[str, str, int, float], Connection] | None = None  # (scheme, host, port, end)

    def open(self, scheme: str, host: str, port: int, end: float) -> Connection:
        """Return a connection, not yet connected, whose exchange must be over at `end` (time.monotonic())."""
        return self.connect(scheme, host, port, end) if self.connect else Connection(self, scheme, host, port, end)


_another: ContextVar[Way | None] = ContextVar("another_way", default=None)


def the_way() -> Way:
    """Return how the world is reached here and now."""
    return _another.get() or Way()


@contextmanager
def going(way: Way) -> Iterator[None]:
    """Within the block the world is reached this way: for tests with several servers in one process."""
    token = _another.set(way)
    try:
        yield
    finally:
        _another.reset(token)


def may_reach(address: str) -> bool:
    """Whether an IP address is public; loopback where the setting `PETITMOT_ALLOW_LOOPBACK_PEERS` opens it, for tests."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # also an address with a zone (`fe80::1%eth0`) that some resolver made up
        return False
    if ip.is_loopback and _loopback_is_open():
        return True
    return ip.is_global and not any(ip.version == net.version and ip in net for net in _NEVER)


def checked_addresses(way: Way, scheme: str, host: str, port: int) -> list[str]:
    """Return the addresses of the host that may be reached on this port. Raises `Refused` when there are none."""
    if port != PORTS[scheme] and not _loopback_is_open():
        raise Refused(_("Cette adresse n’est pas ouverte au public."), code="port_refused")
    found = [address for address in way.resolve(host, port) if may_reach(address)]
    if port != PORTS[scheme]:
        found = [address for address in found if ipaddress.ip_address(address).is_loopback]
    if not found:
        raise Refused(_("Cette adresse n’est pas ouverte au public."), code="address_refused")
    return found


def _loopback_is_open() -> bool:
    return bool(getattr(settings, "PETITMOT_ALLOW_LOOPBACK_PEERS", False))


class _Timed:
    """A socket that never waits beyond `end` (time.monotonic()), however slowly the other side drips."""

    end: float

    def recv_into(self, *arguments: Any) -> int:
        self.settimeout(left(self.end))  # type: ignore[attr-defined]
        return int(super().recv_into(*arguments))  # type: ignore[misc]

    def sendall(self, *arguments: Any) -> None:
        self.settimeout(left(self.end))  # type: ignore[attr-defined]
        super().sendall(*arguments)  # type: ignore[misc]


class _TimedSocket(_Timed, socket.socket):
    pass


class _TimedTlsSocket(_Timed, ssl.SSLSocket):
    pass


def left(end: float) -> float:
    """Seconds until `end` (time.monotonic()). Raises TimeoutError when it has passed."""
    seconds = end - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the time is over")
    return seconds


class Connection(http.client.HTTPConnection):
    """One connection to a checked address; the host's name is for the Host header, the SNI and the certificate."""

    def __init__(self, way: Way, scheme: str, host: str, port: int, end: float) -> None:
        super().__init__(host, port)
        self._way, self._scheme, self._end = way, scheme, end
        self.default_port = PORTS[scheme]

    def renew(self, end: float) -> None:
        """Begin another exchange on this connection, until `end` (time.monotonic())."""
        self._end = end
        if self.sock is not None:
            self.sock.end = end  # type: ignore[union-attr]  # a socket of ours

    def connect(self) -> None:
        """Connect to the first checked address that answers."""
        addresses = checked_addresses(self._way, self._scheme, self.host, self.port)
        for number, address in enumerate(addresses):
            try:
                self.sock = self._connect_to(address)
                return
            except OSError:
                if number == len(addresses) - 1:
                    raise

    def _connect_to(self, address: str) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        plain = _TimedSocket(family, socket.SOCK_STREAM)
        plain.end = self._end
        try:
            plain.settimeout(left(self._end))
            plain.connect((address, self.port))
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._scheme == "http":
                return plain
            context = self._way.tls()
            context.sslsocket_class = _TimedTlsSocket
            plain.settimeout(left(self._end))  # the handshake is one wait
            secure = context.wrap_socket(plain, server_hostname=self.host)
            secure.end = self._end  # type: ignore[attr-defined]
            return secure
        except BaseException:
            plain.close()
            raise
