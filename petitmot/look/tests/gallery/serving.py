"""Serve the gallery: `python -m petitmot.look.tests.gallery.serving` prints its address and stays."""

from __future__ import annotations

import os
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128  # a page asks for many things at once


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve() -> str:
    """Serve the gallery from a thread of this process and return its address."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "petitmot.look.tests.gallery.settings"
    import django
    from django.core.handlers.wsgi import WSGIHandler

    django.setup()
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=_Server, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


if __name__ == "__main__":
    print(serve(), flush=True)
    threading.Event().wait()
