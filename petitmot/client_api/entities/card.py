"""PreviewCard (docs.joinmastodon.org/entities/PreviewCard): what a linked page says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from petitmot.client_api.entities.addresses import media_url
from petitmot.kit.compiled import Compiled
from petitmot.posts.models import LinkPreview


def cards(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the cards of these previews, by id; none for a page that says nothing. One query, or none."""
    wanted = list(ids)
    return {row.pk: card(row) for row in _PREVIEWS(ids=wanted) if row.title} if wanted else {}


def card(preview: LinkPreview) -> dict[str, Any]:
    """Tell a preview."""
    host = urlsplit(preview.url)
    return {
        "url": preview.url,
        "title": preview.title,
        "description": preview.description,
        "language": None,
        "type": "link",
        "author_name": "",
        "author_url": "",
        "authors": [],
        "provider_name": preview.site,
        "provider_url": f"{host.scheme}://{host.netloc}" if preview.site else "",
        "html": "",
        "width": 0,
        "height": 0,
        "image": media_url(preview.picture) if preview.picture else None,
        "image_description": "",
        "embed_url": "",
        "blurhash": None,
        "published_at": None,
    }


_PREVIEWS = Compiled[LinkPreview](lambda ids: LinkPreview.objects.filter(pk__in=ids), ids=list)
