"""Addresses of documents that belong to persons, posts and this server; each hangs on a stored uri (rule 39)."""

from __future__ import annotations

from petitmot.kit.addresses import origin
from petitmot.people.models import Person

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
SHARED_INBOX = "/ap/shared/inbox"
INSTANCE_ACTOR = "/ap/actor"


def instance_uri() -> str:
    """Return the address of the actor that signs what this server fetches for itself."""
    return f"{origin()}{INSTANCE_ACTOR}"


def shared_inbox() -> str:
    return f"{origin()}{SHARED_INBOX}"


def page(person: Person) -> str:
    """Return the address of the page of a person who lives here; `person.server` is not asked."""
    return f"{origin()}/@{person.name}"


def followers(person: Person) -> str:
    """Return the address of the collection of a person's followers, here."""
    return f"{person.uri}/followers"


def post_page(person: Person, post_id: int) -> str:
    return f"{page(person)}/{post_id}"


def container(thread: int) -> str:
    """Return the address of a thread that began here: its posts (FEP-7888), and what is said in it together (FEP-171b)."""
    return f"{origin()}/ap/contexts/{thread}"


def media(name: str) -> str:
    """Return the whole address of a media file."""
    return f"{origin()}/media/{name}"


def is_of_here(uri: str) -> bool:
    """Whether a uri was made by this server."""
    return uri.startswith(f"{origin()}/")
