"""Moving house: other addresses one says are one's own, going to live under one of them, and coming back.

The old address says where (`moved_to`), the new one says that the old is theirs (`also_known_as`): both must, and whoever
calls has asked the new one's server now. Words stay where they were written; people come along.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import models, transaction

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import distance, follows, ties
from petitmot.people.events import PersonMoved, ProfileChanged
from petitmot.people.models import Block, Contact, FirstWords, Follow, InCircle, Mute, Person

MOST = 10  # other addresses of one person
PAUSE = timedelta(days=30)  # between two moves


def others(person: Person) -> list[Person]:
    """Return who stands behind the other addresses of a person, in the order they were named."""
    found = {other.uri: other for other in Person.objects.filter(uri__in=person.also_known_as).select_related("server")}
    return [found[uri] for uri in person.also_known_as if uri in found]


def name_other(person: Person, other: Person) -> None:
    """Say that another address is one's own, too. Refused: `oneself`, `too_many`."""
    if other.pk == person.pk:
        raise Refusal(_("C’est l’adresse que vous avez ici."), code="oneself", field="other")
    with transaction.atomic():
        named = _named(person)
        if other.uri in named:
            return
        if len(named) >= MOST:
            raise Refusal(_("Dix autres adresses au plus."), code="too_many", field="other")
        _keep(person, [*named, other.uri])


def unname_other(person: Person, other_id: int) -> None:
    """Say so no more."""
    with transaction.atomic():
        gone = Person.objects.filter(pk=other_id).values_list("uri", flat=True).first()
        named = _named(person)
        if gone in named:
            _keep(person, [uri for uri in named if uri != gone])


def _named(person: Person) -> list[str]:
    return list(Person.objects.select_for_update(of=("self",)).get(pk=person.pk).also_known_as)


def _keep(person: Person, named: list[str]) -> None:
    Person.objects.filter(pk=person.pk).update(also_known_as=named)
    person.also_known_as = named
    announce(ProfileChanged(person.pk))


def move(person: Person, to: Person, *, known_as: Collection[str]) -> None:
    """Go to live under another address, and take one's people along. `known_as`: the uris `to` says are theirs, asked now.

    Refused: `oneself`, `not_there`, `not_known_as`, `moved_lately` (within 30 days of the last move).
    """
    _refuse_nowhere(person, to)
    if person.uri not in known_as:
        raise Refusal(
            _("Cette adresse ne dit pas encore que celle-ci est aussi la vôtre. Dites-le d’abord là-bas."),
            code="not_known_as",
            field="to",
        )
    now = clock.now()
    with transaction.atomic():
        free = Person.objects.filter(pk=person.pk).exclude(moved_at__gt=now - PAUSE)
        if not free.update(moved_to=to, moved_at=now):
            raise Refusal(
                _("Vous avez déménagé il y a moins de trente jours. Laissez passer un peu de temps."),
                code="moved_lately",
                field="to",
            )
        announce(PersonMoved(person.pk, to.pk))
        announce(ProfileChanged(person.pk))
    person.refresh_from_db()


def point_to(person: Person, to: Person) -> None:
    """Say on one's page where one lives now, without taking anybody along. Refused: `oneself`, `not_there`."""
    _refuse_nowhere(person, to)
    Person.objects.filter(pk=person.pk, moved_at__lte=clock.now() - PAUSE).update(moved_at=None)
    _say_where(person, to)


def come_back(person: Person) -> None:
    """Live here again. Whoever went along stays there."""
    _say_where(person, None)


def has_moved(person: Person, to: Person) -> None:
    """Both servers say that somebody of elsewhere lives under another address now: their people here go along."""
    with transaction.atomic():
        if Person.objects.filter(pk=person.pk).exclude(moved_to=to).update(moved_to=to, moved_at=clock.now()):
            announce(ProfileChanged(person.pk))
        announce(PersonMoved(person.pk, to.pk))


