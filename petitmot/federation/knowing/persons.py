"""Who lives elsewhere: `person_at`, from an address; what their document says is kept as person, actor and keys."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from petitmot.federation import addresses
from petitmot.federation.budgets import Budget
from petitmot.federation.events import HomeTold, PortraitNamed
from petitmot.federation.fetching import fetch_document
from petitmot.federation.knowing import emoji
from petitmot.federation.models import Actor, Key
from petitmot.federation.quirks import mend_actor
from petitmot.federation.translation.persons import Told, read_person
from petitmot.federation.translation.shapes import Document
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.compiled import Compiled
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.moderation import limiting
from petitmot.people import elsewhere, moving
from petitmot.people.models import Person


def person_at(uri: str, *, budget: Budget | None = None, refresh: bool = False) -> Person:
    """Return the person of this uri: known, or fetched now; `refresh` asks their server anew.

    Somebody who lives here is found by their uri. Raises what `fetch_document` raises, and `Refusal` `not_an_actor`,
    `NotFound` for an address of ours that is nobody's, and for actors that sign for a whole server.
    """
    known = next(iter(_KNOWN(uri=uri)), None)
    if known is not None and (not refresh or known.server.is_local or known.left_at is not None):
        return known
    if addresses.is_of_here(uri):
        raise NotFound(_("Cette personne n’est pas là."))
    person = learn(fetch_document(uri, budget=budget or Budget()))
    if person is None:
        raise NotFound(_("Cette personne n’est pas là."))
    return person


def learn(document: Document) -> Person | None:
    """Keep what an actor's own document says, which was fetched from its host or signed by it; None for a server's."""
    told = read_person(mend_actor(document))
    with transaction.atomic():
        keep_keys(told)
        if told.is_server:
            return None
        named = emoji.keep(elsewhere.server_named(told.host), told.emoji)
        portrayed = replace(told.person, emoji=named)
        person = elsewhere.take_in(told.uri, told.host, portrayed, joined_at=told.joined_at)
        limiting.mark_newcomer(person)
        before = Actor.objects.filter(person=person).values_list("portrait_source", "banner_source").first()
        Actor.objects.update_or_create(person=person, defaults={**told.doors, "fetched_at": clock.now(), **_WELL})
        _keep_where_they_live_now(person, told.moved_to)
        if told.moved_to not in ("", person.uri) and not told.moved_alone and moving.could_go_along(person):
            announce(HomeTold(person.pk, told.moved_to))
        now_named = (told.doors["portrait_source"], told.doors["banner_source"])
        if (before or ("", "")) != now_named:
            announce(PortraitNamed(person.pk))
    return person


def _keep_where_they_live_now(person: Person, uri: str) -> None:
    """What `movedTo` says, where whoever lives there is known here and says so, too.

    Nobody is asked for it here: moves could lead on without end (`knowing.homes`).
    """
    to = Person.objects.present().select_related("server", "actor").filter(uri=uri).first() if uri else None
    named = to.also_known_as if to and to.server.is_local else getattr(getattr(to, "actor", None), "also_known_as", [])
    if person.uri in named or (not uri and person.moved_to_id is not None):
        moving.says_where(person, to)


def keep_keys(told: Told) -> None:
    """Make the keys of an actor exactly those its document names: one that is gone from it is good no more."""
    now = clock.now()
    Key.objects.filter(owner=told.uri).exclude(key_id__in=[key.key_id for key in told.keys]).delete()
    for key in told.keys:
        mine = Key.objects.filter(key_id=key.key_id)
        if mine.filter(owner=told.uri).update(public=key.pem, kind=key.kind, made_at=now) or mine.exists():
            continue  # another actor of that host names it already: nobody takes it over
        Key.objects.create(key_id=key.key_id, owner=told.uri, kind=key.kind, public=key.pem, made_at=now)


_WELL = dict.fromkeys(("failed_at", "refresh_at", "gone_since"))  # their server told of them now


_KNOWN = Compiled[Person](lambda uri: Person.objects.select_related("server").filter(uri=uri), uri=str)
