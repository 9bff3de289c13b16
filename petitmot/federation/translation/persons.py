"""From the document of an actor to what the house keeps of a person.

Sources: ActivityPub, section 4.1; https://docs.joinmastodon.org/spec/activitypub/#profiles; FEP-521a (keys).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from petitmot.federation.multikeys import pem_of
from petitmot.federation.signatures.material import Unverified, VerifyingKey, host_of, read_public
from petitmot.federation.translation.emoji import Sign, read_emoji
from petitmot.federation.translation.shapes import (
    PUBLIC,
    Document,
    kind,
    line,
    link,
    many,
    moment,
    parts,
    text,
    uri,
    uris,
)
from petitmot.kit.cleaning import clean_html, plain_text, visible_signs
from petitmot.kit.refusals import Refusal
from petitmot.people import consent
from petitmot.people.elsewhere import Portrayed
from petitmot.people.models import Person

KINDS = {
    "Person": Person.Kind.PERSON,
    "Service": Person.Kind.AUTOMATIC,
    "Application": Person.Kind.AUTOMATIC,
    "Group": Person.Kind.ORGANISATION,
    "Organization": Person.Kind.ORGANISATION,
}
ACTORS = frozenset(KINDS)
MOST_FIELDS, MOST_TAGS, MOST_KEYS = 8, 20, 10
LONGEST_BIO = 20_000  # characters of HTML
_NAME = re.compile(r"[^\W.~\-](?:[\w.\-]{0,62}[^\W.\-])?\Z")
_ONE_LINK = re.compile(r'\s*(?:<p>)?<a [^>]*href="(https?://[^"]{1,250})"')


@dataclass(frozen=True)
class Told:
    """An actor's document, read: the person, the doors of the actor, the keys it names."""

    uri: str
    host: str
    kind: str
    person: Portrayed
    joined_at: datetime | None
    doors: dict[str, object]  # fields of the model Actor
    keys: tuple[VerifyingKey, ...]
    moved_to: str
    moved_alone: bool  # nobody is to be taken along
    emoji: tuple[Sign, ...]
    is_server: bool  # an actor that signs for a whole server: nobody one meets


def read_person(document: Document) -> Told:
    """Read an actor's document. Raises `Refusal` (`not_an_actor`) where it is none, or has no inbox of its host."""
    id_ = uri(document)
    host = host_of(id_)
    # A server's own actor is called as its host, also where that has a port, which no person's name may hold.
    name = host if document.get("preferredUsername") == host else _name(document.get("preferredUsername"))
    doors = _doors(document, host)
    if kind(document, ACTORS) == "" or not host or not doors["inbox"] or not name:
        raise Refusal("This document is no actor that can be spoken to.", code="not_an_actor")
    wire_kind = kind(document, ACTORS)
    if wire_kind != "Application" and not _NAME.match(name):
        raise Refusal("This document is no actor that can be spoken to.", code="not_an_actor")
    return Told(
        uri=id_,
        host=host,
        kind=wire_kind,
        person=_portrait(document, name, wire_kind),
        joined_at=moment(document.get("published")),
        doors=doors,
        keys=tuple(read_keys(document)),
        moved_to=uri(document.get("movedTo")),
        moved_alone=document.get("movedAlone") is True,
        emoji=read_emoji(document),
        is_server=wire_kind == "Application" and name in (host, host.partition(":")[0], "instance.actor", "relay"),
    )


def read_keys(document: Document) -> list[VerifyingKey]:
    """Return the keys that an actor's document names as its own, of its own host; unreadable ones are left out."""
    owner = uri(document)
    found: list[VerifyingKey] = []
    said = [(key, "owner", "publicKeyPem") for key in many(document.get("publicKey"))[:MOST_KEYS]]
    said += [(key, "controller", "publicKeyMultibase") for key in many(document.get("assertionMethod"))[:MOST_KEYS]]
    for key, owned_by, written in said:
        if not isinstance(key, dict) or (uri(key.get(owned_by)) or owner) != owner:
            continue
        key_id, material = uri(key), text(key.get(written), 4_000)
        if host_of(key_id) != host_of(owner) or not material:
            continue
        try:
            pem = pem_of(material) if written == "publicKeyMultibase" else material.strip() + "\n"
            read_public(pem)
        except (Unverified, ValueError):
            continue
        found.append(VerifyingKey(key_id, owner, pem))
    return found


