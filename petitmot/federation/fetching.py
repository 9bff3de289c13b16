"""To fetch a document of another server: the one way, signed by this server's own actor.

What comes back is believed only for its own host (FEP-fe34): its id must be of the host that answered, and where it is
another address than the one that was asked, that address is asked itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.conf import settings

from petitmot.federation import addresses, keys
from petitmot.federation.budgets import Budget
from petitmot.federation.parsing import LARGEST, Unreadable, read_object
from petitmot.federation.signatures.material import host_of
from petitmot.federation.signatures.signing import sign
from petitmot.federation.translation.shapes import uri as usable_uri
from petitmot.kit import fetching
from petitmot.kit.language import _
from petitmot.kit.reaching import Refused
from petitmot.kit.refusals import Gone, NotFound, TooOften, TryLater
from petitmot.moderation.limits import is_refused
from petitmot.people import pace

ACTIVITY = "application/activity+json"
LINKED_DATA = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
PER_HOST = pace.Limit(300, timedelta(minutes=5))  # fetches from one server
LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?\Z")


def fetch_document(uri: str, *, budget: Budget) -> dict[str, Any]:
    """Return the document of this id, and no other's. Never called in a transaction.

    Raises `Refused` (codes of `kit.fetching.fetch`, and own_address, bad_address, server_refused, wrong_type,
    unreadable, wrong_id, not_allowed, budget), `NotFound`, `Gone`, and `TryLater`.
    """
    uri = urldefrag(uri)[0]
    document = _fetch(uri, budget)
    id_ = usable_uri(document)
    if id_ and id_ != uri:  # by a redirect, by its page's address, or by the address of a key: ask where it lives
        document = _fetch(id_, budget)
        if usable_uri(document) != id_:
            raise Refused(_("Cette adresse ne répond pas de ce qu’elle montre."), code="wrong_id")
    return document


@dataclass(frozen=True)
class CollectionPage:
    """A page of a collection; `document` is None where it is still the one we know (304). Headers as they came."""

    document: dict[str, Any] | None
    etag: str = ""
    modified: str = ""


def fetch_page(uri: str, *, budget: Budget, etag: str = "", modified: str = "") -> CollectionPage:
    """Return a collection or one of its pages, unless it is still as `etag` or `modified` says (RFC 9110, 13.1).

    Its id is not looked at, but it must come from the host that was asked. Raises what `fetch_document` raises.
    """
    known = {name: said for name, said in (("If-None-Match", etag), ("If-Modified-Since", modified)) if said}
    got = _ask(uri, budget, known)
    if host_of(got.url) != host_of(uri):
        raise Refused(_("Cette adresse ne répond pas de ce qu’elle montre."), code="wrong_id")
    if got.status == 304 and known:
        return CollectionPage(None, etag, modified)
    document = _object_in(got)
    return CollectionPage(document, got.headers.get("etag", "")[:200], got.headers.get("last-modified", "")[:60])


def refuse_address(uri: str) -> None:
    """Raise `Refused` for addresses that are never asked: our own, those without TLS, servers that are refused."""
    if not usable_uri(uri):
        raise Refused(_("Cette adresse est mal écrite."), code="bad_address")
    if addresses.is_of_here(uri):
        raise Refused(_("Cette adresse est d’ici."), code="own_address")
    on_loopback = LOOPBACK.match(urlsplit(uri).netloc) and settings.PETITMOT_ALLOW_LOOPBACK_PEERS
    if urlsplit(uri).scheme != "https" and not on_loopback:
        raise Refused(_("Cette adresse n’est pas chiffrée."), code="bad_address")
    if is_refused(host_of(uri)):
        raise Refused(_("Ce serveur n’est pas reçu ici."), code="server_refused")


def _fetch(uri: str, budget: Budget) -> dict[str, Any]:
    got = _ask(uri, budget, {})
    document = _object_in(got)
    if host_of(usable_uri(document)) != host_of(got.url):
        raise Refused(_("Cette adresse ne répond pas de ce qu’elle montre."), code="wrong_id")
    return document


def _ask(uri: str, budget: Budget, known: Mapping[str, str]) -> fetching.Fetched:
    refuse_address(uri)
    fetching.refuse_now()
    seconds = budget.spend()
    try:
        pace.spend(f"host {host_of(uri)}", "fetch", PER_HOST)
    except TooOften as often:
        raise TryLater(f"{host_of(uri)} was asked often enough", wait=often.wait) from often
    signed = sign("GET", uri, {}, b"", keys.instance_actor())
    headers = {**signed, **known}
    return fetching.fetch(uri, accept=(ACTIVITY, LINKED_DATA), max_bytes=LARGEST, timeout=seconds, headers=headers)


def _object_in(got: fetching.Fetched) -> dict[str, Any]:
    _refuse_status(got.status)
    profile = got.headers.get("content-type", "")
    if got.type == "application/ld+json" and "https://www.w3.org/ns/activitystreams" not in profile:
        raise Refused(_("Ce qui se trouve à cette adresse n’est pas de la sorte attendue."), code="wrong_type")
    try:
        return read_object(got.body)
    except Unreadable as error:
        raise Refused(str(error), code="unreadable") from error


def _refuse_status(status: int) -> None:
    if status == 410:
        raise Gone(_("Ce qui était à cette adresse a été retiré."))
    if status == 404:
        raise NotFound(_("Il n’y a rien à cette adresse."))
    if status in (401, 403):
        raise Refused(_("Cette adresse ne nous est pas ouverte."), code="not_allowed")
    if status != 200:
        raise Refused(_("Cette adresse ne répond pas comme une page."), code="not_http")
