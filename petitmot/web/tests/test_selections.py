"""Selections as pages: made and filled without a script, shown with their people's consent, left with one gesture."""

from __future__ import annotations

import pytest
from django.test import Client

from petitmot.people import consent, distance, profiles, selecting, selections
from petitmot.people.models import InSelection, Person, Selection
from tests.world import World

State = InSelection.State


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.fixture
def cooks(world: World) -> Selection:
    profiles.describe(world.bruno, selected_by="all")
    made = selections.form(world.ana, "Gens du four", words="Ils m’ont appris le levain.", language="fr")
    selecting.choose(made, world.ana, world.bruno)
    return made


def test_a_selection_is_made_and_filled_without_a_script(world: World):
    world.follow(world.ana, world.bruno)
    lise = world.extra("lise")
    ana = world.client(world.ana)
    assert "Vous n’en avez pas encore" in page(ana, "/selections/")
    answer = ana.post("/selections/nouvelle/", {"name": "Voisins", "words": "De la rue.", "listed": "on"})
    made = Selection.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/selections/{made.pk}/retoucher/#gens")
    form = page(ana, f"/selections/{made.pk}/retoucher/")
    assert "Bruno Keller" in form
    ana.post(f"/selections/{made.pk}/ajouter/", {"person": [world.bruno.pk], "handle": "@lise"})
    assert set(InSelection.objects.values_list("person_id", "state")) == {
        (world.bruno.pk, "pending"),
        (lise.pk, "pending"),
    }
    form = page(ana, f"/selections/{made.pk}/retoucher/")
    assert "On attend sa réponse" in form
    row = InSelection.objects.get(person=lise)
    ana.post(f"/selections/{made.pk}/retirer/{row.pk}/")
    assert not InSelection.objects.filter(person=lise).exists()
    ana.post(f"/selections/{made.pk}/retoucher/", {"name": "Voisines", "tag": "#rue", "warned": "on"})
    made.refresh_from_db()
    assert (made.name, made.words, made.tag, made.listed, made.warned) == ("Voisines", "", "rue", False, True)
    ana.post(f"/selections/{made.pk}/defaire/")
    assert not Selection.objects.exists()


