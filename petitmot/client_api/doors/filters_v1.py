"""Filters as they were before Mastodon 4: each word is one (docs.joinmastodon.org/methods/filters, v1)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from petitmot.client_api.call import Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.filters import READ, WRITE, said_of, until
from petitmot.client_api.entities.filters import v1_filter
from petitmot.client_api.errors import invalid
from petitmot.kit.refusals import Refusal
from petitmot.people import filters

Told = dict[str, Any]


@endpoint("GET", "/api/v1/filters", scopes=READ)
def index(call: Call) -> list[Told]:
    return [v1_filter(each, row) for each in filters.of(call.person) for row in each.words.all()]


@endpoint("GET", "/api/v1/filters/{id}", scopes=READ)
def show(call: Call, id: str) -> Told:
    row = filters.my_words(call.person, id_of(id))
    return v1_filter(row.filter, row)


@endpoint("POST", "/api/v1/filters", scopes=WRITE)
def create(call: Call) -> Told:
    params = call.params
    phrase = params.text("phrase").strip()
    if not phrase:
        raise invalid("Keyword can't be blank")
    try:
        with transaction.atomic():
            made = filters.make(
                call.person, phrase[:200], params.texts("context"), action=_action(call), until=until(call)
            )
            row = filters.add_words(call.person, made.pk, phrase, whole=bool(params.flag("whole_word")))
    except Refusal as refusal:
        raise said_of(refusal) from None
    return v1_filter(made, row)


@endpoint(("PUT", "PATCH"), "/api/v1/filters/{id}", scopes=WRITE)
def update(call: Call, id: str) -> Told:
    params, row = call.params, filters.my_words(call.person, id_of(id))
    phrase = params.text("phrase") if "phrase" in params else row.words
    whole = params.flag("whole_word")
    try:
        with transaction.atomic():
            filters.change(
                call.person,
                row.filter.pk,
                title=phrase[:200],
                places=params.texts("context") if "context" in params else row.filter.places,
                action=_action(call) if "irreversible" in params else row.filter.action,
                until=until(call, row.filter.until),
            )
            row = filters.change_words(call.person, row.pk, phrase, whole=row.whole if whole is None else whole)
    except Refusal as refusal:
        raise said_of(refusal) from None
    return v1_filter(row.filter, row)


@endpoint("DELETE", "/api/v1/filters/{id}", scopes=WRITE)
def delete(call: Call, id: str) -> Told:
    """The word goes, and its filter with the last one."""
    row = filters.my_words(call.person, id_of(id))
    with transaction.atomic():
        filters.drop_words(call.person, row.pk)
        if not filters.mine(call.person, row.filter.pk).words.all():
            filters.drop(call.person, row.filter.pk)
    return {}


def _action(call: Call) -> str:
    return "hide" if call.params.flag("irreversible") else "warn"
