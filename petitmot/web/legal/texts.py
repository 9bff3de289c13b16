"""One legal page: the operator's text in the reader's language, its gaps marked, its version below."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from petitmot.kit.language import _
from petitmot.people import server_texts
from petitmot.web.pages import show


def titles() -> dict[str, str]:
    """Return how each page is called."""
    return {
        "about": _("À propos de cette maison"),
        "rules": _("Les règles de la maison"),
        "privacy": _("Ce que nous savons de vous"),
        "terms": _("Les conditions"),
        "legal": _("Mentions légales"),
    }


@require_safe
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """`/regles/` and its sisters."""
    text = server_texts.current(kind, get_language() or "fr")
    told: dict[str, Any] = {"text": text, "html": html(text.text), "title": titles()[kind], "titles": titles()}
    if kind == "about":
        told |= {
            "name": server_texts.server_name(""),
            "description": server_texts.current("description", "fr").text,
        }
    return show(request, "web/legal/page.html", **told)


@lru_cache(maxsize=64)
def html(text: str) -> Markup:
    """Return Markdown (CommonMark; no HTML of its own comes through) as HTML, each gap in a <mark>."""
    drawn = MarkdownIt("commonmark", {"html": False}).render(text)
    return Markup(server_texts.GAP.sub(lambda gap: f"<mark>{escape(gap[1])}</mark>", drawn))  # noqa: S704
