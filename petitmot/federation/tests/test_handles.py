"""Who is called `name@host`."""

from __future__ import annotations

import pytest

from petitmot.federation import finding
from petitmot.federation.knowing.handles import person_by_handle
from petitmot.kit.addresses import split_handle
from petitmot.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def finger(peer, name, href, kind="application/activity+json"):
    path = f"/.well-known/webfinger?resource=acct%3A{name}%40localhost%3A{peer.host.partition(':')[2]}"
    links = [{"rel": "http://webfinger.net/rel/profile-page", "href": peer.uri("/x")}]
    links.append({"rel": "self", "type": kind, "href": href})
    peer.put(path, {"subject": f"acct:{name}@{peer.host}", "links": links}, kind="application/jrd+json")


def test_somebody_is_found_by_their_handle(world, peer):
    finger(peer, "muriel", peer.uri("/users/muriel"))
    person = person_by_handle(f"@muriel@{peer.host}")
    assert person.uri == peer.uri("/users/muriel")
    asked = len(peer.asked)
    assert person_by_handle(f"MURIEL@{peer.host}") == person
    assert len(peer.asked) == asked


def test_somebody_here_is_found_without_asking_anybody(world):
    assert person_by_handle("ana@petitmot.test") == person_by_handle("@ana") == world.ana if world.ana else None


@pytest.mark.parametrize("handle", ["", "@", "nobody", "nobody@petitmot.test", "a b@c", "ana@", "ana@[::", "a@b@c"])
def test_what_is_no_handle_is_nobody(world, handle):
    with pytest.raises(Refusal):
        person_by_handle(handle)


def test_an_answer_that_names_another_host_or_nothing_is_refused(world, peer, other_peer):
    other_peer.put("/users/pia", peer.documents["/users/muriel"])
    for href, kind in (
        (other_peer.uri("/users/pia"), "application/activity+json"),  # a document with an id of another host
        (peer.uri("/users/muriel"), "text/html"),
        ("javascript:alert(1)", "application/activity+json"),
        ("http://petitmot.test/ap/people/1", "application/activity+json"),
    ):
        finger(peer, "zoe", href, kind)
        with pytest.raises(Refusal):
            person_by_handle(f"zoe@{peer.host}")


def test_names_of_elsewhere_may_hold_dots_dashes_and_other_letters():
    assert split_handle("@jean-luc.m@ailleurs.example") == ("jean-luc.m", "ailleurs.example")
    assert split_handle("chloé@ailleurs.example:3000") == ("chloé", "ailleurs.example:3000")
    assert split_handle("@jean-luc") is None
    assert split_handle("-luc@ailleurs.example") is None
    assert split_handle("ana") == ("ana", None)


def test_a_host_in_another_alphabet_is_asked_for_by_the_name_servers_know_it_by():
    assert split_handle("@ana@Café.example:3001") == ("ana", "xn--caf-dma.example:3001")
    assert split_handle("@ana@pаris.example") == ("ana", "xn--pris-53d.example")  # the second letter is Cyrillic
    assert split_handle("@ana@" + "é" * 63 + ".example") is None
    assert split_handle("ana@[::1]:3001") == ("ana", "[::1]:3001")
    assert split_handle("ana@bad..example") is None


def test_the_page_of_somebody_with_a_dot_in_their_name_is_there(world, peer):
    peer.actor("jean.luc", preferredUsername="jean-luc.m")
    finger(peer, "jean-luc.m", peer.uri("/users/jean.luc"))
    person = person_by_handle(f"jean-luc.m@{peer.host}")
    response = world.client(world.ana).get(f"/@{person.name}@{peer.host}")
    assert response.status_code == 200


@pytest.mark.parametrize("name", ["jean-luc.m", "first.last", "a-b", "a_b-c.d"])
def test_somebody_with_dots_and_dashes_is_met_and_named_in_typed_words(world, peer, name):
    peer.actor("muriel", preferredUsername=name)
    finger(peer, name, peer.uri("/users/muriel"))
    text = f"Bonjour @{name}@{peer.host}, bonne route."
    finding.meet(text, by=world.ana)
    post = world.says(world.ana, text)
    assert [mention.person.uri for mention in post.mentions.all()] == [peer.uri("/users/muriel")]
    assert f'href="/@{name}@{peer.host}"' in post.html
