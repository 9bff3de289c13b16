"""Words to be said later: typed now, checked now, published at their moment by a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import circles
from petitmot.people.models import Person
from petitmot.posts import content as contents
from petitmot.posts import polls
from petitmot.posts.audiences import To
from petitmot.posts.events import WordsPlanned
from petitmot.posts.models import Picture, Post, Quoting, Scheduled, Visibility
from petitmot.posts.publishing import publish
from petitmot.posts.seeing import find

SOONEST = timedelta(minutes=5)
MOST, MOST_A_DAY = 300, 25


@dataclass(frozen=True)
class Plan:
    """What will be said, in ids and plain values, so that it can wait in a row. A poll lasts from its publication."""

    words: str
    visibility: str = Visibility.PUBLIC
    circle: int | None = None
    people: list[int] = field(default_factory=list)
    warning: str = ""
    language: str = "fr"
    pictures: list[int] = field(default_factory=list)
    answers: int | None = None  # the post replied to
    quotes: int | None = None
    poll_answers: list[str] = field(default_factory=list)
    poll_seconds: int = 86_400
    poll_several: bool = False
    poll_hides_results: bool = False
    plain: bool = False  # the words hold no Markdown
    sensitive: bool = False
    alone: bool = False  # for nobody but oneself, where nobody is named
    quotable_by: str = Quoting.PUBLIC


def schedule(author: Person, plan: Plan, at: datetime, *, wishes: Mapping[str, Any] | None = None) -> Scheduled:
    """Keep words for a moment at least five minutes away.

    Refused, with the field `later`: `too_soon`, `too_many_later` (300 in all, 25 a day); and whatever publishing would
    refuse of the words themselves, now and not then.
    """
    _refuse_moment(at)
    _content(author, plan)
    _audience(author, plan)
    _refuse_many(author, at)
    kept = {name: value for name, value in asdict(plan).items() if name != "words"}
    with transaction.atomic():
        Picture.objects.filter(owner=author, pk__in=plan.pictures, post=None).update(unused_since=None)
        made = Scheduled.objects.create(
            owner=author, words=plan.words, plan=kept, wishes=dict(wishes or {}), at=at, made_at=clock.now()
        )
        announce(WordsPlanned(made.pk), at=at)
    return made


def move(author: Person, scheduled_id: int, at: datetime) -> Scheduled:
    """Choose another moment. Refused: `not_found`, `too_soon`, `too_many_later`."""
    _refuse_moment(at)
    with transaction.atomic():
        row = one(author, scheduled_id)
        row.at, row.refused = at, ""
        row.save(update_fields=["at", "refused"])
        announce(WordsPlanned(row.pk), at=at)
    return row


def cancel(author: Person, scheduled_id: int) -> Scheduled:
    """Do not say them; returns what was kept. Refused: `not_found`."""
    with transaction.atomic():
        row = one(author, scheduled_id)
        Scheduled.objects.filter(pk=row.pk).delete()
        loose = Picture.objects.filter(owner=author, pk__in=plan_of(row).pictures, post=None)
        loose.update(unused_since=clock.now())
    return row


def one(author: Person, scheduled_id: int) -> Scheduled:
    """Return words of one's own that wait. Refused: `not_found`."""
    row = of_person(author).filter(pk=scheduled_id).first()
    if row is None:
        raise NotFound(_("Ces mots n’attendent plus."))
    return row


def of_person(author: Person) -> QuerySet[Scheduled]:
    """Return what waits of this person, the next to be said first."""
    return Scheduled.objects.filter(owner=author).order_by("at", "pk")


def plan_of(row: Scheduled) -> Plan:
    return Plan(words=row.words, **row.plan)


def say(fact: WordsPlanned) -> None:
    """A reaction, at the moment: publish, and forget the plan in the same transaction. What is refused now stays, with
    the sentence, for its writer to see."""
    try:
        with transaction.atomic():
            waiting = Scheduled.objects.select_for_update(of=("self",)).select_related("owner__server")
            row = waiting.filter(pk=fact.scheduled_id, at__lte=clock.now(), refused="").first()
            if row is None or not row.owner.is_present:
                return
            _publish(row)
            row.delete()
    except Refusal as refusal:
        Scheduled.objects.filter(pk=fact.scheduled_id).update(refused=refusal.sentence[:300])


def _publish(row: Scheduled) -> Post:
    plan = plan_of(row)
    answers = find(row.owner, plan.answers) if plan.answers else None
    quotes = find(row.owner, plan.quotes) if plan.quotes else None
    return publish(
        row.owner,
        _content(row.owner, plan),
        _audience(row.owner, plan),
        answers=answers,
        quotes=quotes,
        quotable_by=Quoting(plan.quotable_by),
    )


def _content(author: Person, plan: Plan) -> contents.Content:
    found = Picture.objects.filter(owner=author, post=None).in_bulk(plan.pictures)
    if len(found) < len(plan.pictures):
        raise Refusal(_("Une des images n’est plus là."), code="picture_gone", field="pictures")
    return contents.typed(
        plan.words,
        warning=plan.warning,
        language=plan.language,
        pictures=[found[id_] for id_ in plan.pictures],
        poll=_poll(plan),
        place_for="words",
        plain=plan.plain,
        sensitive=plan.sensitive,
    )


def _poll(plan: Plan) -> polls.Asked | None:
    if not plan.poll_answers:
        return None
    lasts = timedelta(seconds=plan.poll_seconds)
    return polls.typed(plan.poll_answers, lasts, several=plan.poll_several, hides_results=plan.poll_hides_results)


def _audience(author: Person, plan: Plan) -> To:
    circle = circles.my_circle(author, plan.circle) if plan.circle else None
    people = Person.objects.present().select_related("server").filter(pk__in=plan.people)
    return To(Visibility(plan.visibility), circle, tuple(people), alone=plan.alone)


def _refuse_moment(at: datetime) -> None:
    if at < clock.now() + SOONEST:
        raise Refusal(
            _("Choisissez un moment dans cinq minutes au plus tôt, ou publiez tout de suite."),
            code="too_soon",
            field="later",
        )


def _refuse_many(author: Person, at: datetime) -> None:
    mine = Scheduled.objects.filter(owner=author)
    same_day = mine.filter(at__gte=at - timedelta(hours=12), at__lt=at + timedelta(hours=12))
    if mine.count() >= MOST or same_day.count() >= MOST_A_DAY:
        raise Refusal(
            _("Trop de mots attendent déjà : trois cents au plus, et vingt-cinq pour un même jour."),
            code="too_many_later",
            field="later",
        )
