"""The pages of moving house: another address is looked up, leaving asks who one is, one's page says where one went."""

import pytest

from petitmot.federation.tests.peers import a_peer
from petitmot.people.models import Follow, FollowRequest, Person, SecurityEvent
from petitmot.web.settings.tests.test_leaving import proved

pytestmark = pytest.mark.django_db

PAGE, AWAY = "/reglages/demenager/", "/reglages/demenager/partir/"


@pytest.fixture
def peer(settings):
    """A server elsewhere, on a loopback port."""
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True
    with a_peer() as one:
        yield one


def serve(peer, **more):
    """Muriel's server answers who she is."""
    peer.actor("muriel", **more)
    handle = f"muriel@{peer.host}"
    links = [{"rel": "self", "type": "application/activity+json", "href": peer.uri("/users/muriel")}]
    path = f"/.well-known/webfinger?resource=acct%3Amuriel%40localhost%3A{peer.host.partition(':')[2]}"
    peer.put(path, {"subject": f"acct:{handle}", "links": links}, "application/jrd+json")
    return f"@{handle}"


def test_another_address_is_looked_up_shown_and_taken_back(world, peer):
    handle, client = serve(peer), world.client(world.ana)
    assert client.post(PAGE, {"other": handle}).status_code == 302
    assert Person.objects.get(pk=world.ana.pk).also_known_as == [peer.uri("/users/muriel")]
    assert handle[1:] in client.get(PAGE).content.decode()
    muriel = Person.objects.get(name="muriel")
    client.post(f"{PAGE}{muriel.pk}/oter/")
    assert Person.objects.get(pk=world.ana.pk).also_known_as == []


@pytest.mark.parametrize("typed", ["", "muriel", "@personne@nulle-part.invalid", "pas une adresse"])
def test_an_address_that_nobody_answers_at_is_refused_and_kept_in_the_line(world, typed):
    answer = world.client(world.ana).post(PAGE, {"other": typed})
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Personne ne répond à cette adresse" in page
    assert f'value="{typed}"' in page


def test_leaving_asks_who_one_is_before_it_shows_anything(world):
    client = world.client(world.ana)
    assert client.get(AWAY)["Location"].startswith("/entrer/encore/")
    assert client.post(AWAY, {"to": "@a@b.example", "how": "along"})["Location"].startswith("/entrer/encore/")
    assert "Votre nouvelle adresse" in proved(client).get(AWAY).content.decode()


def test_a_move_checks_the_other_server_takes_people_along_and_is_seen_on_the_page(world, peer):
    world.follow(world.bruno, world.ana)
    handle, client = serve(peer), proved(world.client(world.ana))
    answer = client.post(AWAY, {"to": handle, "how": "along"})
    assert answer.status_code == 422
    assert "ne dit pas encore" in answer.content.decode()
    serve(peer, alsoKnownAs=[world.ana.uri])
    assert client.post(AWAY, {"to": handle, "how": "along"}).status_code == 302
    world.settle()
    assert FollowRequest.objects.get().followed.uri == peer.uri("/users/muriel")
    assert not Follow.objects.exists()
    for page in (world.client(world.bruno).get("/@ana"), world.client().get("/@ana")):
        told = page.content.decode()
        assert "Ana vit ailleurs maintenant." in told
        assert handle[1:] in told
        assert 'formaction="/@ana/suivre/"' not in told
    client.post(f"{PAGE}revenir/")
    assert "vit ailleurs" not in world.client().get("/@ana").content.decode()
    kinds = list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == ["moved_away", "moved_back"]


def test_only_saying_it_takes_nobody_along(world, peer):
    world.follow(world.bruno, world.ana)
    handle, client = serve(peer), proved(world.client(world.ana))
    assert client.post(AWAY, {"to": handle, "how": "sign"}).status_code == 302
    world.settle()
    assert Follow.objects.get().followed == world.ana
    assert Person.objects.get(pk=world.ana.pk).moved_to.name == "muriel"
