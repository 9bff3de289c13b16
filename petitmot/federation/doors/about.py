"""What this server is: host-meta (RFC 6415) and NodeInfo 2.0 and 2.1, without figures: nothing is counted here."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

import petitmot
from petitmot.federation.documents.contexts import Document
from petitmot.federation.doors.answering import Written, answer, open_door, written
from petitmot.kit.addresses import origin

SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/"
JSON = "application/json; charset=utf-8"


@open_door
def nodeinfo_links(request: HttpRequest) -> HttpResponse:
    """Answer where NodeInfo is."""
    links = [{"rel": f"{SCHEMA}{v}", "href": f"{origin()}/nodeinfo/{v}"} for v in ("2.1", "2.0")]
    return _open(answer(request, {"links": links}, kind=JSON))


@open_door
def nodeinfo(request: HttpRequest, version: str) -> HttpResponse:
    """Answer with NodeInfo. `usage` must be there and `users` in it; no figure in them is asked for by the schema."""
    kind = f'application/json; profile="{SCHEMA}{version}#"; charset=utf-8'
    return _open(answer(request, _nodeinfo(version), kind=kind))


def _nodeinfo(version: str) -> Document:
    return {
        "version": version,
        "software": {"name": "petitmot", "version": petitmot.__version__},
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": settings.PETITMOT_SIGN_UP == "open",
        "usage": {"users": {}},
        "metadata": {"nodeName": settings.PETITMOT_DOMAIN},
    }


def host_meta(request: HttpRequest) -> HttpResponse:
    """Answer where WebFinger is, in XML; in JSON to who prefers it."""
    if "json" in request.META.get("HTTP_ACCEPT", ""):
        return host_meta_json(request)
    return host_meta_xml(request)


@open_door
def host_meta_json(request: HttpRequest) -> HttpResponse:
    links = [{"rel": "lrdd", "type": "application/jrd+json", "template": _template()}]
    return _open(answer(request, {"links": links}, kind="application/jrd+json; charset=utf-8"))


def host_meta_xml(request: HttpRequest) -> HttpResponse:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">'
        f'<Link rel="lrdd" type="application/jrd+json" template={quoteattr(_template())}/></XRD>\n'
    )
    said = Written(text.encode(), written({"xrd": text}).etag)
    return _open(answer(request, said, kind="application/xrd+xml; charset=utf-8"))


def _template() -> str:
    return f"{origin()}/.well-known/webfinger?resource={{uri}}"


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    return response


urlpatterns = [
    path(".well-known/nodeinfo", nodeinfo_links),
    path(".well-known/host-meta", host_meta),
    path(".well-known/host-meta.json", host_meta_json),
    path("nodeinfo/2.0", nodeinfo, {"version": "2.0"}),
    path("nodeinfo/2.1", nodeinfo, {"version": "2.1"}),
]
