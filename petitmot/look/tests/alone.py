"""Settings under which this room stands alone: it needs nothing of the rooms above it."""

SECRET_KEY = "for tests of the look only"
INSTALLED_APPS = ["django.contrib.staticfiles", "petitmot.look"]
ROOT_URLCONF = "petitmot.look.urls"
STATIC_URL = "/static/"
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
ALLOWED_HOSTS = ["*"]
DATABASES: dict[str, dict[str, str]] = {}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "petitmot.look.environment.environment"},
    }
]
