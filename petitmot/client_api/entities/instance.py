"""Instance and V1::Instance (docs.joinmastodon.org/entities/Instance): what this server is and what it takes.

Nothing is counted here, as in NodeInfo: figures that have to be there are 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

import petitmot
from petitmot.client_api.entities.account import account
from petitmot.client_api.pushing import vapid
from petitmot.kit import addresses
from petitmot.kit.compiled import Compiled
from petitmot.look import statics
from petitmot.people import profiles, server_texts
from petitmot.people.models import Account, Person, ServerText
from petitmot.posts import content, picturing, polls
from petitmot.posts.films import limits as films
from petitmot.posts.films.sniffing import FILM_TYPES, SOUND_TYPES
from petitmot.posts.films.tools import tools
from petitmot.posts.liking import MOST_PINS
from petitmot.posts.pictures.limits import LARGEST_FILE, MOST_PIXELS
from petitmot.reading.tags import MOST_FEATURED

VERSION = f"4.6.0 (compatible; Petitmot {petitmot.__version__})"
API_VERSIONS = {"mastodon": 10, "petitmot": 1}
SOURCE = "https://github.com/petitmot/petitmot"
TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "image/avif")
LANGUAGES = ("fr", "en")
URL_LENGTH = 23  # what an application reckons for an address; here each sign counts


def instance() -> dict[str, Any]:
    """Tell the server (v2)."""
    origin, said = addresses.origin(), texts()
    return {
        "domain": settings.PETITMOT_DOMAIN,
        "title": said.title,
        "version": VERSION,
        "source_url": SOURCE,
        "description": said.description,
        "usage": {"users": {"active_month": 0}},
        "thumbnail": {"url": _icon("512"), "blurhash": None, "versions": {}},
        "icon": [{"src": _icon(size), "size": f"{size}x{size}"} for size in ("192", "512")],
        "languages": list(LANGUAGES),
        "configuration": configuration(origin),
        "registrations": {
            "enabled": settings.PETITMOT_SIGN_UP != "invitation",
            "approval_required": settings.PETITMOT_SIGN_UP == "words",
            "reason_required": settings.PETITMOT_SIGN_UP == "words",
            "message": None,
            "min_age": None,
            "url": None,
        },
        "api_versions": API_VERSIONS,
        "wrapstodon": None,
        "contact": {"email": contact_email(), "account": contact_account()},
        "rules": list(said.rules),
    }


def instance_v1() -> dict[str, Any]:
    """Tell the server to older applications."""
    said = texts()
    return {
        "uri": settings.PETITMOT_DOMAIN,
        "title": said.title,
        "short_description": said.description,
        "description": said.description,
        "email": contact_email(),
        "version": VERSION,
        "urls": {"streaming_api": streaming()},
        "stats": {"user_count": 0, "status_count": 0, "domain_count": 0},
        "thumbnail": _icon("512"),
        "languages": list(LANGUAGES),
        "registrations": settings.PETITMOT_SIGN_UP != "invitation",
        "approval_required": settings.PETITMOT_SIGN_UP == "words",
        "invites_enabled": True,
        "configuration": {
            name: each
            for name, each in configuration(addresses.origin()).items()
            if name in ("accounts", "statuses", "media_attachments", "polls")
        },
        "contact_account": contact_account(),
        "rules": list(said.rules),
    }


def configuration(origin: str) -> dict[str, Any]:
    """What is taken, and where things are."""
    return {
        "urls": {
            "streaming": streaming(),
            "status": None,
            "about": f"{origin}/a-propos/",
            "privacy_policy": f"{origin}/confidentialite/",
            "terms_of_service": f"{origin}/conditions/",
        },
        "vapid": {"public_key": vapid.public_key()},
        "accounts": {
            "max_display_name_length": profiles.LONGEST["display_name"],
            "max_note_length": profiles.LONGEST["bio"],
            "max_featured_tags": MOST_FEATURED,
            "max_pinned_statuses": MOST_PINS,
            "max_profile_fields": profiles.MOST_FIELDS,
            "profile_field_name_limit": 60,
            "profile_field_value_limit": 255,
        },
        "statuses": {
            "max_characters": content.LONGEST,
            "max_media_attachments": content.MOST_PICTURES,
            "characters_reserved_per_url": URL_LENGTH,
            "supported_mime_types": ["text/plain", "text/markdown"],
        },
        "media_attachments": {
            "description_limit": picturing.LONGEST_ALT,
            "supported_mime_types": [*TYPES, *((*FILM_TYPES, *SOUND_TYPES) if tools() else ())],
            "image_size_limit": LARGEST_FILE,
            "image_matrix_limit": MOST_PIXELS,
            "video_size_limit": films.LARGEST_FILE if tools() else 0,
            "video_frame_rate_limit": films.MOST_MOMENTS if tools() else 0,
            "video_matrix_limit": films.MOST_POINTS if tools() else 0,
        },
        "polls": {
            "max_options": polls.MOST,
            "max_characters_per_option": polls.LONGEST,
            "min_expiration": int(polls.SHORTEST_TIME.total_seconds()),
            "max_expiration": int(polls.LONGEST_TIME.total_seconds()),
        },
        "translation": {"enabled": False},
        "timelines_access": {
            "live_feeds": {"local": "public", "remote": "public"},
            "hashtag_feeds": {"local": "public", "remote": "public"},
            "trending_link_feeds": {"local": "disabled", "remote": "disabled"},
        },
        "limited_federation": settings.PETITMOT_FEDERATION == "listed",
    }


def streaming() -> str:
    return f"{'ws' if settings.PETITMOT_SCHEME == 'http' else 'wss'}://{settings.PETITMOT_DOMAIN}"


@dataclass(frozen=True)
class Texts:
    """What the operator says of the server, read anew only when something newer was written."""

    title: str
    description: str
    rules: tuple[dict[str, Any], ...]


def texts(language: str = "en") -> Texts:
    """Return the operator's texts. One compiled query."""
    return _texts(language, *next(iter(_NEWEST()), (0, None)))


