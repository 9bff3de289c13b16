"""Who follows and who is followed: the owner's alone, unless they show it; and who is let in."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import follows, ties
from petitmot.people.models import Follow, FollowRequest, Person, Question
from petitmot.web.pages import MemberRequest, back, gesture, require_safe, show, viewer
from petitmot.web.persons.finding import find
from petitmot.web.who import who

PAGE = 50


@require_safe
def followed(request: HttpRequest, handle: str) -> HttpResponse:
    """Whom somebody follows."""
    them, me = _shown_to(request, handle)
    rows = Follow.objects.filter(follower=them).select_related("followed__server").order_by("-pk")
    return _list(request, them, me, rows, "followed")


@require_safe
def followers(request: HttpRequest, handle: str) -> HttpResponse:
    """Who follows somebody; for the owner also who asks to."""
    them, me = _shown_to(request, handle)
    rows = Follow.objects.filter(followed=them).select_related("follower__server").order_by("-pk")
    return _list(request, them, me, rows, "follower")


def _asked(owner: Person, waiting: Sequence[Person]) -> set[int]:
    """Return the ids of those elsewhere who wait to be let in, were asked for a few words, and have not answered."""
    if not waiting:
        return set()
    rows = Question.objects.filter(owner=owner, person__in=waiting, person__server__is_local=False, answered_at=None)
    return set(rows.values_list("person_id", flat=True))


def _list(request: HttpRequest, them: Person, me: Person | None, rows: object, side: str) -> HttpResponse:
    before = request.GET.get("avant", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))  # type: ignore[attr-defined]
    found = list(rows[: PAGE + 1])  # type: ignore[index]
    people = [getattr(row, side) for row in found[:PAGE]]
    hidden = ties.apart_among(me, [person.pk for person in people]) if me else set()
    mine = me is not None and me.pk == them.pk
    if not mine:
        listed = ties.listed_to(me, Person.objects.filter(pk__in=[person.pk for person in people]))
        seen = set(listed.values_list("pk", flat=True))
        people = [person for person in people if person.pk in seen]
    waiting: list[Person] = []
    if mine and side == "follower":
        asking = FollowRequest.objects.filter(followed=them).select_related("follower__server").order_by("since")
        waiting = ties.present([row.follower for row in asking[:PAGE]])
    return show(
        request,
        "web/persons/people.html",
        place="community",
        them=who(them),
        is_me=mine,
        side=side,
        people=[who(person) for person in ties.present(people) if person.pk not in hidden],
        waiting=[who(person) for person in waiting],
        asked=_asked(them, waiting),
        older=found[PAGE - 1].pk if len(found) > PAGE else 0,
    )


def _shown_to(request: HttpRequest, handle: str) -> tuple[Person, Person | None]:
    me = viewer(request)
    them, _between = find(me, handle)
    if not them.shows_people and (me is None or me.pk != them.pk):
        raise NotFound(_("%(name)s garde cette liste pour soi.", name=them.called))
    return them, me


@gesture
def remove(request: MemberRequest, handle: str) -> HttpResponse:
    """Somebody follows no more; they are not told."""
    them, _between = find(request.person, handle)
    follows.remove_follower(request.person, them)
    messages.success(request, _("%(name)s ne vous suit plus et n’en est pas averti.", name=them.called))
    return back(request)


@gesture
def approve(request: MemberRequest, handle: str) -> HttpResponse:
    """Let a follow in."""
    them, _between = find(request.person, handle)
    follows.approve_follower(request.person, them)
    messages.success(request, _("%(name)s vous suit désormais.", name=them.called))
    return back(request)


@gesture
def refuse(request: MemberRequest, handle: str) -> HttpResponse:
    """Leave a follow outside; they are not told."""
    them, _between = find(request.person, handle)
    follows.refuse_follower(request.person, them)
    return back(request)
