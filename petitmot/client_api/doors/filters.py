"""Filters (docs.joinmastodon.org/methods/filters): groups of words (v2), and each word as one filter (v1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from petitmot.client_api.call import Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.filters import held_post, keyword, told_filter
from petitmot.client_api.errors import invalid
from petitmot.kit import clock
from petitmot.kit.refusals import Refusal
from petitmot.people import filters
from petitmot.people.models import WordFilter
from petitmot.posts.seeing import find as find_post

Told = dict[str, Any]
READ, WRITE = ("read:filters",), ("write:filters",)
LONGEST_TIME = 100 * 365 * 86_400  # seconds


def until(call: Call, otherwise: datetime | None = None) -> datetime | None:
    """`expires_in`, in seconds; empty: without an end; not sent: as it was."""
    if "expires_in" not in call.params:
        return otherwise
    seconds = call.params.number("expires_in")
    return clock.now() + timedelta(seconds=min(max(0, seconds), LONGEST_TIME)) if seconds is not None else None


def said_of(refusal: Refusal) -> Exception:
    said = {
        "title_missing": "Title can't be blank",
        "title_too_long": "Title is too long (maximum is 200 characters)",
        "places_missing": "Context can't be blank",
        "places_unknown": "Context None or invalid context supplied",
        "words_missing": "Keyword can't be blank",
        "words_too_long": "Keyword is too long (maximum is 512 characters)",
        "words_too_many": "Keywords too many",
    }
    if refusal.code == "action_unknown":
        return invalid("Filter action is not included in the list")
    return invalid(said[refusal.code]) if refusal.code in said else refusal


@endpoint("GET", "/api/v2/filters", scopes=READ)
def index(call: Call) -> list[Told]:
    return [told_filter(each) for each in filters.of(call.person)]


@endpoint("POST", "/api/v2/filters", scopes=WRITE)
def create(call: Call) -> Told:
    params = call.params
    try:
        with transaction.atomic():
            made = filters.make(
                call.person,
                params.text("title"),
                params.texts("context"),
                action=params.text("filter_action") or "warn",
                until=until(call),
            )
            _change_words(call, made)
    except Refusal as refusal:
        raise said_of(refusal) from None
    return told_filter(filters.mine(call.person, made.pk))


@endpoint("GET", "/api/v2/filters/{id}", scopes=READ)
def show(call: Call, id: str) -> Told:
    return told_filter(filters.mine(call.person, id_of(id)))


@endpoint(("PUT", "PATCH"), "/api/v2/filters/{id}", scopes=WRITE)
def update(call: Call, id: str) -> Told:
    params, found = call.params, filters.mine(call.person, id_of(id))
    try:
        with transaction.atomic():
            filters.change(
                call.person,
                found.pk,
                title=params.text("title") if "title" in params else found.title,
                places=params.texts("context") if "context" in params else found.places,
                action=params.text("filter_action") or found.action,
                until=until(call, found.until),
            )
            _change_words(call, found)
    except Refusal as refusal:
        raise said_of(refusal) from None
    return told_filter(filters.mine(call.person, found.pk))


def _change_words(call: Call, found: WordFilter) -> None:
    """`keywords_attributes`: new words, known ones by `id`, or `_destroy`."""
    for said in call.params.records("keywords_attributes"):
        row_id = said.number("id")
        if row_id is None:
            filters.add_words(call.person, found.pk, said.text("keyword"), whole=said.flag("whole_word") is not False)
        elif said.flag("_destroy"):
            filters.drop_words(call.person, row_id)
        else:
            row = filters.my_words(call.person, row_id)
            whole = said.flag("whole_word")
            filters.change_words(
                call.person, row_id, said.text("keyword") or row.words, whole=row.whole if whole is None else whole
            )


@endpoint("DELETE", "/api/v2/filters/{id}", scopes=WRITE)
def delete(call: Call, id: str) -> Told:
    filters.drop(call.person, id_of(id))
    return {}


@endpoint("GET", "/api/v2/filters/{id}/keywords", scopes=READ)
def keywords(call: Call, id: str) -> list[Told]:
    return [keyword(row) for row in filters.mine(call.person, id_of(id)).words.all()]


@endpoint("POST", "/api/v2/filters/{id}/keywords", scopes=WRITE)
def add_keyword(call: Call, id: str) -> Told:
    found, whole = filters.mine(call.person, id_of(id)), call.params.flag("whole_word")
    try:
        return keyword(filters.add_words(call.person, found.pk, call.params.text("keyword"), whole=whole is not False))
    except Refusal as refusal:
        raise said_of(refusal) from None


@endpoint("GET", "/api/v2/filters/keywords/{id}", scopes=READ)
def show_keyword(call: Call, id: str) -> Told:
    return keyword(filters.my_words(call.person, id_of(id)))


@endpoint(("PUT", "PATCH"), "/api/v2/filters/keywords/{id}", scopes=WRITE)
def update_keyword(call: Call, id: str) -> Told:
    row = filters.my_words(call.person, id_of(id))
    whole = call.params.flag("whole_word")
    words = call.params.text("keyword") if "keyword" in call.params else row.words
    try:
        return keyword(filters.change_words(call.person, row.pk, words, whole=row.whole if whole is None else whole))
    except Refusal as refusal:
        raise said_of(refusal) from None


@endpoint("DELETE", "/api/v2/filters/keywords/{id}", scopes=WRITE)
def delete_keyword(call: Call, id: str) -> Told:
    filters.drop_words(call.person, id_of(id))
    return {}


@endpoint("GET", "/api/v2/filters/{id}/statuses", scopes=READ)
def statuses(call: Call, id: str) -> list[Told]:
    return [held_post(row) for row in filters.mine(call.person, id_of(id)).posts.all()]


@endpoint("POST", "/api/v2/filters/{id}/statuses", scopes=WRITE)
def add_status(call: Call, id: str) -> Told:
    found = filters.mine(call.person, id_of(id))
    post = find_post(call.person, id_of(call.require("status_id")))
    return held_post(filters.add_post(call.person, found.pk, post.pk))


@endpoint("GET", "/api/v2/filters/statuses/{id}", scopes=READ)
def show_status(call: Call, id: str) -> Told:
    return held_post(filters.my_post(call.person, id_of(id)))


@endpoint("DELETE", "/api/v2/filters/statuses/{id}", scopes=WRITE)
def delete_status(call: Call, id: str) -> Told:
    filters.drop_post(call.person, id_of(id))
    return {}
