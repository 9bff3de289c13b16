"""The house's settings with a data folder of its own and cheap passwords: argon2 is made to be slow."""

import os
import tempfile

os.environ["PETITMOT_DATA"] = tempfile.mkdtemp(prefix="petitmot-test-")
os.environ["PETITMOT_DOMAIN"] = "petitmot.test"
os.environ["PETITMOT_SCHEME"] = "http"
os.environ["PETITMOT_RATE_LIMITS"] = "off"
os.environ["PETITMOT_SIGN_UP"] = "open"
os.environ["PETITMOT_LANGUAGE"] = "fr"

from petitmot.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
