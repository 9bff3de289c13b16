"""To report (docs.joinmastodon.org/methods/reports, entities/Report)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api import finding
from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import account
from petitmot.client_api.entities.instance import rules
from petitmot.client_api.entities.moments import moment
from petitmot.client_api.errors import invalid, missing, record_not_found
from petitmot.moderation.models import Report
from petitmot.moderation.reporting import report
from petitmot.people import pace
from petitmot.posts.models import Post

Reason = Report.Reason
CATEGORIES = {"spam": Reason.ADVERTISING, "legal": Reason.UNLAWFUL, "violation": Reason.UNKIND, "other": Reason.OTHER}
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
    ids, rule_ids = params.ids("status_ids"), params.texts("rule_ids")
    posts = list(Post.objects.filter(pk__in=ids, author=person).select_related("author"))
    if len(posts) != len(ids):
        raise record_not_found()
    known = [rule["text"] for rule in rules("en") if rule["id"] in rule_ids]
    if len(known) != len(set(rule_ids)):
        raise invalid("Rule ids does not reference valid rules")
    category = params.text("category") or ("violation" if known else "other")
    if category not in CATEGORIES:
        raise invalid("Category is not included in the list")
    pace.spend(call.person, "report")
    said = "\n".join(filter(None, [words, *known])) or f"({category})"
    made = report(
        call.person,
        person,
        reason=CATEGORIES[category],
        words=said,
        posts=posts,
        forward=bool(params.flag("forward")),
        forward_to=params.texts("forward_to_domains") or None,
    )
    return {
        "id": str(made.pk),
        "action_taken": False,
        "action_taken_at": None,
        "category": category,
        "comment": words,
        "forwarded": bool(made.forwarded_to),
        "created_at": moment(made.at),
        "status_ids": [str(post.pk) for post in posts] or None,
        "rule_ids": rule_ids or None,
        "collection_ids": None,
        "target_account": account(person, call.person),
    }
