"""Selections on the wire (FEP-7aa9): our documents, and what hostile or careless servers send of theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from petitmot.federation.documents.contexts import without_context
from petitmot.federation.documents.persons import person_document
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import FeatureConsent
from petitmot.federation.tests.asking import ask, told
from petitmot.people import consent, distance, profiles, selecting, selections
from petitmot.people.models import InSelection, Person, Selection

pytestmark = pytest.mark.django_db

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
State = InSelection.State


@pytest.fixture
def cooks(world):
    profiles.describe(world.bruno, selected_by="all")
    made = selections.form(world.ana, "Gens du four", words="Le levain.", language="fr", tag="Levain")
    selecting.choose(made, world.ana, world.bruno)
    selecting.choose(made, world.ana, world.esther)
    return made


def test_a_selection_is_a_document_with_those_who_said_yes(world, cooks):
    document = told(cooks.uri)
    assert (document["type"], document["id"], document["attributedTo"]) == (
        "FeaturedCollection",
        cooks.uri,
        world.ana.uri,
    )
    assert (document["name"], document["summaryMap"]) == ("Gens du four", {"fr": "Le levain."})
    assert document["topic"]["name"] == "#Levain"
    assert (document["discoverable"], document["sensitive"], document["totalItems"]) == (True, False, 1)
    (item,) = document["orderedItems"]
    assert (item["type"], item["featuredObject"]) == ("FeaturedItem", world.bruno.uri)
    assert without_context(told(item["id"])) == item
    stamp = told(item["featureAuthorization"])
    assert (stamp["type"], stamp["interactingObject"], stamp["interactionTarget"]) == (
        "FeatureAuthorization", cooks.uri, world.bruno.uri,
    )  # fmt: skip
    actor = told(world.ana.uri)
    assert told(actor["featuredCollections"])["items"] == [without_context(document)]


def test_a_stamp_lasts_as_long_as_the_consent(world, cooks):
    row = InSelection.objects.get(person=world.bruno)
    address = told(cooks.uri)["orderedItems"][0]["featureAuthorization"]
    waiting = InSelection.objects.get(person=world.esther)
    assert ask(f"{world.esther.uri}/selected/{waiting.pk}").status_code == 404
    assert ask(f"{world.esther.uri}/selected/{row.pk}").status_code == 404, "of nobody else"
    selecting.leave(world.bruno, row.pk)
    assert ask(address).status_code == 404
    assert told(cooks.uri)["orderedItems"] == []


def test_what_is_not_listed_stands_in_no_list_and_has_its_address(world, cooks):
    selections.describe(cooks, world.ana, listed=False)
    assert told(f"{world.ana.uri}/selections")["items"] == []
    assert told(cooks.uri)["discoverable"] is False
    for path in ("/ap/selections/1", f"/ap/selections/{'9' * 30}", f"{cooks.uri}/people/999"):
        assert ask(path).status_code == 404


@pytest.mark.parametrize(
    ("choice", "automatic", "manual"),
    [
        ("asked", ["{uri}"], [PUBLIC]),
        ("followed", ["{uri}/following"], [PUBLIC]),
        ("all", [PUBLIC], []),
        ("nobody", ["{uri}"], []),
    ],
)
def test_an_actor_says_who_may_show_them_and_is_read_as_they_said(world, peer, choice, automatic, manual):
    profiles.describe(world.bruno, selected_by=choice)
    bruno = Person.objects.select_related("server", "moved_to").get(pk=world.bruno.pk)
    said = person_document(bruno)["interactionPolicy"]["canFeature"]
    assert said["automaticApproval"] == [each.format(uri=bruno.uri) for each in automatic]
    assert said["manualApproval"] == manual
    uri = peer.uri("/users/copie")
    policy = {name: [each.replace(bruno.uri, uri) for each in value] for name, value in said.items()}
    peer.actor("copie", following=f"{uri}/following", interactionPolicy={"canFeature": policy})
    copy = person_at(uri)
    assert consent.policy_of(copy) == consent.policy_of(bruno)
    assert consent.for_strangers(copy) == consent.for_strangers(bruno)


@pytest.mark.parametrize(
    "said",
    [
        None, "public", [], {"canQuote": {"automaticApproval": [PUBLIC]}}, {"canFeature": "public"},
        {"canFeature": [PUBLIC]}, {"canFeature": {"automaticApproval": [{"id": PUBLIC}, 7, None]}},
        {"canFeature": {"automaticApproval": "https://elsewhere.example/people"}},
    ],
)  # fmt: skip
def test_whatever_else_an_actor_says_lets_nobody(world, peer, said):
    peer.actor("zoe", interactionPolicy=said)
    zoe = person_at(peer.uri("/users/zoe"))
    assert consent.standing(world.ana, zoe) in ("missing", "denied", "unknown")


def theirs(peer, number: int = 1, **more: Any) -> str:
    """Serve a selection of Muriel's; return its uri."""
    uri: str = peer.uri(f"/users/muriel/collections/{number}")
    document = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": uri,
        "type": "FeaturedCollection",
        "attributedTo": peer.uri("/users/muriel"),
        "name": "Gens bien",
        "summary": "<p>Des <b>gens</b></p><script>x</script>",
        "url": peer.uri("/collections/1"),
        "discoverable": True,
        "sensitive": False,
        "topic": {"type": "Hashtag", "name": "#gens"},
        "totalItems": 0,
        "orderedItems": [],
    }
    peer.put(f"/users/muriel/collections/{number}", document | more)
    return uri


