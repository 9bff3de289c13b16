"""The people whom words from elsewhere name or are addressed to, as far as they are known or may be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from petitmot.federation.budgets import Budget
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.translation.audience import Whom
from petitmot.federation.translation.words import Said
from petitmot.kit.compiled import Compiled
from petitmot.kit.refusals import NotFound, Refusal, TryLater
from petitmot.people.models import Person
from petitmot.posts.models import Visibility

MOST_ASKED = 8  # people of a conversation who are fetched because they are not known yet
MOST = 200


@dataclass(frozen=True)
class Named:
    """`mentioned` stand in the text; `addressed` are whom the words are for; `links` lead to them in the text."""

    mentioned: tuple[Person, ...]
    addressed: tuple[Person, ...]
    links: tuple[tuple[Person, tuple[str, ...]], ...]


def people_named(said: Said, whom: Whom, author: Person, *, budget: Budget, inbox_of: int) -> Named:
    """Find them. A conversation is the set of its people: of those who are not known some are asked for.

    Refused: `for_nobody_here` where words for some people reach nobody who lives here.
    """
    wanted = [uri for uri, _links in said.mentions][:MOST]
    addressed = list(whom.addressed)[:MOST]
    people = _known({*wanted, *addressed})
    if whom.visibility == Visibility.NAMED:
        _ask_for([uri for uri in addressed if uri not in people][:MOST_ASKED], people, budget)
    mentioned = [people[uri] for uri in wanted if uri in people]
    whom_for = {people[uri].pk: people[uri] for uri in addressed if uri in people}
    if inbox_of and whom.visibility in (Visibility.NAMED, Visibility.CIRCLE):
        whom_for |= {person.pk: person for person in Person.objects.select_related("server").filter(pk=inbox_of)}
    whom_for.pop(author.pk, None)
    for_some = whom.visibility in (Visibility.NAMED, Visibility.CIRCLE)
    if for_some and not any(person.server.is_local for person in whom_for.values()):
        raise NotFound("These words are for nobody here.", code="for_nobody_here")
    links = tuple((people[uri], (uri, *_pages(people[uri]))) for uri, _links in said.mentions if uri in people)
    return Named(tuple(mentioned), tuple(whom_for.values()), links)


def _known(uris: set[str]) -> dict[str, Person]:
    return {person.uri: person for person in _PRESENT(uris=sorted(uris))}


def _ask_for(uris: list[str], people: dict[str, Person], budget: Budget) -> None:
    for uri in uris:
        try:
            people[uri] = person_at(uri, budget=budget)
        except (Refusal, TryLater):  # a collection, somebody who left, a server that sleeps: the others still read
            continue


def _pages(person: Person) -> tuple[str, ...]:
    actor = getattr(person, "actor", None)
    return (actor.url,) if actor is not None and actor.url else ()


_PRESENT = Compiled[Person](
    lambda uris: Person.objects.present().select_related("server", "actor").filter(uri__in=uris), uris=tuple
)
