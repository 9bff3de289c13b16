"""A copy of what is one's own: asked for, made by a job, kept for a week, for its owner only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.forms.models import model_to_dict

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import filters, pace
from petitmot.people.events import CopyAskedFor
from petitmot.people.models import (
    Account,
    Block,
    Contact,
    ContactRequest,
    Export,
    FirstWords,
    Follow,
    InCircle,
    InSelection,
    Mute,
    Person,
    Remark,
    SecurityEvent,
    Selection,
    ServerBlock,
    WordFilter,
)

KEPT = timedelta(days=7)


def ask_for_copy(account: Account, person: Person) -> Export:
    """Wish for a copy; one that is being made already is the one. Refused: `TooOften`."""
    waiting = Export.objects.filter(account=account, person=person, ready_at=None).first()
    if waiting:
        return waiting
    pace.spend(account, "export")
    with transaction.atomic():
        made = Export.objects.create(account=account, person=person, asked_at=clock.now())
        announce(CopyAskedFor(made.pk))
    return made


def newest(account: Account) -> Export | None:
    """Return the account's last copy, ready or not."""
    return Export.objects.filter(account=account).order_by("-asked_at").first()


def file_of(account: Account, export_id: int) -> Path:
    """Return the file of a copy that is ready; for its owner only (`not_found`)."""
    found = Export.objects.filter(pk=export_id, account=account, ends_at__gt=clock.now()).first()
    path = folder() / found.file if found and found.file else None
    if path is None or not path.is_file():
        raise NotFound(_("Cette copie n’est plus là. Demandez-en une autre."))
    return path


def folder() -> Path:
    """Where the copies lie: below the data folder, never below the media."""
    return Path(settings.PETITMOT_DATA) / "exports"


def progress(export_id: int, done: int, of: int) -> None:
    """Tell how far the making is."""
    Export.objects.filter(pk=export_id).update(done=done, of=of)


def ready(export_id: int, file: str) -> None:
    """Tell that the file stands there."""
    now = clock.now()
    Export.objects.filter(pk=export_id).update(file=file, ready_at=now, ends_at=now + KEPT)


def forget_old() -> None:
    """Take copies away after a week, with files that belong to nobody any more. Periodic."""
    Export.objects.filter(ends_at__lt=clock.now()).delete()
    wanted = set(Export.objects.exclude(file="").values_list("file", flat=True))
    old = (clock.now() - timedelta(days=1)).timestamp()
    for path in folder().glob("*") if folder().is_dir() else []:
        if path.name not in wanted and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)


def parts(account: Account, person: Person) -> Iterator[tuple[str, object]]:
    """Return what people keeps of somebody: (name of the part, what goes into its JSON file)."""
    yield "account", _row(account, "email", "language", "time_zone", "made_at", "terms_agreed")
    said = ("name", "uri", "display_name", "bio", "card_does", "card_seeks", "card_offers", "fields", "languages")
    yield (
        "profile",
        _row(person, *said, "places", "tags", "welcome_line", "welcome_question", "selected_by", "joined_at"),
    )
    yield "manners", {key: value for key, value in model_to_dict(person.manners).items() if key != "person"}
    yield "people", _people(person)
    yield "selections", _selections(person)
    yield "requests", _requests(person)
    yield "first_words", _first_words(person)
    yield "security", [_row(event, "kind", "at", "address") for event in SecurityEvent.objects.filter(account=account)]


def _people(person: Person) -> dict[str, object]:
    follows = Follow.objects.filter(follower=person).select_related("followed__server")
    followers = Follow.objects.filter(followed=person).select_related("follower__server")
    contacts = Contact.objects.filter(person=person).select_related("other__server")
    blocks = Block.objects.filter(blocker=person).select_related("blocked__server")
    mutes = Mute.objects.filter(muter=person).select_related("muted__server")
    notes = Remark.objects.filter(owner=person).select_related("person__server")
    circles: dict[str, list[object]] = {}
    for row in InCircle.objects.filter(circle__owner=person).select_related("circle", "person__server"):
        circles.setdefault(row.circle.name or "close", []).append(_who(row.person))
    return {
        "follows": [_who(row.followed) | {"since": _said(row.since)} for row in follows],
        "followers": [_who(row.follower) | {"since": _said(row.since)} for row in followers],
        "contacts": [_who(row.other) | {"since": _said(row.since)} for row in contacts],
        "circles": circles,
        "blocks": [_who(row.blocked) for row in blocks],
        "mutes": [_who(row.muted) for row in mutes],
        "servers_kept_away": list(ServerBlock.objects.filter(blocker=person).values_list("domain", flat=True)),
        "word_filters": [_filter(each) for each in filters.of(person)],
        "notes": [_who(row.person) | {"words": row.words} for row in notes],
    }


def _selections(person: Person) -> dict[str, object]:
    own = Selection.objects.filter(owner=person).order_by("pk")
    rows = InSelection.objects.filter(selection__owner=person).select_related("person__server").order_by("pk")
    people: dict[int, list[object]] = {}
    for row in rows:
        people.setdefault(row.selection_id, []).append(_who(row.person) | _row(row, "state", "since"))
    said = ("uri", "name", "words", "language", "tag", "warned", "listed", "made_at")
    held = InSelection.objects.filter(person=person).select_related("selection__owner__server").order_by("pk")
    return {
        "made": [_row(each, *said) | {"people": people.get(each.pk, [])} for each in own],
        "standing_in": [
            {"of": _who(row.selection.owner), "name": row.selection.name} | _row(row, "state", "since") for row in held
        ],
    }


def _filter(one: WordFilter) -> dict[str, object]:
    words = [{"words": row.words, "whole": row.whole} for row in one.words.all()]
    return _row(one, "title", "action", "until") | {"places": one.places, "words": words}


def _requests(person: Person) -> dict[str, object]:
    made = ContactRequest.objects.filter(asker=person).select_related("asked__server")
    received = ContactRequest.objects.filter(asked=person).select_related("asker__server")
    return {
        "made": [{"to": _who(row.asked)} | _row(row, "words", "answer", "asked_at") for row in made],
        "received": [
            {"from": _who(row.asker)} | _row(row, "words", "answer", "asked_at", "state", "acceptance_words")
            for row in received
        ],
    }


def _first_words(person: Person) -> dict[str, object]:
    received = FirstWords.objects.filter(reader=person).select_related("writer__server")
    written = FirstWords.objects.filter(writer=person).select_related("reader__server")
    return {
        "received": [
            {"from": _who(row.writer) if row.writer else None, "words": row.words, "at": _said(row.at)}
            for row in received
        ],
        "written": [{"to": _who(row.reader), "words": row.words, "at": _said(row.at)} for row in written],
    }


def _who(person: Person) -> dict[str, object]:
    return {"name": person.called, "address": f"@{person.name}@{person.server.domain}", "uri": person.uri}


def _row(row: Any, *names: str) -> dict[str, object]:
    return {name: _said(getattr(row, name)) for name in names}


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
