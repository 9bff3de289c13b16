"""Who, or what words, somebody here looks for elsewhere: asked of that server now, within a pace."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from petitmot.federation.budgets import Budget
from petitmot.federation.fetching import fetch_document
from petitmot.federation.knowing.handles import person_by_handle
from petitmot.federation.knowing.persons import learn
from petitmot.federation.knowing.words import take_in
from petitmot.federation.translation.shapes import kind
from petitmot.kit.addresses import NAMED_ELSEWHERE, split_handle
from petitmot.kit.links import followable
from petitmot.kit.refusals import Refusal, TooOften, TryLater
from petitmot.people import pace
from petitmot.people.models import Person
from petitmot.posts.models import Post

PACE = pace.Limit(40, timedelta(minutes=10))  # for a person
ACTORS = {"Person", "Service", "Organization", "Application", "Group"}
MOST_MET = 5  # people that one text makes us ask for


def is_elsewhere(text: str) -> bool:
    """Whether this is a whole handle, or an address, of another server."""
    if followable(text):
        return not text.startswith(f"{settings.PETITMOT_SCHEME}://{settings.PETITMOT_DOMAIN}/")
    _name, host = split_handle(text) or ("", None)
    return host is not None and host != settings.PETITMOT_DOMAIN


def find(text: str, *, by: Person) -> Person | Post | None:
    """Return who or what `ana@host` or `https://…` names, asked of its server; None where nothing we know answers.

    Never called in a transaction. Whoever calls shows a post only to those who may see it. Refused: `too_often`.
    """
    text = text.strip()
    if not is_elsewhere(text):
        return None
    pace.spend(by, "find_elsewhere", PACE)
    budget = Budget(fetches=8, seconds=15)
    try:
        return _at(text, budget) if followable(text) else person_by_handle(text, budget=budget)
    except (Refusal, TryLater):
        return None


def _at(address: str, budget: Budget) -> Person | Post | None:
    document = fetch_document(address, budget=budget)
    return learn(document) if kind(document) in ACTORS else take_in(document, budget=budget, asked_for=True)


def meet(text: str, *, by: Person) -> None:
    """Ask for people whom words are about to name by a whole handle, and whom nobody here knows; five at most.

    Before the words are read, so that they reach them. Who cannot be found stays a name without a link.
    """
    handles = {found.lower() for found in NAMED_ELSEWHERE.findall(text) if is_elsewhere(found)}
    unknown = [handle for handle in sorted(handles) if not _is_known(handle)]
    for handle in unknown[:MOST_MET]:
        try:
            find(handle, by=by)
        except TooOften:
            return


def _is_known(handle: str) -> bool:
    name, host = split_handle(handle) or ("", None)
    return Person.objects.named(name, host).exists()
