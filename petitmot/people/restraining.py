"""What moderators may decide about a person short of suspending: carried out, and taken back, in one place.

Each verb returns whether it changed anything; done twice it is done once.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people.events import DoorShut
from petitmot.people.models import Account, Person
from petitmot.people.suspending import sign_out


def limit(person: Person) -> bool:
    """Show a person in lists, searches and notices only to those who follow them."""
    return bool(Person.objects.filter(pk=person.pk, limited_at=None).update(limited_at=clock.now()))


def unlimit(person: Person) -> bool:
    return bool(Person.objects.filter(pk=person.pk).exclude(limited_at=None).update(limited_at=None))


def cover(person: Person) -> bool:
    """Put a person's pictures behind a warning, those of before and those to come."""
    return bool(Person.objects.filter(pk=person.pk, covered_at=None).update(covered_at=clock.now()))


def uncover(person: Person) -> bool:
    return bool(Person.objects.filter(pk=person.pk).exclude(covered_at=None).update(covered_at=None))


def shut_out(person: Person) -> bool:
    """Close the door to the accounts that own a person: signed out everywhere, no way in; their words stay."""
    with transaction.atomic():
        open_ = list(accounts_of(person).filter(suspended_at=None))
        for account in open_:
            Account.objects.filter(pk=account.pk).update(suspended_at=clock.now())
            sign_out(account)
        if open_:
            announce(DoorShut(person.pk))
    return bool(open_)


def open_door(person: Person) -> bool:
    ids = list(accounts_of(person).exclude(suspended_at=None).values_list("pk", flat=True))
    return bool(Account.objects.filter(pk__in=ids).update(suspended_at=None))


def is_shut_out(person: Person) -> bool:
    return accounts_of(person).exclude(suspended_at=None).exists()


def accounts_of(person: Person) -> QuerySet[Account]:
    """Return the accounts that own a person; none for who lives elsewhere."""
    return Account.objects.filter(actsfor__person=person, actsfor__is_owner=True)
