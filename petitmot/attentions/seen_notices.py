"""How far somebody has looked through their notices, and what came since."""

from __future__ import annotations

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from petitmot.attentions.models import ON_NO_PAGE, Notice, NoticesSeen
from petitmot.people.models import Person


def seen_up_to(person: Person) -> int:
    return NoticesSeen.objects.filter(person=person).values_list("up_to", flat=True).first() or 0


def newest(person: Person) -> int:
    """Return the id of this person's newest notice, shown or not; 0 where there is none."""
    return Notice.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True).first() or 0


def has_new(person: Person) -> bool:
    """Whether something came since the last look; one query."""
    return new(person).exists()


def new(person: Person) -> QuerySet[Notice]:
    """Return the notices that came since the last look."""
    seen = NoticesSeen.objects.filter(person=person).values("up_to")
    rows = Notice.objects.filter(person=person, pk__gt=Coalesce(Subquery(seen), 0))
    return rows.exclude(kind__in=ON_NO_PAGE)


def mark_seen(person: Person, up_to: int) -> None:
    """Seen up to a notice; an older mark never undoes a newer one (rule 13), and none runs ahead of what there is."""
    up_to = min(up_to, newest(person))
    mark, new = NoticesSeen.objects.get_or_create(person=person, defaults={"up_to": up_to})
    if not new:
        NoticesSeen.objects.filter(pk=mark.pk, up_to__lt=up_to).update(up_to=up_to)
