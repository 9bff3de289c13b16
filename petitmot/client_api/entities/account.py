"""Account, CredentialAccount, MutedAccount, Role (docs.joinmastodon.org/entities/Account): a person, told to a viewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from django.db.models import Count, QuerySet

from petitmot.client_api.entities.addresses import media_url
from petitmot.client_api.entities.emoji import emojis
from petitmot.client_api.entities.moments import day, midnight
from petitmot.kit import addresses
from petitmot.kit.compiled import Compiled
from petitmot.kit.markup import parse
from petitmot.look.faces.markup import face_url
from petitmot.people import consent, selections
from petitmot.people.emoji import by_id
from petitmot.people.models import Account, ContactRequest, Emoji, Follow, FollowRequest, Person
from petitmot.posts import tallies

NO_BANNER = "/look/headers/original/missing.png"
_INVITE, _SEES_STAFF, _DECIDES, _TAXONOMIES, _EMOJI = (
    1 << 16,
    1 << 2 | 1 << 3,
    1 << 4 | 1 << 9 | 1 << 10,
    1 << 8,
    1 << 14,
)
PERMISSIONS = {  # as Mastodon adds them up: everybody may invite, the owner may everything (21 flags in 4.5)
    Account.Role.MEMBER: str(_INVITE),
    Account.Role.MODERATOR: str(_INVITE | _SEES_STAFF | _DECIDES | _TAXONOMIES | _EMOJI),
    Account.Role.OPERATOR: str((1 << 21) - 1),
}
ROLE_IDS = {Account.Role.MEMBER: "-99", Account.Role.MODERATOR: "2", Account.Role.OPERATOR: "3"}
ROLE_NAMES = {Account.Role.MEMBER: "", Account.Role.MODERATOR: "Moderator", Account.Role.OPERATOR: "Owner"}

VISIBILITIES = {"public": "public", "unlisted": "quiet", "private": "followers", "direct": "named"}
WIRE_VISIBILITIES = {ours: theirs for theirs, ours in VISIBILITIES.items()}

Numbers = tuple[int, int]  # followers, following


def account(person: Person, viewer: Person | None = None) -> dict[str, Any]:
    """Tell one person."""
    return accounts([person], viewer)[0]


def accounts(persons: Sequence[Person], viewer: Person | None = None) -> list[dict[str, Any]]:
    """Tell persons (with `server`) to a viewer, in their order. At most seven queries, whatever their number.

    `statuses_count` is true; followers and following are those of oneself and of whoever shows their people, else 0.
    """
    ids = {person.pk for person in persons}
    written = tallies.of(ids)
    open_ids = [person.pk for person in persons if person.shows_people or (viewer and viewer.pk == person.pk)]
    numbers = numbers_of(open_ids)
    moved = _moved(persons)
    standings = consent.standings(viewer, persons)
    emoji = by_id({id_ for person in (*persons, *moved.values()) for id_ in person.emoji})
    told: dict[int, dict[str, Any]] = {}
    for person in persons:
        if person.pk not in told:
            told[person.pk] = _told(person, numbers.get(person.pk, (0, 0)), written.get(person.pk), emoji)
            told[person.pk]["feature_approval"] = feature_approval(person, standings[person.pk])
            if person.moved_to_id in moved and person.is_present:
                new = moved[person.moved_to_id]
                approval = feature_approval(new, consent.Standing.DENIED)
                told[person.pk]["moved"] = _told(new, (0, 0), None, emoji) | {"feature_approval": approval}
    return [told[person.pk] for person in persons]


def feature_approval(person: Person, standing: consent.Standing) -> dict[str, Any]:
    """FeatureApproval (docs.joinmastodon.org/entities/FeatureApproval): who may show them in a collection."""
    policy = consent.policy_of(person)
    return {
        "automatic": policy[consent.AT_ONCE],
        "manual": policy[consent.IF_ASKED],
        "current_user": standing.value,
    }


def acct(person: Person) -> str:
    """`ana`, or `chloe@ailleurs.example` for who lives elsewhere."""
    return person.name if person.server.is_local else f"{person.name}@{person.server.domain}"


def page_url(person: Person) -> str:
    """Return the address of the page people read: here for who lives here, else their own where it is known."""
    if person.server.is_local:
        return f"{addresses.origin()}/@{person.name}"
    actor = person._state.fields_cache.get("actor")  # only where it was fetched with them
    return getattr(actor, "url", "") or person.uri


def avatar(person: Person) -> str:
    if person.portrait and person.is_present:
        return media_url(person.portrait)
    return f"{addresses.origin()}{face_url(acct(person))}"


def banner(person: Person) -> str:
    if person.banner and person.is_present:
        return media_url(person.banner)
    return f"{addresses.origin()}{NO_BANNER}"


def _told(
    person: Person, numbers: Numbers, written: tuple[int, datetime] | None, emoji: Mapping[int, Emoji]
) -> dict[str, Any]:
    here, present = person.server.is_local, person.is_present
    face, head = avatar(person), banner(person)
    told: dict[str, Any] = {
        "id": str(person.pk),
        "username": person.name,
        "acct": acct(person),
        "display_name": person.display_name if present else "",
        "locked": person.approves_followers and present,
        "bot": person.kind == Person.Kind.AUTOMATIC,
        "discoverable": person.is_found and present,
        "indexable": person.is_searched and present,
        "group": person.kind == Person.Kind.ORGANISATION,
        "created_at": midnight(person.joined_at),
        "note": person.bio_html if present else "",
        "url": page_url(person),
        "uri": person.uri,
        "avatar": face,
        "avatar_static": face,
        "avatar_description": "",
        "header": head,
        "header_static": head,
        "header_description": "",
        "followers_count": numbers[0],
        "following_count": numbers[1],
        "statuses_count": written[0] if written and present else 0,
        "last_status_at": day(written[1]) if written and present else None,
        "hide_collections": not person.shows_people,
        "emojis": emojis(person.emoji, emoji) if present else [],
        "fields": [field_html(each) for each in person.fields] if present else [],
        "welcome_line": person.welcome_line if present else "",
    }
    if here:
        told["noindex"] = not person.is_searched
        told["roles"] = []
    if person.suspended_at is not None or person.left_at is not None:
        told["suspended"] = True
    if person.limited_at is not None:
        told["limited"] = True
    return told


def field_html(field: dict[str, Any]) -> dict[str, Any]:
    """A line of the profile; its value is HTML."""
    value = str(field.get("value", ""))
    if "<" not in value:
        value = parse(value).html().removeprefix("<p>").removesuffix("</p>") if value else ""
    return {"name": escape(str(field.get("name", "")), quote=False), "value": value} | _verified(field)


def field_source(field: dict[str, Any]) -> dict[str, Any]:
    """The same line as it was typed."""
    return {"name": str(field.get("name", "")), "value": str(field.get("value", ""))} | _verified(field)


def _verified(field: dict[str, Any]) -> dict[str, Any]:
    return {"verified_at": field.get("verified_at") or None}


def numbers_of(persons: Iterable[int]) -> dict[int, Numbers]:
    """Return (followers, following) of these persons. Two queries."""
    ids = list(persons)
    if not ids:
        return {}
    followers, following = dict(_FOLLOWERS(ids=ids)), dict(_FOLLOWING(ids=ids))
    return {id_: (followers.get(id_, 0), following.get(id_, 0)) for id_ in ids}


def _moved(persons: Sequence[Person]) -> dict[int | None, Person]:
    wanted = {person.moved_to_id for person in persons if person.moved_to_id}
    if not wanted:
        return {}
    return {found.pk: found for found in Person.objects.filter(pk__in=wanted).select_related("server")}


_FOLLOWERS = Compiled[tuple[int, int]](
    lambda ids: (
        Follow.objects.filter(followed_id__in=ids).order_by().values_list("followed_id").annotate(number=Count("pk"))
    ),
    ids=list,
)
_FOLLOWING = Compiled[tuple[int, int]](
    lambda ids: (
        Follow.objects.filter(follower_id__in=ids).order_by().values_list("follower_id").annotate(number=Count("pk"))
    ),
    ids=list,
)


def credential_account(person: Person, account_: Account) -> dict[str, Any]:
    """Tell somebody themselves, with what they typed (CredentialAccount)."""
    return account(person, person) | {"source": source(person), "role": role(account_)}


def source(person: Person) -> dict[str, Any]:
    """What a person typed of themselves, and how their words usually go out; `person` with `manners`."""
    manners = person.manners
    return {
        "privacy": WIRE_VISIBILITIES.get(manners.usual_visibility, "public"),
        "sensitive": manners.usual_warning,
        "language": manners.usual_language or None,
        "note": person.bio,
        "fields": [field_source(each) for each in person.fields],
        "follow_requests_count": _waiting(person),
        "hide_collections": not person.shows_people,
        "discoverable": person.is_found,
        "indexable": person.is_searched,
        "attribution_domains": person.credited_sites,
        "quote_policy": manners.usual_quotes,
        "also_known_as_uris": person.also_known_as,  # as GoToSocial's Source; Mastodon tells it in the actor alone
    }


def _waiting(person: Person) -> int:
    """How many people wait to be let in, each once: follows and contact requests."""
    return len(_WAITING(person=person.pk))


def _all_waiting(person: int) -> QuerySet[Any, Any]:
    asks = ContactRequest.objects.on_desk().filter(asked_id=person, about=ContactRequest.About.CONTACT)
    return (
        FollowRequest.objects.filter(followed_id=person).values_list("follower_id").union(asks.values_list("asker_id"))
    )


_WAITING = Compiled[tuple[int]](_all_waiting, person=int)


def role(account_: Account) -> dict[str, Any]:
    """Role (docs.joinmastodon.org/entities/Role): permissions are a bit mask, as text."""
    kind = Account.Role(account_.role)
    return {
        "id": ROLE_IDS[kind],
        "name": ROLE_NAMES[kind],
        "permissions": PERMISSIONS[kind],
        "color": "",
        "highlighted": kind != Account.Role.MEMBER,
        "collection_limit": selections.MOST,
    }
