"""What is known of people elsewhere is asked for again when it is old, and who is gone for good is let go of."""

from datetime import timedelta

import pytest

from petitmot.federation.knowing import refreshing
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor, Key, Peer
from petitmot.kit import clock
from petitmot.people.models import Follow, Person

pytestmark = pytest.mark.django_db
PATH = "/users/muriel"


@pytest.fixture
def muriel(world, peer):
    """Ana follows Muriel, whose document was fetched ten days ago."""
    found = person_at(peer.uri(PATH))
    world.follow(world.ana, found)
    Actor.objects.update(fetched_at=clock.now() - timedelta(days=10))
    peer.asked.clear()
    return found


def round_(world, days=0):
    with clock.living_at(clock.now() + timedelta(days=days)):
        refreshing.find_old()
        world.settle()


def test_an_old_document_is_asked_for_again_and_a_young_one_is_not(world, peer, muriel):
    peer.actor("muriel", summary="<p>Sous la brume.</p>")
    round_(world)
    muriel.refresh_from_db()
    assert muriel.bio == "Sous la brume."
    assert peer.paths().count(PATH) == 1
    round_(world)
    assert peer.paths().count(PATH) == 1


def test_how_old_is_the_operators_to_say(world, peer, muriel, settings):
    settings.PETITMOT_ACTOR_DAYS = 11
    round_(world)
    assert PATH not in peer.paths()


def test_nobody_is_asked_for_with_whom_nobody_here_has_to_do(world, peer, muriel):
    Follow.objects.all().delete()
    round_(world)
    assert PATH not in peer.paths()
    peer.says(world, peer.does("Create", peer.note(to=[world.ana.uri], cc=[])))
    peer.asked.clear()
    round_(world)
    assert PATH in peer.paths()


def test_somebody_whose_inbox_was_gone_is_asked_for_at_once(world, peer, muriel):
    Actor.objects.update(fetched_at=clock.now(), failed_at=clock.now())
    round_(world)
    assert Actor.objects.get().failed_at is None


def test_a_server_that_does_not_answer_is_tried_again_in_a_day_and_a_silent_one_is_waited_for(world, peer, muriel):
    peer.put(PATH, 503)
    round_(world)
    round_(world)
    assert peer.paths().count(PATH) == 1
    round_(world, days=1.1)
    assert peer.paths().count(PATH) == 2
    Peer.objects.update_or_create(server=muriel.server, defaults={"paused_until": clock.now() + timedelta(days=9)})
    round_(world, days=3)
    assert peer.paths().count(PATH) == 2
    assert Person.objects.get(pk=muriel.pk).left_at is None


@pytest.mark.parametrize(("status", "days"), [(410, 3), (404, 30)])
def test_who_is_gone_for_days_has_left(world, peer, muriel, status, days):
    peer.put(PATH, status)
    round_(world)
    round_(world, days=days - 0.5)
    assert Person.objects.get(pk=muriel.pk).left_at is None
    round_(world, days=days + 1)
    assert Person.objects.get(pk=muriel.pk).left_at is not None
    assert not Follow.objects.exists()
    assert not Actor.objects.exists()
    assert not Key.objects.filter(owner=muriel.uri).exists()


def test_who_comes_back_in_time_was_never_gone(world, peer, muriel):
    peer.put(PATH, 410)
    round_(world)
    assert Actor.objects.get().gone_since is not None
    peer.actor("muriel")
    round_(world, days=2)
    assert Actor.objects.get().gone_since is None
