"""The WSGI application: what every server of ours calls for a page."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "petitmot.site.settings")
django = get_wsgi_application()

from petitmot.site.edge import RAW_PATH  # noqa: E402 - it knows models, so the house must stand first


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer one request (PEP 3333)."""
    environ[RAW_PATH] = environ["PATH_INFO"].encode("latin-1")
    return django(environ, start_response)
