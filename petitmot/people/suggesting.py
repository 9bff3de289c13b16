"""People one may like to know: those whom one's own people follow, and who let it be seen. Nothing else is looked at."""

from __future__ import annotations

from django.db.models import Q

from petitmot.kit import clock
from petitmot.people.models import Follow, NotSuggested, Person

AMONG = 400  # of the newest follows of one's people


def for_person(person: Person, *, most: int = 20) -> list[Person]:
    """Return people whom several of my people follow; those who share a language with me first, then by name.

    Left out: whom I follow or keep away, who keeps me away, whom I waved away, who does not wish to be found, whom
    moderators limited, and follows of people who keep their lists to themselves.
    """
    mine = Follow.objects.filter(follower=person).values("followed")
    seen = Follow.objects.filter(follower__in=mine, follower__shows_people=True).exclude(followed__in=mine)
    ids = list(seen.exclude(followed=person).order_by("-pk").values_list("followed", flat=True)[:AMONG])
    apart = Q(blocked_by__blocker=person) | Q(blocks__blocked=person) | Q(follow_requests__follower=person)
    waved = NotSuggested.objects.filter(owner=person).values("person")
    listed = Person.objects.present().filter(limited_at=None)
    rows = listed.filter(pk__in=set(ids), is_found=True).exclude(apart).exclude(pk__in=waved)
    found = rows.select_related("server")
    tongues = set(person.languages)
    return sorted(found, key=lambda each: (not tongues & set(each.languages), each.called.casefold()))[:most]


def not_this_one(owner: Person, person: Person) -> None:
    """Never suggest this person again."""
    NotSuggested.objects.get_or_create(owner=owner, person=person, defaults={"since": clock.now()})
