"""To report (docs.joinmastodon.org/methods/reports, entities/Report)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api import finding
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities import report as entity
from petitmot.client_api.entities.instance import rules
from petitmot.client_api.entities.report import REASONS
from petitmot.client_api.errors import invalid, missing, record_not_found
from petitmot.client_api.params import Params
from petitmot.moderation.reporting import report
from petitmot.people import pace
from petitmot.people.models import Person, Selection
from petitmot.posts.models import Post

LONGEST = 1000


@endpoint("POST", "/api/v1/reports", scopes=("write:reports",))
def create(call: Call) -> dict[str, Any]:
    """`forward` shows it to the moderators of the person's server as well, without saying who reports."""
    params = call.params
    if not params.said("account_id"):
        raise missing("account_id")
    person = finding.person(params.text("account_id"))
    words = params.text("comment").strip()
    if len(words) > LONGEST:
        raise invalid(f"Comment is too long (maximum is {LONGEST} characters)")
    ids = params.ids("status_ids")
    posts = list(Post.objects.filter(pk__in=ids, author=person).select_related("author"))
    if len(posts) != len(ids):
        raise record_not_found()
    selections = _collections(params, person)
    broken = rules_named(params)
    named = params.text("category") or ("violation" if broken else "other")
    reason = reason_of(named)
    pace.spend(call.person, "report")
    said = words or ("" if posts or broken or selections else f"({named})")
    made = report(
        call.person,
        person,
        reason=reason,
        words=said,
        posts=posts,
        rules=broken,
        selections=selections,
        forward=bool(params.flag("forward")),
        forward_to=params.texts("forward_to_domains") or None,
    )
    return entity.report(made, call.person) | {"comment": words}


def _collections(params: Params, person: Person) -> list[Selection]:
    """Return the collections a call names, all of them the person's; 404 else."""
    ids = params.ids("collection_ids")
    found = list(Selection.objects.filter(pk__in=ids, owner=person))
    if len(found) != len(set(ids)):
        raise record_not_found()
    return found


def rules_named(params: Params) -> list[int]:
    """Return the numbers of the rules a call names; 422 for one that is not there."""
    wanted = dict.fromkeys(params.texts("rule_ids"))
    known = [int(rule["id"]) for rule in rules("en") if rule["id"] in wanted]
    if len(known) != len(wanted):
        raise invalid("Rule ids does not reference valid rules")
    return known


def reason_of(category: str) -> str:
    if category not in REASONS:
        raise invalid("Category is not included in the list")
    return REASONS[category]
