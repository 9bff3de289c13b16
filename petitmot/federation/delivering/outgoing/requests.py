"""A few words across servers: what travels with a follow."""

from __future__ import annotations

from petitmot.people.models import ContactRequest, Person


def words_with_follow(follower: Person, followed: Person) -> str:
    """Return the words of a request that waits, to be carried by the Follow that asking makes; else nothing."""
    row = ContactRequest.objects.open().filter(asker=follower, asked=followed).first()
    return row.words if row is not None else ""
