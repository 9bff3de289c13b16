"""What moderators decide about servers, for tests."""

from __future__ import annotations

from petitmot.moderation import limiting
from petitmot.moderation.limiting import Decided
from petitmot.moderation.models import ServerLimit
from petitmot.people.models import Account
from tests.world import World

Measure = ServerLimit.Measure


def moderator(world: World) -> Account:
    return Account.objects.get(persons=world.odile)


def limit(world: World, host: str, measure: str = Measure.NOTHING, **more: object) -> ServerLimit:
    """Decide about a server, and let everything that follows happen."""
    made = limiting.decide(moderator(world), host, Decided(measure=measure, **more))
    world.settle()
    return made


def refuse(world: World, host: str) -> ServerLimit:
    return limit(world, host, Measure.REFUSED)


def silence(world: World, host: str) -> ServerLimit:
    return limit(world, host, Measure.SILENCED)
