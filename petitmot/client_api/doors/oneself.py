"""Oneself: who one is, and what one says of oneself (docs.joinmastodon.org/methods/accounts, /profile, /preferences)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.call import Call
from petitmot.client_api.door import endpoint
from petitmot.client_api.entities.account import VISIBILITIES, account, credential_account, field_source, source
from petitmot.client_api.entities.tag import featured
from petitmot.client_api.errors import ApiError, invalid
from petitmot.client_api.params import Params
from petitmot.people import profiles
from petitmot.people.models import Person
from petitmot.posts import portraits
from petitmot.posts.models import TagFeatured

Told = dict[str, Any]
FLAGS = {"locked": "approves_followers", "discoverable": "is_found", "indexable": "is_searched"}
QUOTES = ("public", "followers", "nobody")
PICTURES: dict[str, portraits.Name] = {"avatar": "portrait", "header": "banner"}


@endpoint("GET", "/api/v1/accounts/verify_credentials", scopes=("read:accounts", "profile"), copied=True)
def verify_credentials(call: Call) -> Told:
    return credential_account(call.person, call.account)


@endpoint("PATCH", "/api/v1/accounts/update_credentials", scopes=("write:accounts",))
def update_credentials(call: Call) -> Told:
    """Only what is named changes. All is checked before anything is kept, but for the pictures, which come last."""
    params, person = call.params, call.person
    said = _said(params)
    manners = _manners(params.record("source"))
    if said:
        person = profiles.describe(person, **said)
    if manners:
        profiles.mind(person, **manners)
    for name, picture in PICTURES.items():
        file = params.file(name)
        if file is not None:
            portraits.keep(person, picture, file)
        elif name in params and params.text(name) == "" and not params.raw(name):
            profiles.set_picture(person, **{picture: ""})
    return credential_account(_again(person), call.account)


def _again(person: Person) -> Person:
    return Person.objects.select_related("server", "manners").get(pk=person.pk)


def _said(params: Params) -> Told:
    said: Told = {ours: params.flag(name) for name, ours in FLAGS.items() if params.flag(name) is not None}
    if params.flag("hide_collections") is not None:
        said["shows_people"] = not params.flag("hide_collections")
    if params.flag("bot") is not None:
        said["kind"] = Person.Kind.AUTOMATIC if params.flag("bot") else Person.Kind.PERSON
    for name, ours in (("display_name", "display_name"), ("note", "bio"), ("welcome_line", "welcome_line")):
        if name in params:
            said[ours] = params.text(name)
    if "attribution_domains" in params:
        said["credited_sites"] = params.texts("attribution_domains")
    if "fields_attributes" in params:
        said["fields"] = _fields(params)
    return said


def _fields(params: Params) -> list[tuple[str, str]]:
    pairs = [(each.text("name"), each.text("value")) for each in params.records("fields_attributes")]
    for name, value in pairs:
        if len(name) > 255 or len(value) > 255:
            raise invalid("Profile fields too long (maximum is 255 characters)")
        if value.strip() and not name.strip():
            raise invalid("Profile fields name can't be blank")
    if len([pair for pair in pairs if any(pair)]) > profiles.MOST_FIELDS:
        raise invalid(f"Profile fields too many (maximum is {profiles.MOST_FIELDS})")
    return pairs


def _manners(said: Params) -> Told:
    manners: Told = {}
    if said.said("privacy"):
        if said.text("privacy") not in VISIBILITIES:
            raise ApiError(422, "Validation failed: Privacy is not included in the list")
        manners["usual_visibility"] = VISIBILITIES[said.text("privacy")]
    if said.flag("sensitive") is not None:
        manners["usual_warning"] = said.flag("sensitive")
    if "language" in said:
        manners["usual_language"] = said.text("language")[:12]
    if said.said("quote_policy"):
        if said.text("quote_policy") not in QUOTES:
            raise ApiError(422, "Validation failed: Quote policy is not included in the list")
        manners["usual_quotes"] = said.text("quote_policy")
    return manners


@endpoint("DELETE", "/api/v1/profile/avatar", scopes=("write:accounts",))
def delete_avatar(call: Call) -> Told:
    profiles.set_picture(call.person, portrait="")
    return credential_account(_again(call.person), call.account)


@endpoint("DELETE", "/api/v1/profile/header", scopes=("write:accounts",))
def delete_header(call: Call) -> Told:
    profiles.set_picture(call.person, banner="")
    return credential_account(_again(call.person), call.account)


@endpoint("GET", "/api/v1/preferences", scopes=("read:accounts",))
def preferences(call: Call) -> Told:
    usual = source(call.person)
    return {
        "posting:default:visibility": usual["privacy"],
        "posting:default:sensitive": usual["sensitive"],
        "posting:default:language": usual["language"] or None,
        "posting:default:quote_policy": usual["quote_policy"],
        "reading:expand:media": "default",
        "reading:expand:spoilers": False,
        "reading:autoplay:gifs": False,
    }


@endpoint("GET", "/api/v1/profile", scopes=("read:accounts", "profile"))
def profile(call: Call) -> Told:
    return _profile(call.person)


@endpoint(("PATCH", "PUT"), "/api/v1/profile", scopes=("write:accounts",))
def update_profile(call: Call) -> Told:
    update_credentials(call)
    return _profile(_again(call.person))


def _profile(person: Person) -> Told:
    """Profile (Mastodon 4.6): what one typed of oneself, for an editor."""
    told = account(person, person)
    rows = TagFeatured.objects.filter(person=person).select_related("tag", "person__server").order_by("pk")
    return {
        "id": told["id"],
        "display_name": person.display_name,
        "note": person.bio,
        "fields": [field_source(each) for each in person.fields],
        "avatar": told["avatar"] if person.portrait else None,
        "avatar_static": told["avatar"] if person.portrait else None,
        "avatar_description": "",
        "header": told["header"] if person.banner else None,
        "header_static": told["header"] if person.banner else None,
        "header_description": "",
        "locked": person.approves_followers,
        "bot": told["bot"],
        "hide_collections": not person.shows_people,
        "discoverable": person.is_found,
        "indexable": person.is_searched,
        "show_media": True,
        "show_media_replies": True,
        "show_featured": True,
        "attribution_domains": person.credited_sites,
        "featured_tags": [featured(row) for row in rows],
    }
