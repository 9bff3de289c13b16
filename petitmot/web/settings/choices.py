"""What a page of settings offers to choose from: languages, time zones, lights, mails."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import available_timezones

from petitmot.kit.language import _
from petitmot.kit.text import fold

# Languages people write in, by their own names; what is not here may be written as its code (BCP 47).
NAMES = {
    "fr": "français",
    "en": "English",
    "de": "Deutsch",
    "es": "español",
    "it": "italiano",
    "pt": "português",
    "nl": "Nederlands",
    "ca": "català",
    "br": "brezhoneg",
    "oc": "occitan",
    "eu": "euskara",
    "co": "corsu",
    "pl": "polski",
    "ro": "română",
    "sv": "svenska",
    "da": "dansk",
    "fi": "suomi",
    "el": "ελληνικά",
    "tr": "Türkçe",
    "ru": "русский",
    "uk": "українська",
    "ar": "العربية",
    "he": "עברית",
    "zh": "中文",
    "ja": "日本語",
    "ko": "한국어",
    "vi": "tiếng Việt",
    "eo": "Esperanto",
}
_SAID_IN_FRENCH = {
    "anglais": "en", "allemand": "de", "espagnol": "es", "italien": "it", "portugais": "pt", "neerlandais": "nl",
    "breton": "br", "basque": "eu", "corse": "co", "polonais": "pl", "russe": "ru", "arabe": "ar", "chinois": "zh",
    "japonais": "ja", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
}  # fmt: skip
_WRITTEN = {fold(name): code for code, name in NAMES.items()} | _SAID_IN_FRENCH | {code: code for code in NAMES}


def languages_named(codes: Sequence[str]) -> str:
    """Return "français, English" for ["fr", "en"]."""
    return ", ".join(NAMES.get(code, code) for code in codes)


def languages_written(text: str) -> list[str]:
    """Return the codes of languages written by name or code, in order, each once; what nobody knows is left out."""
    written = [fold(part.strip()) for part in text.replace(";", ",").split(",")]
    return list(dict.fromkeys(_WRITTEN[word] for word in written if word in _WRITTEN))


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    """Return the time zones of the world as (name, label): those of France and its neighbours first."""
    near = [
        "Europe/Paris",
        "Europe/Brussels",
        "Europe/Zurich",
        "Europe/Luxembourg",
        "Europe/London",
        "America/Montreal",
    ]
    areas = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    rest = sorted(name for name in available_timezones() if name.startswith(areas) and name not in near)
    return [(name, name.replace("_", " ").replace("/", ", ")) for name in [*near, *rest]]


def lights() -> list[tuple[str, str]]:
    """Return the lights a page may be read by."""
    return [("", _("Comme mon appareil")), ("light", _("De jour")), ("dark", _("À la lampe"))]


def mails() -> list[tuple[str, str, str]]:
    """Return what one may be told of by mail: (key, label, what helps)."""
    return [
        ("request", _("On me demande quelques mots"), _("Quelqu’un voudrait vous connaître, et vous écrit pourquoi.")),
        ("answer", _("On répond à ma demande"), _("Votre timbre revient, avec une réponse.")),
        ("message", _("On m’écrit en privé"), _("Une conversation a du nouveau.")),
    ]
