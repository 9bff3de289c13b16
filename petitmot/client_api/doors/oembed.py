"""oEmbed (oembed.com, docs.joinmastodon.org/methods/oembed): public words, to be shown on another page."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import page_url
from petitmot.client_api.errors import record_not_found
from petitmot.kit import addresses
from petitmot.posts.seeing import find

_PAGE = re.compile(r"/@[^/]+/([0-9]{1,19})/?")
WIDTH = 400


@endpoint("GET", "/api/oembed", user=None)
def oembed(call: Call) -> dict[str, Any]:
    """The words stand in the answer themselves, as a quotation with a link: no frame, no script."""
    address = urlsplit(call.params.text("url"))
    found = _PAGE.fullmatch(address.path)
    if address.netloc != settings.PETITMOT_DOMAIN or not found or int(found[1]) >= 2**63:
        raise record_not_found()
    post = find(None, int(found[1]))
    if not post.author.server.is_local:
        raise record_not_found()
    url = f"{page_url(post.author)}/{post.pk}"
    link = f'<a href="{escape(url)}">{escape(post.author.called)}</a>'
    return {
        "type": "rich",
        "version": "1.0",
        "author_name": post.author.called,
        "author_url": page_url(post.author),
        "provider_name": settings.PETITMOT_DOMAIN,
        "provider_url": f"{addresses.origin()}/",
        "cache_age": 86400,
        "html": f"<blockquote>{post.html}<p>{link}</p></blockquote>",
        "width": call.params.number("maxwidth") or WIDTH,
        "height": None,
    }