def request(peer, person: Person, **more: Any) -> dict[str, Any]:
    asked: dict[str, Any] = peer.does("FeatureRequest", person.uri, instrument=theirs(peer))
    return asked | more


def test_mastodon_asks_and_is_answered_with_a_stamp(world, peer):
    profiles.describe(world.bruno, selected_by="all")
    peer.says(world, request(peer, world.bruno))
    selection, row = Selection.objects.get(), InSelection.objects.get()
    assert (selection.name, selection.words, selection.tag) == ("Gens bien", "Des gens", "gens")
    assert (row.person, row.state) == (world.bruno, State.ACCEPTED)
    assert told(f"{world.bruno.uri}/selected/{row.pk}")["interactingObject"] == selection.uri
    # Told of the item's address, it knows when it is taken out.
    item = {"id": f"{selection.uri}/items/1", "type": "FeaturedItem", "featuredObject": world.bruno.uri}
    peer.says(world, peer.does("Add", item, target=selection.uri))
    row.refresh_from_db()
    assert row.uri == item["id"]
    peer.says(world, peer.does("Remove", item["id"], target=selection.uri))
    assert not InSelection.objects.exists()


def test_the_same_wish_twice_is_one_row(world, peer):
    for _time in range(2):
        peer.says(world, request(peer, world.bruno))
    row = InSelection.objects.get()
    assert row.state == State.PENDING
    assert FeatureConsent.objects.get(row=row).request_uri.startswith(peer.base)


@override_settings(PETITMOT_RATE_LIMITS=True)
def test_nobody_is_asked_without_end_from_elsewhere(world, peer):
    asked: dict[str, Any] = peer.does("FeatureRequest", world.bruno.uri)
    for number in range(6):
        uri = theirs(peer, number=number)
        peer.says(world, asked | {"id": f"{asked['id']}/{number}", "instrument": uri})
    assert InSelection.objects.filter(person=world.bruno).count() == 3
    assert Selection.objects.count() == 3, "those that show nobody of here are not kept"


def test_a_no_is_not_taken_away_to_ask_again(world, peer):
    for leaves in (State.PENDING, State.ACCEPTED):
        InSelection.objects.all().delete()
        peer.says(world, request(peer, world.bruno))
        row = InSelection.objects.get()
        item = {"id": f"{row.selection.uri}/items/1", "type": "FeaturedItem", "featuredObject": world.bruno.uri}
        if leaves == State.ACCEPTED:
            selecting.accept(world.bruno, row.pk)
            peer.says(world, peer.does("Add", item, target=row.selection.uri))
        selecting.leave(world.bruno, row.pk)
        peer.says(world, peer.does("Add", item, target=row.selection.uri))
        peer.says(world, peer.does("Remove", item["id"], target=row.selection.uri))
        row.refresh_from_db()
        assert row.state in (State.REJECTED, State.REVOKED)
        assert bool(row.uri) == (leaves == State.ACCEPTED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"instrument": "https://elsewhere.example/collections/1"},
        {"instrument": None},
        {"instrument": {"type": "FeaturedCollection"}},
        {"object": "https://elsewhere.example/users/x"},
        {"object": None},
    ],
)
def test_a_wish_that_is_not_the_signer_s_to_make_is_left_alone(world, peer, wrong):
    profiles.describe(world.bruno, selected_by="all")
    peer.says(world, request(peer, world.bruno, **wrong))
    assert not Selection.objects.exists() and not InSelection.objects.exists()


