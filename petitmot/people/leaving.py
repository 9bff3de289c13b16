"""Leaving: asked for, undone, carried out; what stays is a tombstone, and the first words others received (rule 41)."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models, transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people.events import PersonLeft
from petitmot.people.models import Account, ActsFor, FirstWords, Person, UsedName

WORDS = ("display_name", "bio", "bio_html", "card_does", "card_seeks", "card_offers", "portrait", "banner")
GREETING = ("welcome_line", "welcome_question")
LISTS = ("fields", "languages", "places", "tags", "also_known_as")
ELSEWHERE = ("posts",)  # rooms that take leave of a person in their own way


def ask_to_leave(account: Account) -> None:
    """Wish to be deleted: carried out after the operator's delay, until then it can be taken back."""
    leaves_at = clock.now() + timedelta(days=settings.PETITMOT_DELETION_DAYS)
    Account.objects.filter(pk=account.pk, leaves_at=None).update(leaves_at=leaves_at)


def stay(account: Account) -> None:
    """Take the wish back."""
    Account.objects.filter(pk=account.pk).update(leaves_at=None)


def leave_when_due() -> None:
    """Carry out the wishes whose delay is over. Periodic."""
    for account in Account.objects.filter(leaves_at__lte=clock.now()).order_by("leaves_at")[:20]:
        remove(account)


def remove(account: Account) -> None:
    """Delete an account: every person it alone acts for leaves, every session ends, the row goes."""
    with transaction.atomic():
        persons = Person.objects.filter(accounts=account)
        for person in persons.exclude(actsfor__in=ActsFor.objects.exclude(account=account)):
            leave(person)
        keys = UserSession.objects.filter(user=account).values_list("session_key", flat=True)
        Session.objects.filter(session_key__in=list(keys)).delete()
        account.delete()


def leave(person: Person) -> None:
    """Take a person's words, ties, requests and names away; a tombstone stays, and their name is never given again.

    Stamps that others had put on requests to them are home again (rule 22), for the requests are gone. Words they
    wrote to somebody on first meeting stay with that reader, from nobody. Done twice, it is done once.
    """
    with transaction.atomic():
        FirstWords.objects.filter(writer=person).update(writer=None)
        _forget_rows(person, [field for field in _pointing() if field.model._meta.app_label == "people"])
        empty: dict[str, object] = dict.fromkeys((*WORDS, *GREETING), "")
        empty |= {name: [] for name in LISTS} | {"selected_by": {}}
        if Person.objects.filter(pk=person.pk, left_at=None).update(left_at=clock.now(), moved_to=None, **empty):
            announce(PersonLeft(person.pk))
        _write_into_erasure_list(person)


def forget_elsewhere(fact: PersonLeft) -> None:
    """Take away what other rooms keep of them: marks, notices, desks. A reaction; posts has one of its own."""
    rooms = {"people", *ELSEWHERE}
    with transaction.atomic():
        _forget_rows(
            Person(pk=fact.person_id), [field for field in _pointing() if field.model._meta.app_label not in rooms]
        )


def erase_again() -> int:
    """After a restore: let go once more of everybody who had left since the back-up. Return how many.

    The erasure list is a file of the data folder that no back-up holds.
    """
    done = 0
    for line in erasure_list().read_text().splitlines() if erasure_list().exists() else []:
        person = Person.objects.filter(pk=json.loads(line)["person"], left_at=None).first()
        if person is not None:
            for account in Account.objects.filter(persons=person):
                remove(account)
            leave(person)
            done += 1
    return done


def _pointing() -> list[models.ForeignKey[Person]]:
    """Every foreign key of the house that points at a person; so that a room built later is not forgotten."""
    relations = [relation for relation in Person._meta.related_objects if not relation.many_to_many]
    return [relation.field for relation in relations if relation.related_model is not UsedName]  # type: ignore[misc]


def _forget_rows(person: Person, fields: list[models.ForeignKey[Person]]) -> None:
    """Do to each row what the deletion of the person's row would have done."""
    for field in fields:
        rows = field.model._default_manager.filter(**{field.name: person.pk})
        if field.remote_field.on_delete is models.CASCADE:
            rows.delete()
        elif field.remote_field.on_delete is models.SET_NULL:
            rows.update(**{field.name: None})


def _write_into_erasure_list(person: Person) -> None:
    line = json.dumps({"person": person.pk, "uri": person.uri, "at": clock.now().isoformat()}) + "\n"
    handle = os.open(erasure_list(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def erasure_list() -> Path:
    """Where those who left are written down: ids and addresses, no names; outside every back-up."""
    return Path(settings.PETITMOT_DATA) / "erased"
