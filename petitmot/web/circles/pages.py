"""The list of one's circles, and one of them with who is in it."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.people import circles, ties
from petitmot.people.models import Circle, Person
from petitmot.web.pages import MemberRequest, member_page, show
from petitmot.web.who import who


@member_page
def index(request: MemberRequest) -> HttpResponse:
    return show(
        request,
        "web/circles/index.html",
        place="community",
        circles=[
            (circle, [who(each) for each in circle.members.all()]) for circle in circles.circles_of(request.person)
        ],
    )


@member_page
def circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """`/cercles/<id>/`: everybody one knows, those inside ticked."""
    mine = circles.my_circle(request.person, circle_id)
    inside = set(mine.members.values_list("pk", flat=True))
    known = Person.objects.present().filter(pk__in=ties.known_ids(request.person) | inside).select_related("server")
    people = sorted(known, key=lambda person: (person.pk not in inside, person.called.casefold()))
    return show(
        request,
        "web/circles/circle.html",
        place="community",
        circle=mine,
        is_close=mine.kind == Circle.Kind.CLOSE,
        inside=[who(person) for person in people if person.pk in inside],
        people=[(who(person), person.pk in inside) for person in people],
    )