@pytest.mark.parametrize("more", [{"attributedTo": "https://elsewhere.example/users/x"}, {"type": "Note"}])
def test_a_selection_that_is_somebody_else_s_or_none_is_not_taken_in(world, peer, more):
    profiles.describe(world.bruno, selected_by="all")
    activity = request(peer, world.bruno)
    theirs(peer, **more)
    peer.says(world, activity)
    assert not Selection.objects.exists()


def test_nobody_puts_people_into_a_selection_of_ours(world, peer, cooks):
    peer.says(world, request(peer, world.extra("lise"), instrument=cooks.uri))
    for kind in ("Add", "Remove", "Update", "Delete"):
        item = {"id": f"{cooks.uri}/people/9", "type": "FeaturedItem", "featuredObject": world.dov.uri}
        peer.says(world, peer.does(kind, item, target=cooks.uri))
        peer.says(world, peer.does(kind, {"id": cooks.uri, "type": "FeaturedCollection", "name": "Volée"}))
        peer.says(world, peer.does(kind, cooks.uri))
    cooks.refresh_from_db()
    assert cooks.name == "Gens du four"
    assert InSelection.objects.count() == 2


def test_who_is_kept_away_is_told_no_and_nobody_hears_of_it(world, peer):
    profiles.describe(world.bruno, selected_by="all")
    muriel = person_at(peer.uri("/users/muriel"))
    distance.block(world.bruno, muriel)
    peer.says(world, request(peer, world.bruno))
    assert InSelection.objects.get().state == State.REJECTED
    assert not world.bruno.notices.exists()


@pytest.fixture
def waiting(world, peer):
    """Muriel, elsewhere, was asked by Ana."""
    uri = peer.uri("/users/muriel")
    peer.actor("muriel", interactionPolicy={"canFeature": {"automaticApproval": [PUBLIC]}})
    made = selections.form(world.ana, "Au loin")
    row = selecting.choose(made, world.ana, person_at(uri))
    assert row.state == State.PENDING
    return row


def asked_uri(row: InSelection) -> str:
    return f"{row.selection.uri}#requests/{row.pk}"


def test_an_accept_with_a_stamp_shows_them_until_it_is_deleted(world, peer, waiting):
    stamp = peer.uri("/users/muriel/stamps/1")
    peer.says(world, peer.does("Accept", asked_uri(waiting), result=stamp))
    waiting.refresh_from_db()
    assert waiting.state == State.ACCEPTED
    assert told(waiting.selection.uri)["orderedItems"][0]["featureAuthorization"] == stamp
    peer.says(world, peer.does("Delete", stamp))
    waiting.refresh_from_db()
    assert waiting.state == State.REVOKED
    assert told(waiting.selection.uri)["orderedItems"] == []


def test_a_reject_is_a_no(world, peer, waiting):
    peer.says(world, peer.does("Reject", {"id": asked_uri(waiting), "type": "FeatureRequest"}))
    waiting.refresh_from_db()
    assert waiting.state == State.REJECTED


def test_only_the_one_who_was_asked_answers(world, peer, waiting):
    peer.actor("zoe")
    person_at(peer.uri("/users/zoe"))
    stamp = peer.uri("/users/zoe/stamps/1")
    peer.says(world, peer.does("Accept", asked_uri(waiting), actor="zoe", result=stamp), by="zoe")
    for result in (None, "https://elsewhere.example/stamps/1", 7):
        peer.says(world, peer.does("Accept", asked_uri(waiting), result=result))
    for number in ("", "0", "x", "9" * 40):
        peer.says(world, peer.does("Accept", f"{waiting.selection.uri}#requests/{number}", result=stamp))
    waiting.refresh_from_db()
    assert waiting.state == State.PENDING
    assert not FeatureConsent.objects.exclude(uri="").exists()
