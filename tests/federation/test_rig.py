"""The rig itself: houses do not see each other's data, and what one sends the other's Django gets."""

from __future__ import annotations

from petitmot.federation.delivering import queue
from petitmot.federation.delivering.recipients import Door
from petitmot.federation.models import Delivery
from petitmot.kit import clock
from petitmot.kit.addresses import origin
from petitmot.kit.fetching import fetch
from petitmot.kit.reaching import going
from petitmot.people.models import Person, Server


def test_each_house_has_its_own_name_people_and_rows(rig):
    with rig.here:
        assert rig.here.world.ana.uri.startswith("https://ici.example/")
        with rig.there:
            assert origin() == "https://la-bas.example"
            assert not Person.objects.exists()
        assert Person.objects.count() == 1


def test_what_one_fetches_the_other_answers(rig):
    with rig.here, going(rig.wire.way()):
        page = fetch("https://la-bas.example/entrer/", accept=["text/html"], max_bytes=1_000_000)
    assert (page.status, page.type) == (200, "text/html")
    assert rig.wire.fetched == [("la-bas.example", "/entrer/")]


def test_what_one_sends_the_other_gets_once_it_is_up(rig):
    with rig.here:
        server = Server.objects.create(domain="la-bas.example", first_seen=clock.now())
        door = Door(server.pk, "https://la-bas.example/nowhere/inbox")
        rig.there.up = False
        queue.deliver({"id": "https://ici.example/a"}, by=rig.here.world.ana, to=[door])
    rig.settle()
    assert (rig.waiting(rig.here), rig.wire.posted) == (1, [])
    rig.there.up = True
    rig.later(minutes=1)
    assert [path for _host, path, _status in rig.wire.posted] == ["/nowhere/inbox"]
    with rig.here:
        assert Delivery.objects.get().given_up_at  # there is no such inbox, and it says so
