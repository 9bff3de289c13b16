"""Looking for somebody, or for words, on another server: by page, by application, and while one writes."""

import pytest

from petitmot.client_api.tests.caller import Caller
from petitmot.federation import finding
from petitmot.federation.tests.test_handles import finger
from petitmot.people.models import Person
from petitmot.posts.models import Post

pytestmark = pytest.mark.django_db


def test_a_page_asks_another_server_only_when_one_says_so(world, peer):
    finger(peer, "muriel", peer.uri("/users/muriel"))
    client, handle = world.client(world.ana), f"muriel@{peer.host}"
    page = client.get("/chercher/", {"q": f"@{handle}"}).content.decode()
    assert "Demander à son serveur" in page
    assert peer.asked == []
    answer = client.post("/chercher/ailleurs/", {"q": handle})
    assert answer.headers["Location"] == f"/@{handle}"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert "Demander à son serveur" not in client.get("/chercher/", {"q": handle}).content.decode()


def test_words_are_found_by_their_address(world, peer):
    note = peer.note()
    peer.put("/users/muriel/statuses/1", note)
    answer = world.client(world.ana).post("/chercher/ailleurs/", {"q": note["id"]})
    post = Post.objects.get(uri=note["id"])
    assert answer.headers["Location"] == f"/@muriel@{peer.host}/{post.pk}"


@pytest.mark.parametrize("text", ["", "ana", "@ana@petitmot.test", "http://petitmot.test/@ana", "javascript:alert(1)"])
def test_what_is_not_elsewhere_asks_nobody(world, peer, text):
    assert finding.find(text, by=world.ana) is None
    assert world.client(world.ana).post("/chercher/ailleurs/", {"q": text}).status_code == 302
    assert peer.asked == []


def test_who_does_not_answer_is_said_and_nothing_is_lost(world, peer):
    answer = world.client(world.ana).post("/chercher/ailleurs/", {"q": f"personne@{peer.host}"}, follow=True)
    page = answer.content.decode()
    assert "Rien ne répond à cette adresse" in page
    assert f"personne@{peer.host}" in page


def test_visitors_do_not_make_us_ask(world, peer):
    answer = world.client().post("/chercher/ailleurs/", {"q": f"muriel@{peer.host}"})
    assert answer.headers["Location"].startswith("/entrer/")
    assert peer.asked == []


def test_the_pace_of_looking_is_bounded(world, peer, settings):
    settings.PETITMOT_RATE_LIMITS = True
    client = world.client(world.ana)
    for number in range(finding.PACE.times + 1):
        client.post("/chercher/ailleurs/", {"q": f"p{number}@{peer.host}"})
    assert len(peer.asked) == finding.PACE.times


def test_words_reach_people_of_elsewhere_whom_they_name(world, peer):
    finger(peer, "muriel", peer.uri("/users/muriel"))
    words = {"words": f"Bonjour @muriel@{peer.host} !", "whom": "named", "language": "fr"}
    assert world.client(world.ana).post("/ecrire/", words).status_code == 302
    muriel = Person.objects.get(uri=peer.uri("/users/muriel"))
    assert list(Post.objects.get().audience.values_list("person_id", flat=True)) == [muriel.pk]


def test_one_text_makes_us_ask_for_a_few_people_only(world, peer):
    finding.meet(" ".join(f"@p{number}@{peer.host}" for number in range(30)), by=world.ana)
    assert len(peer.asked) == finding.MOST_MET


def test_an_application_asks_other_servers_on_its_wish(world, peer):
    finger(peer, "muriel", peer.uri("/users/muriel"))
    caller = Caller(world.ana)
    handle = f"@muriel@{peer.host}"
    assert caller.get("/api/v2/search", q=handle)["accounts"] == []
    assert peer.asked == []
    found = caller.get("/api/v2/search", q=handle, resolve="true")["accounts"]
    assert [each["acct"] for each in found] == [handle[1:]]
    note = peer.note()
    peer.put("/users/muriel/statuses/1", note)
    found = caller.get("/api/v2/search", q=note["id"], resolve="true")["statuses"]
    assert [each["uri"] for each in found] == [note["id"]]
