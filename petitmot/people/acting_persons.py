"""Whom an account acts for: its own person, and those it was lent (rule 38)."""

from __future__ import annotations

from petitmot.kit.compiled import Compiled
from petitmot.people.models import Account, ActsFor, Person

ACTING = "acting_person"  # where a session keeps the id of the person its account acts for


def acting_person(account: Account, wanted: int | None = None) -> Person | None:
    """Return the person an account acts for: the wanted one where it may, else its own (rule 38)."""
    persons = account.acts_for
    if persons is None:
        persons = [row.person for row in _ACTS_FOR(account=account.pk) if row.person.is_present]
    chosen = [person for person in persons if person.pk == wanted]
    return next(iter(chosen or persons), None)


def with_persons(account_id: int) -> Account | None:
    """Return an account with the persons it acts for, who are present, its own first: one query."""
    rows = _ACTS_FOR.copied(_ACTS_FOR.rows(account=account_id))
    if not rows:
        return Account.objects.filter(pk=account_id).first()
    account: Account = rows[0].account
    account.acts_for = [row.person for row in rows if row.person.is_present]
    return account


# What no page needs but one: asked for there, since this is asked for every page.
_SELDOM = (
    *("account__words_for_moderators", "account__terms_agreed", "account__last_login"),
    *(f"person__{name}" for name in ("bio", "bio_html", "card_does", "card_seeks", "card_offers", "fields", "places")),
    *(f"person__{name}" for name in ("banner", "welcome_question", "credited_sites", "also_known_as", "moved_at")),
    *(f"person__server__{name}" for name in ("software", "first_seen")),
)
_ACTS_FOR = Compiled[ActsFor](
    lambda account: (
        ActsFor.objects.filter(account_id=account)
        .select_related("account", "person__server", "person__manners")
        .defer(*_SELDOM)
        .order_by("-is_owner", "person_id")
    ),
    account=int,
)
