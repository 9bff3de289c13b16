"""A person as a document (ActivityPub, section 4.1), from the stored row and the keys; and the server's own actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from petitmot.federation import addresses, keys
from petitmot.federation.documents.contexts import ACTIVITYSTREAMS, PERSON, SECURITY, Document
from petitmot.federation.models import Key
from petitmot.kit.addresses import origin
from petitmot.kit.language import _, override
from petitmot.people import consent, emoji
from petitmot.people.models import Emoji, Person

TYPES = {Person.Kind.PERSON: "Person", Person.Kind.AUTOMATIC: "Service", Person.Kind.ORGANISATION: "Organization"}
MEDIA_TYPES = {"webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg", "png": "image/png", "gif": "image/gif"}


def person_document(person: Person, *, rsa: Key | None = None, ed25519: Key | None = None) -> Document:
    """Return the document of a person who lives here; a Tombstone for who has left.

    Keys that are not given are looked up, and made where there are none yet.
    """
    if person.left_at is not None:
        return tombstone(person.uri, person.left_at)
    rsa = rsa or keys.own_key(person, "rsa")
    ed25519 = ed25519 or keys.own_key(person, "ed25519")
    return {
        "@context": PERSON,
        "id": person.uri,
        "type": TYPES[Person.Kind(person.kind)],
        **_doors(person),
        "preferredUsername": person.name,
        "name": person.display_name or person.name,
        "summary": whole_links(person.bio_html),
        "url": addresses.page(person),
        "published": moment(person.joined_at),
        "manuallyApprovesFollowers": person.approves_followers,
        "discoverable": True,
        "indexable": False,
        **_pictures(person),
        "attachment": _fields(person),
        "tag": [*(hashtag(tag) for tag in person.tags), *map(emoji_tag, emoji.of_person(person))],
        **_welcome(person),
        "interactionPolicy": {"canFeature": _who_may_feature(person)},
        **({"alsoKnownAs": person.also_known_as} if person.also_known_as else {}),
        **_home(person),
        "capabilities": {"supportsFriendRequests": True},
        "supportsFriendRequests": True,
        "contactWords": True,
        "publicKey": public_key(rsa),
        "assertionMethod": [multikey(ed25519)],
    }


def _home(person: Person) -> Document:
    """Where somebody lives now; `movedAlone` where they only say so and take nobody along."""
    if not person.moved_to_id or not person.moved_to:
        return {}
    return {"movedTo": person.moved_to.uri, **({} if person.moved_at else {"movedAlone": True})}


def instance_document() -> Document:
    """Return the actor that signs what this server fetches for itself (as Mastodon's instance actor)."""
    uri = addresses.instance_uri()
    return {
        "@context": [ACTIVITYSTREAMS, SECURITY],
        "id": uri,
        "type": "Application",
        "inbox": addresses.shared_inbox(),
        "outbox": f"{uri}/outbox",
        "endpoints": {"sharedInbox": addresses.shared_inbox()},
        "preferredUsername": origin().split("://")[1],
        "name": "Petitmot",
        "url": f"{origin()}/",
        "manuallyApprovesFollowers": True,
        "publicKey": public_key(keys.instance_key("rsa")),
    }


def tombstone(uri: str, gone: datetime, *, formerly: str = "") -> Document:
    """Return what stands where something was: its address and when it went, nothing else (rule 41)."""
    kind = {"formerType": formerly} if formerly else {}
    return {"@context": ACTIVITYSTREAMS, "id": uri, "type": "Tombstone", **kind, "deleted": moment(gone)}


def public_key(key: Key) -> Document:
    return {"id": key.key_id, "owner": key.owner, "publicKeyPem": key.public}


def multikey(key: Key) -> Document:
    """Return an Ed25519 key as FEP-521a wants it."""
    return {
        "id": key.key_id,
        "type": "Multikey",
        "controller": key.owner,
        "publicKeyMultibase": keys.multibase(key.public),
    }


def moment(when: datetime) -> str:
    """Write a time as ActivityStreams does: UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def whole_links(html: str) -> str:
    """Make addresses of this server whole in our own clean HTML: away from here `/@ana` leads nowhere."""
    return html.replace('href="/', f'href="{origin()}/')


def image(name: str) -> Document:
    """Return a media file as an Image."""
    kind = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return {"type": "Image", "mediaType": kind, "url": addresses.media(name)}


def _doors(person: Person) -> Document:
    return {
        "inbox": f"{person.uri}/inbox",
        "outbox": f"{person.uri}/outbox",
        "followers": addresses.followers(person),
        "following": f"{person.uri}/following",
        "featured": f"{person.uri}/featured",
        "featuredTags": f"{person.uri}/tags",
        "featuredCollections": f"{person.uri}/selections",
        "endpoints": {"sharedInbox": addresses.shared_inbox()},
    }


def _pictures(person: Person) -> Document:
    named = {"icon": person.portrait, "image": person.banner}
    return {name: image(file) for name, file in named.items() if file}


def _welcome(person: Person) -> Document:
    """The welcome line in our own terms, and where Misskey shows a word to whoever follows."""
    said = {"welcomeLine": person.welcome_line, "welcomeQuestion": person.welcome_question}
    told = "\n".join(filter(None, said.values()))
    return {name: words for name, words in said.items() if words} | ({"_misskey_followedMessage": told} if told else {})


def _who_may_feature(person: Person) -> Document:
    """Who may show them in a selection (FEP-7aa9); nobody else at once but themselves."""
    policy = consent.policy_of(person)
    named = {
        consent.PUBLIC: addresses.PUBLIC,
        consent.FOLLOWERS: addresses.followers(person),
        consent.FOLLOWING: f"{person.uri}/following",
    }
    return {
        "automaticApproval": [named[each] for each in policy[consent.AT_ONCE]] or [person.uri],
        "manualApproval": [named[each] for each in policy[consent.IF_ASKED]],
    }


def _fields(person: Person) -> list[Document]:
    """Fields as PropertyValue; the welcome line and the card come as fields, for those who know no better."""
    with override((person.languages or ["fr"])[0] if (person.languages or ["fr"])[0] in ("fr", "en") else "fr"):
        said: Sequence[tuple[str, str]] = [
            (_("Mot d’accueil"), " ".join(filter(None, [person.welcome_line, person.welcome_question]))),
            (_("Je fais"), person.card_does),
            (_("Je cherche"), person.card_seeks),
            (_("Je propose"), person.card_offers),
        ]
    own = [_field(field) for field in person.fields]
    return own + [_property(name, escape(value)) for name, value in said if value]


def _field(field: Mapping[str, Any]) -> Document:
    value = str(field["value"])
    parts = urlsplit(value)
    if parts.scheme in ("http", "https") and parts.netloc and " " not in value:
        shown = escape(value.partition("://")[2])
        link = f'<a href="{escape(value)}" target="_blank" rel="nofollow noopener noreferrer me">{shown}</a>'
        return _property(str(field["name"]), link)
    return _property(str(field["name"]), escape(value))


def _property(name: str, html: str) -> Document:
    return {"type": "PropertyValue", "name": name, "value": html}


def hashtag(tag: str) -> Document:
    """Return what somebody likes to talk about as a Hashtag."""
    name = tag.lstrip("#")
    return {"type": "Hashtag", "name": f"#{name}", "href": f"{origin()}/mots/{quote(name)}"}


def emoji_tag(emoji: Emoji) -> Document:
    """Return an emoji as it stands among the tags of words and people."""
    return {
        "id": emoji.uri,
        "type": "Emoji",
        "name": f":{emoji.code}:",
        "updated": moment(emoji.updated_at),
        "icon": image(emoji.picture),
    }
