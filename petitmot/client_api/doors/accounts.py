"""Accounts: to see people and to look for them (docs.joinmastodon.org/methods/accounts)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from petitmot.client_api import finding
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import account, accounts
from petitmot.client_api.entities.lists import told_list
from petitmot.client_api.errors import missing, record_not_found
from petitmot.client_api.listing import people_page
from petitmot.client_api.resolving import at_address
from petitmot.people import circles, ties
from petitmot.people.models import Follow, InCircle, Person
from petitmot.reading import search

Told = dict[str, Any]
MOST_AT_ONCE = 40


@endpoint("GET", "/api/v1/accounts", scopes=("read:accounts",), user=None)
def index(call: Call) -> list[Told]:
    return accounts(finding.persons(call.params.ids("id")[:MOST_AT_ONCE]), call.viewer)


@endpoint("GET", "/api/v1/accounts/lookup", scopes=("read:accounts",), user=None)
def lookup(call: Call) -> Told:
    found = finding.by_handle(call.params.text("acct"))
    if found is None:
        raise record_not_found()
    return account(found, call.viewer)


@endpoint("GET", "/api/v1/accounts/search", scopes=("read:accounts",))
def find(call: Call) -> list[Told]:
    """`following=true` keeps those one follows; `offset` counts on. `resolve` asks other servers where they can be asked."""
    text = call.params.text("q").strip()
    if not text:
        raise missing("q")
    limit = call.window(40, 80).limit
    offset = max(0, call.params.number("offset") or 0)
    found = search.find_people(call.person, text, most=limit + offset)
    exact = finding.by_handle(text)
    if exact is None and offset == 0 and call.params.flag("resolve"):
        exact = at_address(call.person, text, fetch=True).person
    if exact is not None and exact not in found and not ties.has_blocked(exact, call.person):
        found.insert(0, exact)
    if call.params.flag("following"):
        followed = set(Follow.objects.filter(follower=call.person).values_list("followed_id", flat=True))
        found = [person for person in found if person.pk in followed]
    return accounts(found[offset : offset + limit], call.person)


@endpoint("GET", "/api/v1/accounts/familiar_followers", scopes=("read:follows",))
def familiar_followers(call: Call) -> list[Told]:
    """Whom I follow and who follow them, where both let their lists be seen."""
    ids = call.params.ids("id")[:MOST_AT_ONCE]
    mine = Follow.objects.filter(follower=call.person).values("followed_id")
    rows = Follow.objects.filter(followed__in=ids, follower__in=mine, follower__shows_people=True)
    rows = rows.filter(Q(followed__shows_people=True) | Q(followed=call.person))
    by: dict[int, list[Person]] = {id_: [] for id_ in ids}
    for row in rows.select_related("follower__server").order_by("-pk")[:500]:
        by[row.followed_id].append(row.follower)
    people = {person.pk: person for found in by.values() for person in found if person.is_present}
    told = {each["id"]: each for each in accounts(list(people.values()), call.person)}
    return [
        {"id": str(id_), "accounts": [told[str(person.pk)] for person in found if str(person.pk) in told]}
        for id_, found in by.items()
    ]


@endpoint("GET", "/api/v1/accounts/{id}", scopes=("read:accounts",), user=None, copied=True)
def show(call: Call, id: str) -> Told:
    return account(finding.person(id, also_suspended=True), call.viewer)


@endpoint("GET", "/api/v1/accounts/{id}/followers", scopes=("read:accounts",), user=None)
def followers(call: Call, id: str) -> Any:
    whom = finding.person(id)
    return people_page(call, _listed(call, whom, Follow.objects.filter(followed=whom), "follower"), "follower")


@endpoint("GET", "/api/v1/accounts/{id}/following", scopes=("read:accounts",), user=None)
def following(call: Call, id: str) -> Any:
    whom = finding.person(id)
    return people_page(call, _listed(call, whom, Follow.objects.filter(follower=whom), "followed"), "followed")


def _listed(call: Call, whom: Person, rows: QuerySet[Follow], field: str) -> QuerySet[Follow] | None:
    """One's own list whole; of another's, where it is shown, those whom lists may show to who asks."""
    if not _shows(call, whom):
        return None
    if call.viewer and call.viewer.pk == whom.pk:
        return rows
    return rows.filter(**{f"{field}__in": ties.listed_to(call.viewer, Person.objects.present())})


def _shows(call: Call, whom: Person) -> bool:
    """One's own list, or the list of somebody who shows it and has not blocked who asks."""
    if call.viewer and call.viewer.pk == whom.pk:
        return True
    return whom.shows_people and not (call.viewer and ties.is_blocked_between(call.viewer, whom))


@endpoint("GET", "/api/v1/accounts/{id}/lists", scopes=("read:lists",))
def lists(call: Call, id: str) -> list[Told]:
    rows = InCircle.objects.filter(circle__owner=call.person, circle__ended_at=None, person=finding.person(id))
    held = set(rows.values_list("circle_id", flat=True))
    return [told_list(circle) for circle in circles.circles_of(call.person) if circle.pk in held]


@endpoint("GET", "/api/v1/accounts/{id}/identity_proofs", scopes=("read:accounts",), user=None)
def identity_proofs(call: Call, id: str) -> list[Told]:
    """Always empty, as in Mastodon since 3.5."""
    finding.person(id)
    return []
