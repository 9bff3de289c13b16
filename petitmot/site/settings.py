"""Django's settings, made from the decided values of `site.config`."""

from __future__ import annotations

from typing import Any

from petitmot.site import config as config_module
from petitmot.site import reading_config
from petitmot.site.databases import database_for
from petitmot.site.mail_server import mail_settings
from petitmot.site.secrets import secret_key

CONFIG = reading_config.load()

PETITMOT_DOMAIN = CONFIG.domain
PETITMOT_SCHEME = CONFIG.scheme
PETITMOT_SIGN_UP = CONFIG.sign_up
PETITMOT_RATE_LIMITS = CONFIG.rate_limits
PETITMOT_AUTHORISED_FETCH = CONFIG.authorised_fetch  # documents only for those who sign
PETITMOT_FEDERATION = CONFIG.federation  # with all servers, or with those on a list
PETITMOT_TELLS_LIMITS = CONFIG.tells_limits  # who is told which servers are refused or silenced
PETITMOT_STAMPS = CONFIG.stamps  # how many requests may wait at once for one asker
PETITMOT_DATA = CONFIG.data
PETITMOT_LANGUAGE = CONFIG.language  # for those who have not chosen one
PETITMOT_ADDRESS_DAYS = CONFIG.address_days  # how long network addresses are kept (rule 44)
PETITMOT_DELETION_DAYS = CONFIG.deletion_days  # from the wish to leave to the deletion
PETITMOT_BODY_BYTES = CONFIG.body_megabytes * 1_000_000
PETITMOT_FFMPEG = CONFIG.ffmpeg  # "" looks for it, "off" does without
PETITMOT_ACTOR_DAYS = CONFIG.actor_days  # documents of people elsewhere
PETITMOT_CACHE_DAYS = CONFIG.cache_days  # pictures of other servers
PETITMOT_CACHE_BYTES = CONFIG.cache_megabytes * 1_000_000
PETITMOT_ALLOW_LOOPBACK_PEERS = CONFIG.allow_loopback_peers  # for tests on one machine
PETITMOT_TIME_ZONE = "Europe/Paris"  # for visitors

SECRET_KEY = secret_key(CONFIG.data)
DEBUG = False
ALLOWED_HOSTS = ["*"]  # the Host header is checked against the domain by the address middleware

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "petitmot.jobs",
    "petitmot.look",
    "petitmot.people",
    "petitmot.posts",
    "petitmot.reading",
    "petitmot.attentions",
    "petitmot.moderation",
    "petitmot.live",
    "petitmot.post_office",
    "petitmot.federation",
    "petitmot.client_api",
    "petitmot.web",
    "petitmot.site.apps.SiteConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "petitmot.site.short.ShortWay",
    "petitmot.site.edge.EdgeMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "petitmot.web.media.MediaMiddleware",
    "petitmot.web.visit.Visit",
    "allauth.account.middleware.AccountMiddleware",
]

SHORT_MIDDLEWARE = [  # for applications and other servers: `site/short.py`
    "petitmot.client_api.crossing.CrossOrigin",
    "petitmot.site.edge.EdgeMiddleware",
]

ROOT_URLCONF = "petitmot.site.urls"
WSGI_APPLICATION = "petitmot.site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "petitmot.look.environment.environment",
            "context_processors": ["petitmot.web.frame.frame", "django.contrib.messages.context_processors.messages"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": database_for(CONFIG)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["petitmot.people.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
]
if CONFIG.password_rules != "length":
    AUTH_PASSWORD_VALIDATORS.append({"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"})

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = CONFIG.scheme
ACCOUNT_ADAPTER = "petitmot.web.sign_in.Adapter"
ACCOUNT_CHANGE_EMAIL = True  # one address an account; a new one counts when it is confirmed
ACCOUNT_FORMS = {"add_email": "petitmot.web.doors.forms.NewAddress"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = "/entrer/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False  # limits of pace are our own, shared by all processes: people.pace
MFA_ADAPTER = "petitmot.web.sign_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1  # a clock half a minute off still works
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = CONFIG.scheme == "http"  # localhost only: browsers refuse passkeys elsewhere
LOGIN_URL = "/entrer/"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "fr"  # always: it is the language of the sources, and what Django falls back on
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [config_module.ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is gathered: files are found where the rooms keep them
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = CONFIG.data / "media"
MEDIA_URL = "/media/"

SECURE_COOKIES = CONFIG.scheme == "https"
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_ENGINE = "petitmot.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
CSRF_TRUSTED_ORIGINS = [f"{CONFIG.scheme}://{CONFIG.domain}"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

CSRF_FAILURE_VIEW = "petitmot.site.errors.csrf_failure"
LOGGING_CONFIG = None  # `site.logs` sets up the log of a process, where it starts

DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from
EMAIL_TIMEOUT = 20
globals().update(mail_settings(CONFIG.mail))

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
