"""To suspend a person and to let them back: what moderators decide, carried out in one place."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people.events import PersonReinstated, PersonSuspended
from petitmot.people.models import Account, Person


def suspend(person: Person) -> None:
    """Put a person out of sight at once: words, page and requests; whoever acts for them alone is signed out."""
    with transaction.atomic():
        if not Person.objects.filter(pk=person.pk, suspended_at=None).update(suspended_at=clock.now()):
            return
        for account in Account.objects.filter(persons=person):
            sign_out(account)
        announce(PersonSuspended(person.pk))


def reinstate(person: Person) -> None:
    """Let a person back, with everything they had but their requests."""
    with transaction.atomic():
        if Person.objects.filter(pk=person.pk, suspended_at__isnull=False).update(suspended_at=None):
            announce(PersonReinstated(person.pk))


def sign_out(account: Account) -> None:
    """End every session of an account, wherever it is open."""
    for session in Session.objects.filter(expire_date__gt=clock.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
