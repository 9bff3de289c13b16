"""Timelines (docs.joinmastodon.org/methods/timelines), and a person's statuses (methods/accounts#statuses).

Fetching marks nothing as read (rule 17).
"""

from __future__ import annotations

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.doors.finding import list_of
from petitmot.client_api.entities.status import Teller
from petitmot.client_api.errors import record_not_found
from petitmot.client_api.paging import page
from petitmot.kit.pages import Slice
from petitmot.people import circles, ties
from petitmot.people.models import Person
from petitmot.posts import gathering, wall
from petitmot.reading import home, timelines

READ = ("read:statuses",)


@endpoint("GET", "/api/v1/timelines/home", scopes=READ, copied=True)
def home_timeline(call: Call) -> Answer:
    teller = Teller(call.person)
    found = home.page(call.person.pk, call.window(), teller.see)
    return page(call, teller.tell(found.items), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/timelines/public", scopes=READ, user=None)
def public(call: Call) -> Answer:
    flag = call.params.flag
    found = timelines.public(
        call.viewer,
        call.window(),
        local=bool(flag("local")),
        remote=bool(flag("remote")),
        only_media=bool(flag("only_media")),
    )
    return list_of(call, found)


@endpoint("GET", "/api/v1/timelines/tag/{name}", scopes=READ, user=None)
def tag(call: Call, name: str) -> Answer:
    flag, texts = call.params.flag, call.params.texts
    found = timelines.tagged(
        call.viewer,
        call.window(),
        [name, *texts("any")],
        every=texts("all"),
        none=texts("none"),
        local=bool(flag("local")),
        remote=bool(flag("remote")),
        only_media=bool(flag("only_media")),
    )
    return list_of(call, found)


@endpoint("GET", "/api/v1/timelines/link", scopes=READ, user=None)
def link(call: Call) -> Answer:
    return list_of(call, timelines.about_link(call.viewer, call.window(), call.require("url")))


@endpoint("GET", "/api/v1/timelines/list/{id}", scopes=("read:lists",))
def list_timeline(call: Call, id: str) -> Answer:
    circle = circles.my_circle(call.person, id_of(id))
    return list_of(call, timelines.of_circle(call.person, call.window(), circle))


@endpoint("GET", "/api/v1/accounts/{id}/statuses", scopes=READ, user=None, copied=True)
def of_account(call: Call, id: str) -> Answer:
    author = gathering.people_by_id([id_of(id)]).get(int(id))
    if author is None:
        raise record_not_found()
    if not author.is_present or (call.viewer and ties.is_blocked_between(call.viewer, author)):
        return Answer([])
    return list_of(call, _of_account(call, author))


def _of_account(call: Call, author: Person) -> Slice[int]:
    flag, part = call.params.flag, call.window()
    if flag("pinned"):
        return Slice(wall.pinned(call.viewer, author), None, None)
    if call.params.said("tagged"):
        return timelines.of_person_tagged(call.viewer, part, author, call.params.text("tagged"))
    return timelines.of_person(
        call.viewer,
        part,
        author,
        only_media=bool(flag("only_media")),
        no_replies=bool(flag("exclude_replies")),
        no_shares=bool(flag("exclude_reblogs")),
    )
