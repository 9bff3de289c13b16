"""The dangers that FEDERATION.md names: each has its tests, and those that had none of their own stand here."""

import re
from pathlib import Path

import pytest

import petitmot
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor, Key
from petitmot.federation.tests.peers import post_of
from petitmot.federation.translation.shapes import uri
from petitmot.kit.addresses import split_handle
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people.models import Follow, Person, Server
from petitmot.posts.models import Post

ROOT = Path(petitmot.__file__).parents[1]
CYRILLIC_A = "\u0430"  # looks like the Latin one


def test_each_danger_in_the_document_names_tests_that_there_are():
    table = (ROOT / "FEDERATION.md").read_text().partition("## Dangers")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and "`test_" in line]
    assert len(rows) >= 16
    there = set()
    for folder in (ROOT / "petitmot", ROOT / "tests"):
        for path in folder.rglob("test_*.py"):
            there |= set(re.findall(r"^def (test_\w+)", path.read_text(), re.M))
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named and set(named) <= there, (row, set(named) - there)


@pytest.mark.parametrize("host", [f"ex{CYRILLIC_A}mple.org", "exa\u200bmple.org", "example。org"])
def test_a_homograph_name_of_a_host_is_no_address_and_is_read_as_the_network_writes_it(host):
    assert uri(f"https://{host}/users/ana") == ""
    _name, found = split_handle(f"ana@{host}") or ("", "")
    assert found != host and (found or "").isascii()


@pytest.mark.django_db
def test_a_homograph_name_of_a_person_is_another_person(world, peer):
    real = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, real)
    name = "muri\u0435l"  # the Cyrillic e
    peer.actor("faux")
    peer.documents["/users/faux"] |= {"preferredUsername": name, "name": "Muriel"}
    false = person_at(peer.uri("/users/faux"))
    assert false.pk != real.pk and false.name != real.name
    assert Follow.objects.get().followed == real


@pytest.mark.django_db
def test_an_actor_that_changes_host_is_not_believed_and_what_was_known_stays(world, peer, other_peer):
    muriel = person_at(peer.uri("/users/muriel"))
    before = Actor.objects.values().get(person=muriel)
    peer.actor("muriel", inbox=other_peer.uri("/inbox"))
    with pytest.raises(Refusal):
        person_at(muriel.uri, refresh=True)
    peer.put("/users/muriel", other_peer.documents["/users/pia"])  # says to be somebody of another host
    with pytest.raises((Refusal, NotFound)):
        person = person_at(muriel.uri, refresh=True)
        assert person.uri == other_peer.uri("/users/pia")  # asked there itself, and nobody else than she
        raise NotFound("")
    assert Actor.objects.values().get(person=muriel) == before
    assert Key.objects.filter(owner=muriel.uri).count() == 1
    assert Person.objects.get(pk=muriel.pk).server == Server.objects.get(domain=peer.host)


@pytest.mark.django_db
def test_a_forged_delete_update_or_undo_changes_nothing(world, peer, other_peer):
    muriel = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, muriel)
    note = peer.note(content="<p>Les vrais mots.</p>")
    peer.says(world, peer.does("Create", note))
    mine = world.says(world.ana, "Ici.")
    like = peer.does("Like", mine.uri)
    peer.says(world, like)
    for forged in (
        other_peer.does("Delete", note["id"], actor="pia"),
        other_peer.does("Delete", {"id": note["id"], "type": "Tombstone"}, actor="pia"),
        other_peer.does("Delete", muriel.uri, actor="pia"),
        other_peer.does("Update", {**note, "content": "<p>Des mots faux.</p>"}, actor="pia"),
        other_peer.does("Update", {**peer.documents["/users/muriel"], "name": "Pia"}, actor="pia"),
        other_peer.does("Undo", like, actor="pia"),
        other_peer.does("Undo", {**like, "actor": other_peer.uri("/users/pia")}, actor="pia"),
        other_peer.does("Delete", mine.uri, actor="pia"),
        other_peer.does("Update", {"id": mine.uri, "type": "Note", "attributedTo": world.ana.uri}, actor="pia"),
    ):
        assert other_peer.sends(forged, by="pia").status_code in (202, 400, 403)
        world.settle()
    assert post_of(note).plain == "Les vrais mots."
    assert Person.objects.get(pk=muriel.pk).display_name == "Muriel"
    assert Post.objects.get(pk=mine.pk).favourites.count() == 1
    named_as = {**peer.does("Delete", note["id"]), "id": other_peer.uri("/x")}
    assert other_peer.sends(named_as, by="pia").status_code == 403  # the signer is not the actor
