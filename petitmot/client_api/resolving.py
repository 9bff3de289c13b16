"""What an address or a handle stands for: a person or a post this server knows; what is elsewhere is asked for on wish."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

from petitmot.federation import finding
from petitmot.kit.addresses import split_handle
from petitmot.kit.links import followable
from petitmot.people import ties
from petitmot.people.models import Person
from petitmot.posts.models import Post
from petitmot.posts.seeing import may_see


@dataclass(frozen=True)
class Found:
    """What stands at an address; `is_address`: it was one, so nothing else is looked for."""

    person: Person | None = None
    post: int | None = None
    is_address: bool = False


def at_address(viewer: Person | None, text: str, *, fetch: bool = False) -> Found:
    """Return what an address (`https://…`) or a whole handle (`@ana@host`) names, as far as the viewer may see it.

    `fetch`: what is not known may be asked for elsewhere.
    """
    found = _known_at(viewer, text)
    if found.is_address and found.person is None and found.post is None and fetch and viewer is not None:
        return _asked_for(viewer, text)
    return found


def _asked_for(viewer: Person, text: str) -> Found:
    there = finding.find(text.removeprefix("@"), by=viewer)
    if isinstance(there, Post):
        return Found(post=there.pk if may_see(viewer, there) else None, is_address=True)
    return Found(person=_seen(viewer, there), is_address=True)


def _known_at(viewer: Person | None, text: str) -> Found:
    if followable(text):
        post = _post_at(text)
        if post is not None and may_see(viewer, post):
            return Found(post=post.pk, is_address=True)
        return Found(person=_seen(viewer, _person_at(text)), is_address=True)
    split = split_handle(text)
    if split and split[1]:
        name, host = split
        here = host == settings.PETITMOT_DOMAIN
        return Found(person=_seen(viewer, _named(name, None if here else host)), is_address=True)
    return Found()


def _post_at(address: str) -> Post | None:
    found = Post.objects.filter(uri=address).first()
    parts = _ours(address)
    if found is None and len(parts) == 2 and parts[0].startswith("@") and parts[1].isdigit() and len(parts[1]) < 19:
        found = Post.objects.filter(pk=int(parts[1])).first()
    return found


def _person_at(address: str) -> Person | None:
    found = Person.objects.present().filter(uri=address).select_related("server").first()
    parts = _ours(address)
    if found is None and len(parts) == 1 and parts[0].startswith("@"):
        split = split_handle(parts[0])
        found = _named(*split) if split else None
    return found


def _ours(address: str) -> list[str]:
    """Return the parts of the path of an address of this server; none for another's."""
    split = urlsplit(address)
    return unquote(split.path).strip("/").split("/") if split.netloc == settings.PETITMOT_DOMAIN else []


def _named(name: str, host: str | None) -> Person | None:
    return Person.objects.present().named(name, host).select_related("server").first()


def named_here(viewer: Person | None, text: str) -> Person | None:
    """Return whom a handle without a host names here, as far as the viewer may see them."""
    split = split_handle(text)
    return _seen(viewer, _named(split[0], None)) if split and not split[1] else None


def _seen(viewer: Person | None, person: Person | None) -> Person | None:
    """Whoever is named whole is found also by those who blocked them, for how else would they unblock them."""
    if person is None or (viewer is not None and ties.has_blocked(person, viewer)):
        return None
    return person
