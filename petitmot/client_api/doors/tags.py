"""Tags: look at, follow, show on one's page (docs.joinmastodon.org/methods/tags, followed_tags, featured_tags)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Answer, Call, id_of
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.tag import featured, tag_url, tags
from petitmot.client_api.errors import record_not_found
from petitmot.client_api.paging import page
from petitmot.kit.pages import window
from petitmot.people.models import Person
from petitmot.posts.models import Tag, TagFeatured
from petitmot.posts.wall import find_tag
from petitmot.reading import tags as reading

FOLLOW = ("write:follows",)
WRITE = ("write:accounts",)


@endpoint("GET", "/api/v1/tags/{name}", user=None)
def show(call: Call, name: str) -> dict[str, Any]:
    tag = find_tag(name)
    if tag is not None:
        return _told(call, tag)
    nobody_s = {"name": name, "url": tag_url(name), "history": []}
    return nobody_s | ({"following": False, "featuring": False} if call.viewer else {})


@endpoint("POST", "/api/v1/tags/{name}/follow", scopes=FOLLOW)
def follow(call: Call, name: str) -> dict[str, Any]:
    return _told(call, reading.follow(call.person, name))


@endpoint("POST", "/api/v1/tags/{name}/unfollow", scopes=FOLLOW)
def unfollow(call: Call, name: str) -> dict[str, Any]:
    return _told(call, reading.follow_no_more(call.person, name))


@endpoint("POST", "/api/v1/tags/{name}/feature", scopes=WRITE)
def feature(call: Call, name: str) -> dict[str, Any]:
    tag = reading.named(name)
    if not TagFeatured.objects.filter(person=call.person, tag=tag).exists():
        reading.feature(call.person, name)
    return _told(call, tag)


@endpoint("POST", "/api/v1/tags/{name}/unfeature", scopes=WRITE)
def unfeature(call: Call, name: str) -> dict[str, Any]:
    tag = reading.named(name)
    row = TagFeatured.objects.filter(person=call.person, tag=tag).first()
    if row is not None:
        reading.feature_no_more(call.person, row.pk)
    return _told(call, tag)


@endpoint("GET", "/api/v1/followed_tags", scopes=("read:follows",))
def followed(call: Call) -> Answer:
    found = window(reading.followed_by(call.person), call.window(100, 200))
    return page(call, tags([row.tag for row in found.items], call.person), older=found.older, newer=found.newer)


@endpoint("GET", "/api/v1/featured_tags", scopes=("read:accounts",))
def mine(call: Call) -> list[dict[str, Any]]:
    return _featured(call.person)


@endpoint("POST", "/api/v1/featured_tags", scopes=WRITE)
def add(call: Call) -> dict[str, Any]:
    row = reading.feature(call.person, call.require("name"))
    return featured(row)


@endpoint("DELETE", "/api/v1/featured_tags/{id}", scopes=WRITE)
def remove(call: Call, id: str) -> dict[str, Any]:
    reading.feature_no_more(call.person, id_of(id))
    return {}


@endpoint("GET", "/api/v1/featured_tags/suggestions", scopes=("read:accounts",))
def suggestions(call: Call) -> list[dict[str, Any]]:
    """The tags somebody wrote last, never those that are used most."""
    rows = Tag.objects.filter(rows__post__author=call.person).order_by("-rows__post_id")
    newest = list(dict.fromkeys(rows[:50]))[: reading.MOST_FEATURED]
    shown = {row.tag_id for row in reading.featured_by(call.person)}
    return tags([tag for tag in newest if tag.pk not in shown], call.person)


@endpoint("GET", "/api/v1/accounts/{id}/featured_tags", user=None)
def of_account(call: Call, id: str) -> list[dict[str, Any]]:
    person = Person.objects.present().filter(pk=id_of(id)).first()
    if person is None:
        raise record_not_found()
    return _featured(person)


def _featured(person: Person) -> list[dict[str, Any]]:
    rows = TagFeatured.objects.filter(person=person).select_related("tag", "person__server").order_by("pk")
    return [featured(row) for row in rows]


def _told(call: Call, tag: Tag) -> dict[str, Any]:
    return tags([tag], call.viewer)[0]
