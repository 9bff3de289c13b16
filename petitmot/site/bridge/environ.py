"""The WSGI environment of a request (PEP 3333), from its ASGI scope."""

from __future__ import annotations

import sys
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from asgiref.typing import HTTPScope

# What proxies say has been read by then, from those that are trusted; nobody further in may believe the others.
NEVER_PASSED_ON = {"FORWARDED", "X_REAL_IP", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST"}
NEVER_PASSED_ON |= {"X_FORWARDED_PORT", "X_FORWARDED_SSL", "X_SCHEME", "PROXY", "TRANSFER_ENCODING"}


def environ_for(scope: HTTPScope, body: IO[bytes], length: int) -> dict[str, Any]:
    """Build the environment; `body` stands at its start and holds `length` bytes.

    The path is decoded from the bytes that were sent, so that what is no UTF-8 can be seen as such further in.
    """
    host, port = scope.get("server") or ("localhost", 0)
    client = scope.get("client")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.get("raw_path") or scope["path"].encode()).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0] if client else "",
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme") or "http",
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope)
    return environ


def _add_headers(environ: dict[str, Any], scope: HTTPScope) -> None:
    for raw_name, raw_value in scope["headers"]:
        # `X_Forwarded_For` would become the same variable as `X-Forwarded-For`: names with underscores are dropped.
        if b"_" in raw_name or raw_name == b"content-length":
            continue
        name, value = raw_name.decode("latin-1").upper().replace("-", "_"), raw_value.decode("latin-1")
        if name in NEVER_PASSED_ON:
            continue
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        if key in environ:
            value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
        environ[key] = value
