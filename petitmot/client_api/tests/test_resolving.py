"""Whom a whole name finds."""

from __future__ import annotations

from django.conf import settings

from petitmot.client_api.resolving import at_address
from petitmot.client_api.tests.caller import Caller
from petitmot.people import distance
from tests.world import World


def test_whoever_keeps_a_server_away_is_named_whole_by_nobody_of_it_and_finds_its_people_still(world: World):
    handle = f"@chloe@{world.chloe.server.domain}"
    distance.block_server(world.ana, world.chloe.server.domain)
    assert at_address(world.chloe, f"@ana@{settings.PETITMOT_DOMAIN}").person is None
    assert at_address(world.bruno, f"@ana@{settings.PETITMOT_DOMAIN}").person == world.ana
    assert at_address(world.ana, handle).person == world.chloe, "how else would one take it back"
    (found,) = Caller(world.ana).get("/api/v1/accounts/search", q=handle)
    assert found["id"] == str(world.chloe.pk)
