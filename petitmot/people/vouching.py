"""Links of a profile that vouch for each other: a page that links back with rel="me" proves that it is theirs."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import transaction

from petitmot.kit import addresses, clock
from petitmot.kit.fetching import fetch
from petitmot.kit.reaching import Refused
from petitmot.kit.refusals import TryLater
from petitmot.people.events import ProfileChanged
from petitmot.people.models import Person

LARGEST = 1_000_000  # bytes of a page that are read


def check_links(fact: ProfileChanged) -> None:
    """Look at each new link of a profile whether its page links back. A reaction; no network in a transaction.

    A page that does not answer now is asked again later; the others are not kept waiting.
    """
    person = Person.objects.present().here().filter(pk=fact.person_id).first()
    waiting = [field for field in person.fields if _is_link(field) and "verified_at" not in field] if person else []
    if person is None or not waiting:
        return
    found: dict[str, bool] = {}
    later: TryLater | None = None
    for field in waiting:
        try:
            found[field["value"]] = _links_back(field["value"], person)
        except TryLater as reason:
            later = reason
    _keep(person, found)
    if later:
        raise later


def _keep(person: Person, found: dict[str, bool]) -> None:
    """Write what was found to the fields as they stand now; they may have been changed meanwhile."""
    now = clock.now().isoformat()
    with transaction.atomic():
        fresh = Person.objects.select_for_update().get(pk=person.pk)
        for field in fresh.fields:
            if field["value"] in found:
                field["verified_at"] = now if found[field["value"]] else None
        Person.objects.filter(pk=person.pk).update(fields=fresh.fields)


def addresses_of(person: Person) -> set[str]:
    """Return the addresses by which a page may mean this person."""
    return {person.uri, f"{addresses.origin()}/@{person.name}", f"{addresses.origin()}/@{person.name}/"}


def _is_link(field: dict[str, Any]) -> bool:
    value = str(field.get("value", ""))
    return urlsplit(value).scheme in ("http", "https") and " " not in value


def _links_back(url: str, person: Person) -> bool:
    try:
        page = fetch(url, accept=["text/html", "application/xhtml+xml"], max_bytes=LARGEST, whole=False)
    except Refused:
        return False
    return bool(links_to_me(page.body.decode("utf-8", "replace"), page.url) & addresses_of(person))


def links_to_me(html: str, base: str) -> set[str]:
    """Return the addresses that a page links to with rel="me" (https://microformats.org/wiki/rel-me)."""
    reader = _Reader()
    reader.feed(html)
    return {urljoin(base, href) for href in reader.found}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in ("a", "link") and said.get("href") and "me" in (said.get("rel") or "").lower().split():
            self.found.append(said["href"] or "")
