"""What a server that serves only pages never loads: libraries that a child process or another database needs."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

# Each is megabytes: pictures, PostgreSQL, HTTP clients, translations of developers.
NEVER = {"PIL", "pillow_heif", "blurhash", "psycopg", "urllib3", "aiohttp", "feedparser", "lingua", "babel", "qrcode"}

CODE = """
import json, sys
from petitmot.site.wsgi import application
import petitmot.site.asgi, petitmot.site.server, petitmot.jobs.runner, petitmot.posts.pictures.making
from django.template.loader import get_template
from django.urls import get_resolver
doors = len(get_resolver().url_patterns)
get_template("web/words/write.html")
print(json.dumps([doors, sorted({name.split(".")[0] for name in sys.modules})]))
"""


@pytest.mark.slow
def test_an_idle_server_holds_no_library_of_pictures_or_of_another_database(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("a server on PostgreSQL needs its library")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd(), "PETITMOT_DATA": str(tmp_path)}
    child = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True)
    assert child.returncode == 0, child.stderr
    doors, modules = json.loads(child.stdout.splitlines()[-1])
    assert doors > 0
    assert not NEVER & set(modules)