@lru_cache(maxsize=8)
def _texts(language: str, _newest: int, _at: datetime | None) -> Texts:
    return Texts(
        server_texts.server_name("Petitmot"),
        server_texts.current("description", "fr").text,
        tuple(_told_rules(language)),
    )


_NEWEST = Compiled[tuple[int, datetime]](lambda: ServerText.objects.order_by("-pk").values_list("pk", "at")[:1])


def rules(language: str) -> list[dict[str, Any]]:
    """Read the rules off the operator's page: each line of its list is one (Rule); French is a translation."""
    return list(texts(language).rules)


def _told_rules(language: str) -> list[dict[str, Any]]:
    french = server_texts.rules("fr")
    told = []
    for number, text in enumerate(server_texts.rules(language)):
        theirs = french[number] if number < len(french) else text
        translations = {"fr": {"text": theirs, "hint": ""}}
        told.append({"id": str(number + 1), "text": text, "hint": "", "translations": translations})
    return told


def contact_account() -> dict[str, Any] | None:
    """Whoever keeps this server, as an account."""
    found = _KEEPER()
    return account(found[0]) if found else None


def _keeper() -> QuerySet[Person]:
    rows = Person.objects.present().filter(accounts__role=Account.Role.OPERATOR).select_related("server")
    return rows.order_by("pk")[:1]


_KEEPER = Compiled[Person](_keeper)


def contact_email() -> str:
    """The address this server writes from, without its name."""
    sender = settings.DEFAULT_FROM_EMAIL
    return sender.rpartition("<")[2].rstrip(">")


def page(kind: str, language: str) -> tuple[str, str, str]:
    """Return a text of the operator as HTML, when it was written ("" for a model), and its version."""
    text = server_texts.current(kind, language)
    from markdown_it import MarkdownIt

    drawn = MarkdownIt("commonmark", {"html": False}).render(text.text)
    drawn = server_texts.GAP.sub(lambda gap: f"<mark>{escape(gap[1])}</mark>", drawn)
    return drawn, f"{text.at:%Y-%m-%d}" if text.at else "", str(text.version)


def _icon(size: str) -> str:
    return addresses.origin() + statics.static(f"look/icons/petitmot-{size}.png")
