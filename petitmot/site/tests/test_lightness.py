"""An idle server is light: what is heavy and seldom needed is loaded when it is needed, not before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from petitmot.site.tests.test_command_line import environment

HEAVY = (
    "PIL",
    "psycopg",
    "rich",
    "pygments",
    "aiohttp",
    "lingua",
    "feedparser",
    "qrcode",
    "pytest",
    "numpy",
    "asyncpg",
)
SCRIPT = """
import sys
from petitmot.site import cli
config = cli.begin()
from petitmot.site import server, asgi
from petitmot.jobs import runner
from petitmot.site.preparing import prepare
prepare(config)
from petitmot.site.wsgi import application
from io import BytesIO
environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
           "HTTP_HOST": config.domain, "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http"}
statuses = []
list(application(environ, lambda status, *_: statuses.append(status)))
assert statuses[0] < "5", statuses
print(" ".join(name for name in sys.modules if sys.modules[name] is not None))
"""


@pytest.mark.slow
def test_a_server_that_has_answered_a_page_has_loaded_nothing_heavy(tmp_path: Path):
    folder = tmp_path / "data"
    done = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT], env=environment(PETITMOT_DATA=str(folder)), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "django" in loaded
    assert loaded & set(HEAVY) == set()
