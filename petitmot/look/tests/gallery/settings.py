"""Settings of the gallery: the look alone, and its pages."""

from pathlib import Path

from petitmot.look.tests.alone import *  # noqa: F403
from petitmot.look.tests.alone import TEMPLATES as ALONE

ROOT_URLCONF = "petitmot.look.tests.gallery.urls"
TEMPLATES = [ALONE[0] | {"DIRS": [Path(__file__).parent / "jinja2"]}]
