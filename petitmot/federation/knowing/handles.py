"""Who is called `ana@host`: asked of that host by WebFinger (RFC 7033)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings

from petitmot.federation.budgets import Budget
from petitmot.federation.fetching import ACTIVITY, LINKED_DATA, LOOPBACK, refuse_address
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.parsing import Unreadable, read_object
from petitmot.federation.translation.shapes import many, uri
from petitmot.kit.addresses import split_handle
from petitmot.kit.fetching import fetch
from petitmot.kit.language import _
from petitmot.kit.reaching import Refused
from petitmot.kit.refusals import NotFound
from petitmot.people.models import Person

LARGEST = 100_000  # bytes
ACCEPT = ("application/jrd+json", "application/json", "application/activity+json")


def person_by_handle(handle: str, *, budget: Budget | None = None) -> Person:
    """Return who is called this: known here, or asked for now. Never called in a transaction.

    The address that WebFinger gives says who it is, whatever its host calls them. Refused: `not_found`, and what
    `fetch_document` refuses.
    """
    name, host = split_handle(handle) or ("", None)
    if not name:
        raise NotFound(_("Personne ne s’appelle ainsi."))
    known = (
        Person.objects.select_related("server").named(name, host if host != settings.PETITMOT_DOMAIN else None).first()
    )
    if known is not None:
        return known
    if host is None or host == settings.PETITMOT_DOMAIN:
        raise NotFound(_("Personne ne s’appelle ainsi."))
    budget = budget or Budget(fetches=5, seconds=20)
    return person_at(_address_of(name, host, budget), budget=budget)


def _address_of(name: str, host: str, budget: Budget) -> str:
    scheme = "http" if settings.PETITMOT_ALLOW_LOOPBACK_PEERS and LOOPBACK.match(host) else "https"
    url = f"{scheme}://{host}/.well-known/webfinger?resource={quote(f'acct:{name}@{host}', safe='')}"
    refuse_address(url)
    got = fetch(url, accept=ACCEPT, max_bytes=LARGEST, timeout=budget.spend())
    if got.status != 200:
        raise NotFound(_("Personne ne s’appelle ainsi."))
    try:
        said = read_object(got.body)
    except Unreadable as unreadable:
        raise Refused(str(unreadable), code="unreadable") from unreadable
    return _own_link(said)


def _own_link(said: dict[str, Any]) -> str:
    for link in many(said.get("links"))[:50]:
        if isinstance(link, dict) and link.get("rel") == "self":
            kind = str(link.get("type", "")).replace(" ", "").lower()
            if kind in (ACTIVITY, LINKED_DATA.replace(" ", "")) and (found := uri(link.get("href"))):
                return found
    raise NotFound(_("Personne ne s’appelle ainsi."))
