"""Whether words from elsewhere concern anybody here: a server keeps what its people may want to read, not the whole world."""

from __future__ import annotations

from petitmot.federation import addresses
from petitmot.federation.models import Actor
from petitmot.federation.translation.audience import Whom
from petitmot.federation.translation.words import Said
from petitmot.kit.compiled import Compiled
from petitmot.people.models import Contact, Follow, Person
from petitmot.posts.models import Post


def concerns_somebody_here(author: Person, said: Said, whom: Whom, inbox_of: int) -> bool:
    """Followed or known as a contact by somebody here, addressed to them, naming them, answering or quoting words here."""
    if inbox_of or any(map(addresses.is_of_here, [*whom.addressed, said.answers, said.quotes])):
        return True
    if any(addresses.is_of_here(uri) for uri, _links in said.mentions):
        return True
    if _FOLLOWED(author=author.pk) or _CONTACT(author=author.pk):
        return True
    return bool(said.answers) and Post.objects.filter(uri=said.answers, author__server__is_local=True).exists()


def followers_uri(author: Person) -> str:
    """Return the address of somebody's followers, as their actor names it; "" where it does not."""
    return next(iter(_FOLLOWERS(author=author.pk)), "")


_FOLLOWED = Compiled[int](
    lambda author: Follow.objects.filter(followed_id=author).values_list("pk", flat=True)[:1], author=int
)
_CONTACT = Compiled[int](
    lambda author: Contact.objects.filter(person_id=author).values_list("pk", flat=True)[:1], author=int
)
_FOLLOWERS = Compiled[str](
    lambda author: Actor.objects.filter(person_id=author).values_list("followers_uri", flat=True), author=int
)