def test_nothing_typed_is_lost_by_a_refusal(world: World):
    ana = world.client(world.ana)
    answer = ana.post("/selections/nouvelle/", {"name": "", "words": "Des mots à garder", "tag": "deux mots"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Donnez un nom à cette sélection." in said
    assert "Des mots à garder" in said
    answer = ana.post("/selections/nouvelle/", {"name": "x" * 41})
    assert (answer.status_code, Selection.objects.exists()) == (422, False)


def test_whoever_cannot_be_put_in_is_said_and_the_others_are_in(world: World, cooks: Selection):
    ana = world.client(world.ana)
    lise = world.extra("lise")
    profiles.describe(lise, selected_by="nobody")
    zoe = world.extra("zoe")
    said = {"person": [lise.pk, zoe.pk, "x", "9" * 25], "handle": "nobody@nowhere.example"}
    answer = ana.post(f"/selections/{cooks.pk}/ajouter/", said, follow=True)
    told = answer.content.decode()
    assert "Lise ne se laisse pas montrer dans une sélection." in told
    assert "Il n’y a personne à cette adresse." in told
    assert set(InSelection.objects.filter(selection=cooks).values_list("person_id", flat=True)) == {
        world.bruno.pk,
        zoe.pk,
    }


def test_the_page_is_for_everybody_with_names_and_no_number(world: World, cooks: Selection):
    waiting = selecting.choose(cooks, world.ana, world.esther)
    for client in (world.client(), world.client(world.extra("lise"))):
        said = page(client, f"/selections/{cooks.pk}/")
        assert "Gens du four" in said
        assert "Ils m’ont appris le levain." in said
        assert "Bruno Keller" in said
        assert "Esther" not in said, "she has not said yes"
        assert "retoucher" not in said
        assert f'href="{cooks.uri}"' in said
    mine = page(world.client(world.ana), f"/selections/{cooks.pk}/")
    assert "On attend sa réponse" in mine
    assert "Retoucher cette sélection" in mine
    hers = page(world.client(world.esther), f"/selections/{cooks.pk}/")
    assert f"/selections/reponses/{waiting.pk}/oui/" in hers


def test_a_person_s_page_shows_their_selections(world: World, cooks: Selection):
    selections.form(world.ana, "Cachée", listed=False)
    for client in (world.client(), world.client(world.bruno)):
        said = page(client, "/@ana")
        assert "Ses sélections" in said
        assert f"/selections/{cooks.pk}/" in said
        assert "Ils m’ont appris le levain." in said
        assert "Cachée" not in said
    own = page(world.client(world.ana), "/@ana")
    assert "Vos sélections" in own
    assert "Cachée" in own
    assert "sélections" not in page(world.client(), "/@bruno")


def test_one_is_told_and_leaves_with_one_gesture(world: World, cooks: Selection):
    world.settle()
    bruno = world.client(world.bruno)
    row = InSelection.objects.get()
    told = page(bruno, "/avis/")
    assert "Ana vous montre dans sa sélection" in told
    assert f"/selections/reponses/{row.pk}/non/" in told
    answer = bruno.post(f"/selections/reponses/{row.pk}/non/", {"next": "/avis/"})
    assert (answer.status_code, answer["Location"]) == (302, "/avis/")
    row.refresh_from_db()
    assert row.state == State.REVOKED
    told = page(bruno, "/avis/")
    assert "Ana vous a montré dans une de ses sélections." in told
    assert "/selections/reponses/" not in told
    assert "Bruno" not in page(world.client(), f"/selections/{cooks.pk}/")


def test_one_is_asked_and_answers_where_one_reads_it(world: World, cooks: Selection):
    row = selecting.choose(cooks, world.ana, world.esther)
    world.settle()
    esther = world.client(world.esther)
    for address in ("/avis/", "/selections/"):
        assert f"/selections/reponses/{row.pk}/oui/" in page(esther, address)
    esther.post(f"/selections/reponses/{row.pk}/oui/")
    row.refresh_from_db()
    assert row.state == State.ACCEPTED
    assert "Celles où vous êtes" in page(esther, "/selections/")
    assert "Esther" in page(world.client(), f"/selections/{cooks.pk}/")


GESTURES = ("retoucher/", "ajouter/", "retirer/{row}/", "defaire/")


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize("who", ["visitor", "bruno", "esther"])
def test_only_its_owner_changes_it(world: World, cooks: Selection, gesture: str, who: str):
    """A visitor is shown the door; who is in it, or moderates, is refused."""
    row = InSelection.objects.get()
    client = world.client(None if who == "visitor" else getattr(world, who))
    address = f"/selections/{cooks.pk}/{gesture.format(row=row.pk)}"
    client.post(address, {"name": "volé", "person": [world.extra("lise").pk]})
    cooks.refresh_from_db()
    assert cooks.name == "Gens du four"
    assert list(InSelection.objects.values_list("pk", flat=True)) == [row.pk]
    if gesture == "retoucher/":
        answer = client.get(address)
        assert answer.status_code == (302 if who == "visitor" else 403)


@pytest.mark.parametrize("who", ["visitor", "ana", "esther"])
def test_nobody_answers_for_somebody_else(world: World, cooks: Selection, who: str):
    row = selecting.choose(cooks, world.ana, world.extra("lise"))
    client = world.client(None if who == "visitor" else getattr(world, who))
    for answer in ("oui", "non"):
        client.post(f"/selections/reponses/{row.pk}/{answer}/")
    row.refresh_from_db()
    assert row.state == State.PENDING


def test_a_gesture_is_never_a_get(world: World, cooks: Selection):
    row = InSelection.objects.get()
    for address in (f"{cooks.pk}/ajouter/", f"{cooks.pk}/retirer/{row.pk}/", f"{cooks.pk}/defaire/", f"reponses/{row.pk}/oui/", f"reponses/{row.pk}/non/"):  # fmt: skip
        assert world.client(world.ana).get(f"/selections/{address}").status_code == 405


def test_what_is_not_there_or_not_for_one_is_not_found(world: World, cooks: Selection):
    lise = world.extra("lise")
    distance.block(world.ana, lise)
    assert world.client(lise).get(f"/selections/{cooks.pk}/").status_code == 404
    for number in ("0", "12", "9" * 18, "9" * 30):
        assert world.client().get(f"/selections/{number}/").status_code == 404
        assert world.client(world.ana).post(f"/selections/{number}/defaire/").status_code in (302, 404)
    assert Selection.objects.count() == 1


def test_the_address_that_lasts_leads_to_the_page(world: World, cooks: Selection):
    answer = world.client().get(f"/ap/selections/{cooks.pk}", headers={"accept": "text/html"})
    assert (answer.status_code, answer["Location"]) == (302, f"/selections/{cooks.pk}/")


def test_one_says_who_may_show_one(world: World):
    bruno = world.client(world.bruno)
    for choice in ("all", "followed", "nobody", "asked"):
        said = {"lapse_days": "30", "selected_by": choice, "wink_way": "message"}
        assert bruno.post("/reglages/abord/", said).status_code == 302
        world.bruno.refresh_from_db()

        assert consent.choice_of(Person.objects.select_related("server").get(pk=world.bruno.pk)) == choice
        assert f'value="{choice}" checked' in page(bruno, "/reglages/abord/")
    bruno.post("/reglages/abord/", {"lapse_days": "30", "selected_by": "<b>"})
    world.bruno.refresh_from_db()
    assert world.bruno.selected_by == {}, "what is no choice changes nothing"


def test_hostile_words_stay_words(world: World):
    evil = "<script>x</script>\"'&"
    made = selections.form(world.ana, evil, words=evil)
    for client in (world.client(), world.client(world.ana)):
        for address in (f"/selections/{made.pk}/", "/@ana"):
            assert "<script>x</script>" not in page(client, address)
    assert "<script>x</script>" not in page(world.client(world.ana), "/selections/")