def could_go_along(person: Person) -> bool:
    """Whether anybody who lives here follows somebody of elsewhere, or is their contact."""
    followed = Follow.objects.filter(followed=person, follower__server__is_local=True)
    return followed.exists() or Contact.objects.filter(other=person, person__server__is_local=True).exists()


def says_where(person: Person, to: Person | None) -> None:
    """Keep what the document of somebody of elsewhere says of where they live; nobody goes along for it."""
    if to is None or to.pk != person.pk:
        _say_where(person, to)


def _refuse_nowhere(person: Person, to: Person) -> None:
    if to.pk == person.pk:
        raise Refusal(_("C’est l’adresse que vous avez ici."), code="oneself", field="to")
    if not to.is_present or to.moved_to_id is not None:
        raise Refusal(_("Personne ne vit à cette adresse en ce moment."), code="not_there", field="to")


def _say_where(person: Person, to: Person | None) -> None:
    with transaction.atomic():
        changed = Person.objects.filter(pk=person.pk).exclude(moved_to=to) if to else _moved(person)
        if changed.update(moved_to=to):
            announce(ProfileChanged(person.pk))
    person.moved_to = to


def _moved(person: Person) -> models.QuerySet[Person]:
    return Person.objects.filter(pk=person.pk, moved_to__isnull=False)


def take_along(fact: PersonMoved) -> None:
    """A reaction: whoever here had a tie with the old address has it with the new one.

    A follow is asked for by the same verb, in the same way; a contact goes along with its first words, for it is with a
    person and not with an address; so do places in circles, blocks and mutes. Nothing, where they came back meanwhile.
    """
    people = Person.objects.select_related("server").in_bulk([fact.person_id, fact.to_id])
    old, new = people.get(fact.person_id), people.get(fact.to_id)
    if old is None or new is None or old.moved_to_id != new.pk or not new.is_present:
        return
    _keep_at_the_same_distance(old, new)
    _take_contacts(old, new)
    _take_places_in_circles(old, new)
    rows = Follow.objects.filter(followed=old, follower__server__is_local=True).select_related("follower__server")
    for row in rows.iterator(chunk_size=200):
        _take_follower(row, new)


def _take_follower(row: Follow, new: Person) -> None:
    try:
        how = {"shares": row.shows_shares, "tells": row.tells, "languages": list(row.languages)}
        follows.follow(row.follower, new, **how)  # type: ignore[arg-type]
        follows.unfollow(row.follower, row.followed)
    except Refusal:  # a block, or they are the new address themselves
        return


def _take_contacts(old: Person, new: Person) -> None:
    mine = Contact.objects.filter(other=old, person__server__is_local=True).exclude(person=new)
    for row in mine.select_related("person"):
        friend = row.person
        if ties.is_blocked_between(friend, new):
            continue
        with transaction.atomic():
            for one, other, was in ((friend, new, (friend, old)), (new, friend, (old, friend))):
                kept = {"since": row.since, "introduced_by": row.introduced_by}
                Contact.objects.get_or_create(person=one, other=other, defaults=kept)
                Contact.objects.filter(person=was[0], other=was[1]).delete()
            FirstWords.objects.filter(writer=old, reader=friend).update(writer=new)
            FirstWords.objects.filter(writer=friend, reader=old).update(reader=new)


def _take_places_in_circles(old: Person, new: Person) -> None:
    places = InCircle.objects.filter(person=old, circle__owner__server__is_local=True).exclude(circle__owner=new)
    for place in places:
        with transaction.atomic():
            InCircle.objects.get_or_create(circle=place.circle, person=new, defaults={"since": place.since})
            place.delete()


def _keep_at_the_same_distance(old: Person, new: Person) -> None:
    """Who was kept away stays so under the new address; the old one is kept away, too."""
    blocks = Block.objects.filter(blocked=old, blocker__server__is_local=True).exclude(blocker=new)
    for block in blocks.select_related("blocker__server"):
        distance.block(block.blocker, new)
    mutes = Mute.objects.filter(muted=old, muter__server__is_local=True).exclude(muter=new)
    for mute in mutes.select_related("muter"):
        distance.mute(mute.muter, new, until=mute.until)
