"""The server of one process: pages, open screens and due jobs together, and a stop that loses nothing."""

from __future__ import annotations

import ctypes
import resource
import signal
import socket
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import uvicorn

from petitmot.site.protocol import HouseProtocol

if TYPE_CHECKING:  # the port is taken before Django is there, and the open screens of the house need Django
    from petitmot.site.asgi import House

HEADERS = 32_768  # bytes that a request's line and headers may have
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3  # malloc.h


class HouseServer(uvicorn.Server):
    """Uvicorn, that tells when it is ready and closes open screens first when it stops."""

    when_started: Callable[[], None] = staticmethod(lambda: None)  # in the loop, before the first connection
    when_ready: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then tell."""
        self.when_started()
        await super().startup(sockets)
        self.when_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then let the requests under way finish."""
        app: Any = self.config.app
        app.end_streams()
        await super().shutdown(sockets)


def uvicorn_config(house: House, *, trusted_proxies: Sequence[str], stop_seconds: int, **more: Any) -> uvicorn.Config:
    """How the server is set up. Without trusted proxies nothing that a proxy says is read."""
    return uvicorn.Config(
        house,
        lifespan="off",
        interface="asgi3",
        http=HouseProtocol,
        h11_max_incomplete_event_size=HEADERS,
        access_log=False,
        ws="websockets-sansio",
        ws_max_size=16_384,  # of what an application sends: a subscription is a line
        ws_per_message_deflate=False,  # it costs memory for each open socket
        log_config=None,
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=",".join(trusted_proxies) or "unix:none",
        timeout_graceful_shutdown=stop_seconds,
        timeout_keep_alive=15,
        **more,
    )


def listen(host: str, port: int) -> socket.socket:
    """Take a port (0: any) of one of this machine's addresses.

    The protocol is named: only then does asyncio switch Nagle's algorithm off for each connection. Without it every
    answer waits 40 ms for the client's acknowledgement of its headers.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6 and host == "::":
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


def allow_many_files() -> None:
    """Raise the soft limit of open files: each open screen is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65_536) if hard != resource.RLIM_INFINITY else 65_536
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def keep_freed_memory() -> None:
    """Have the C library keep a few freed megabytes instead of giving them back to the system at once (mallopt(3)).

    SQLite makes and drops small tables within a statement. With what glibc does by itself each of these gives pages back
    and asks for them again: a home took 450 microseconds instead of 140, most of it in the kernel. Elsewhere (musl) nothing
    is done.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for name, value in ((M_TRIM_THRESHOLD, 4 << 20), (M_TOP_PAD, 256 << 10), (M_MMAP_THRESHOLD, 1 << 20)):
            mallopt(name, value)


def stop_quietly() -> None:
    """Uvicorn raises the signal again after it has stopped; then what comes after it is still to be done."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
