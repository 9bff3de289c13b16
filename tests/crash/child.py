"""A process with an outbox and a runner, and nothing else of the house: it says words until it is killed.

Usage: python -m tests.crash.child say FROM | finish. The database comes from PETITMOT_DATA and PETITMOT_DATABASE.
It writes the number of each word to standard output once its transaction was committed.
"""

from __future__ import annotations

import sys

import django
from django.conf import settings

from petitmot.site.databases import database_for
from petitmot.site.reading_config import load

if __name__ == "__main__":
    settings.configure(
        INSTALLED_APPS=["petitmot.jobs"], DATABASES={"default": database_for(load())}, USE_TZ=True, SECRET_KEY="child"
    )
    django.setup()
    from tests.crash import saying

    saying.main(sys.argv[1], *map(int, sys.argv[2:]))
