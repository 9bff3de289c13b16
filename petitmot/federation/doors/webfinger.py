"""WebFinger (RFC 7033): from `acct:ana@domain`, or an address, to the person's document."""

from __future__ import annotations

import re
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from petitmot.federation import addresses
from petitmot.federation.documents.contexts import Document
from petitmot.federation.documents.persons import image
from petitmot.federation.doors.answering import answer, error, open_door
from petitmot.federation.doors.persons import find_person, id_of
from petitmot.kit.addresses import origin, split_handle
from petitmot.kit.refusals import Gone, NotFound
from petitmot.people.models import Person

JRD = "application/jrd+json; charset=utf-8"
PROFILE_PAGE = "http://webfinger.net/rel/profile-page"
AVATAR = "http://webfinger.net/rel/avatar"
ACTIVITY = "application/activity+json"
LONGEST = 1_000  # characters of a resource


@open_door
def webfinger(request: HttpRequest) -> HttpResponse:
    """Answer who is meant: 400 for what cannot be read, 404 for nobody of here, 410 for who has left."""
    resource = request.GET.get("resource", "").strip()
    if not resource or len(resource) > LONGEST:
        return _open(error(400, "`resource` is missing: acct:name@domain, or the address of a person."))
    try:
        found = _meant(resource)
        if found is None:
            return _open(error(400, "`resource` is neither acct:name@domain nor an address."))
        document = _server() if isinstance(found, str) else _person(found)
    except Gone:
        return _open(error(410, "Whoever this was has left."))
    except NotFound:
        return _open(error(404, "Nobody of that name lives here."))
    wanted = request.GET.getlist("rel")
    if wanted:
        document["links"] = [link for link in document["links"] if link["rel"] in wanted]
    return _open(answer(request, document, kind=JRD))


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"  # RFC 7033, section 5
    return response


def _meant(resource: str) -> Person | str | None:
    """Return the person, the server's own actor (its uri), or None for what cannot be read."""
    scheme, colon, rest = resource.partition(":")
    if colon and scheme.lower() == "acct":
        return _by_handle(unquote(rest))
    if scheme.lower() in ("http", "https"):
        return _by_address(resource)
    return None


def _by_handle(handle: str) -> Person | str | None:
    name, at, host = handle.removeprefix("@").rpartition("@")
    domain = settings.PETITMOT_DOMAIN.lower()
    if not at or not name or not host:
        return None
    if host.lower() != domain:
        raise NotFound("")
    if name.lower() == domain:
        return addresses.instance_uri()
    if split_handle(name) is None:
        raise NotFound("")
    return _living(id_of(name))


def _by_address(address: str) -> Person | str:
    """Read the address of a document or of a page."""
    if address.rstrip("/") in (origin(), addresses.instance_uri()):
        return addresses.instance_uri()
    if not address.lower().startswith(f"{origin()}/"):
        raise NotFound("")
    path = re.split("[?#]", address[len(origin()) :])[0]
    if path.startswith("/@"):
        return _living(id_of(path[2:].strip("/")))
    found = Person.objects.here().filter(uri=f"{origin()}{path}").values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("")
    return _living(found)


def _living(person_id: int) -> Person:
    person = find_person(person_id)
    if person.left_at is not None:
        raise Gone("")
    return person


def _person(person: Person) -> Document:
    page = addresses.page(person)
    links: list[Document] = [
        {"rel": PROFILE_PAGE, "type": "text/html", "href": page},
        {"rel": "self", "type": ACTIVITY, "href": person.uri},
    ]
    if person.portrait:
        face = image(person.portrait)
        links.append({"rel": AVATAR, "type": face["mediaType"], "href": face["url"]})
    return {"subject": f"acct:{person.name}@{settings.PETITMOT_DOMAIN}", "aliases": [page, person.uri], "links": links}


def _server() -> Document:
    domain, uri = settings.PETITMOT_DOMAIN, addresses.instance_uri()
    links = [
        {"rel": PROFILE_PAGE, "type": "text/html", "href": f"{origin()}/"},
        {"rel": "self", "type": ACTIVITY, "href": uri},
    ]
    return {"subject": f"acct:{domain}@{domain}", "aliases": [uri], "links": links}


urlpatterns = [path(".well-known/webfinger", webfinger)]
