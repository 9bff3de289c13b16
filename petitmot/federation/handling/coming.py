"""What all handlers share: how a delivery came, and who is spoken of in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from petitmot.federation import addresses
from petitmot.federation.budgets import Budget
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.signatures.material import Signer, host_of
from petitmot.federation.translation.shapes import Document, kind, uri
from petitmot.kit.refusals import NotAllowed, NotFound, Refusal
from petitmot.people.models import Person
from petitmot.posts.models import Arrival, Post

T = TypeVar("T")


@dataclass(frozen=True)
class Coming:
    """`inbox_of`: the person whose own inbox it came to (0: the shared one); `budget`: what may be fetched for it.

    `within`: the words whose author handed it on (FEP-171b). `arrival`: None for what is delivered now; given for what was found missing (rule 7).
    """

    inbox_of: int
    budget: Budget
    arrival: Arrival | None = None
    within: Post | None = None


def actor_of(signer: Signer, coming: Coming) -> Person:
    """Return the person who signed, fetched where they are new. Refused: `not_found` for who left or is suspended."""
    person = person_at(signer.actor_uri, budget=coming.budget)
    if not person.is_present or person.server.is_local:
        raise NotFound("This person is not there.")
    return person


def known_actor(signer: Signer) -> Person:
    """Return the person who signed, where they are known. Refused: `not_found`."""
    return _found(Person.objects.select_related("server").filter(uri=signer.actor_uri, left_at=None).first())


def person_here(value: object) -> Person:
    """Return the person who lives here and whom an activity names. Refused: `not_found`."""
    rows = Person.objects.present().here().select_related("server", "manners")
    return _found(rows.filter(uri=uri(value) or "-").first())


def post_known(value: object) -> Post:
    """Return words we hold, by their uri, or by the address of their page here. Refused: `not_found`."""
    said = uri(value)
    post = Post.objects.select_related("author__server", "shares").filter(uri=said or "-").first()
    if post is None and addresses.is_of_here(said) and said.rpartition("/")[2].isdigit():
        number = int(said.rpartition("/")[2][:19])
        post = Post.objects.select_related("author__server", "shares").filter(pk=number).first()
        post = post if post is not None and post.author.server.is_local else None
    return _found(post)


def inner_of(signer: Signer, activity: Document) -> Document:
    """Return the activity that this one answers or takes back, carried whole or by its id alone.

    Refused: `wrong_id` where it claims an id of a host that is neither the signer's nor ours.
    """
    inner = activity.get("object")
    if isinstance(inner, str):
        return {"id": inner}
    if not isinstance(inner, dict):
        raise NotFound("There is nothing in this activity.")
    if inner.get("id") and host_of(uri(inner)) != signer.host and not addresses.is_of_here(uri(inner)):
        raise NotAllowed("An activity of another host is not believed.", code="wrong_id")
    return inner


def refuse_other_hosts(signer: Signer, value: object) -> str:
    """Return the uri of a thing of the signer's own host. Refused: `wrong_id` for all others."""
    said = uri(value)
    if not said or host_of(said) != signer.host:
        raise NotAllowed("What lives on another host is not the signer's to tell of.", code="wrong_id")
    return said


def is_kind(document: object, *kinds: str) -> bool:
    return kind(document, frozenset(kinds)) != ""


def _found(thing: T | None) -> T:
    if thing is None:
        raise NotFound("This is not known here.")
    return thing


def refusal(code: str) -> Refusal:
    """An activity that cannot be done; the sentence is for nobody."""
    return Refusal("This activity cannot be done.", code=code)