def _portrait(document: Document, name: str, wire_kind: str) -> Portrayed:
    html = clean_html(text(document.get("summary"), LONGEST_BIO))
    welcome = line(document.get("welcomeLine") or document.get("_misskey_followedMessage"), 500)
    return Portrayed(
        name=name,
        kind=str(KINDS[wire_kind]),
        display_name=line(document.get("name"), 100),
        bio=plain_text(html)[:2_000],
        bio_html=html,
        fields=_fields(document.get("attachment")),
        tags=[line(tag.get("name"), 100).lstrip("#") for tag in parts(document.get("tag"), "Hashtag", most=MOST_TAGS)],
        welcome_line=welcome,
        welcome_question=line(document.get("welcomeQuestion"), 200),
        approves_followers=document.get("manuallyApprovesFollowers") is True,
        selected_by=_selected_by(document),
    )


def _selected_by(document: Document) -> dict[str, list[str]]:
    """Who may show them in a selection (FEP-7aa9): nothing said is nothing allowed."""
    said = document.get("interactionPolicy")
    policy = said.get("canFeature") if isinstance(said, dict) else None
    if not isinstance(policy, dict):
        return {}
    known = {uri(document.get("followers")): consent.FOLLOWERS, uri(document.get("following")): consent.FOLLOWING}
    known |= dict.fromkeys(PUBLIC, consent.PUBLIC) | {uri(document): ""}

    def read(value: object) -> list[str]:
        named = [str(each) for each in many(value)[:MOST_TAGS] if each]
        return list(dict.fromkeys(filter(None, (known.get(each, consent.OTHER) for each in named))))

    at_once, if_asked = read(policy.get("automaticApproval")), read(policy.get("manualApproval"))
    return {consent.AT_ONCE: at_once, consent.IF_ASKED: if_asked}


def _name(value: object) -> str:
    """A name as in an address: letters, digits, and within it dots and dashes; small letters."""
    name = visible_signs(value).strip().lower() if isinstance(value, str) and len(value) <= 64 else ""
    return name if _NAME.match(name) else ""


def _fields(value: object) -> list[dict[str, str]]:
    """PropertyValue: a name, and a value that is words or one link."""
    found = []
    for each in parts(value, "PropertyValue", most=30):
        said = text(each.get("value"), 2_000)
        one = _ONE_LINK.match(clean_html(said))
        shown = one[1].replace("&amp;", "&") if one else plain_text(said)
        found.append({"name": line(each.get("name"), 60), "value": line(shown, 255)})
    return [field for field in found if field["name"] and field["value"]][:MOST_FIELDS]


def _doors(document: Document, host: str) -> dict[str, object]:
    """Where the actor is spoken to and read. Addresses of another host are not believed."""

    def own(value: object) -> str:
        said = uri(value)
        return said if said and host_of(said) == host else ""

    endpoints = document.get("endpoints")
    capabilities = document.get("capabilities")
    can = capabilities if isinstance(capabilities, dict) else {}
    return {
        "kind": kind(document, ACTORS),
        "inbox": own(document.get("inbox")),
        "shared_inbox": own(
            endpoints.get("sharedInbox") if isinstance(endpoints, dict) else document.get("sharedInbox")
        ),
        "outbox": own(document.get("outbox")),
        "followers_uri": own(document.get("followers")),
        "following_uri": own(document.get("following")),
        "featured_uri": own(document.get("featured")),
        "url": link(document.get("url"))[:500],
        "also_known_as": uris(document.get("alsoKnownAs"), most=20),
        "supports_requests": True in (can.get("supportsFriendRequests"), document.get("supportsFriendRequests")),
        "understands_words": document.get("contactWords") is True,
        "portrait_source": link(document.get("icon")),
        "banner_source": link(document.get("image")),
    }
