"""Every page of doors, welcome and settings: who may see it, what it keeps, how many queries it asks."""

import pytest
from django.test import Client

from petitmot.people import distance
from petitmot.people.models import Account, Manners, Person

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = (
    "/s-inscrire/", "/s-inscrire/attente/", "/s-inscrire/confirmer/", "/entrer/", "/entrer/oubli/",
    "/entrer/oubli/envoye/", "/entrer/oubli/fait/", "/a-propos/", "/regles/", "/confidentialite/", "/conditions/",
    "/mentions-legales/", "/s-inscrire/confirmer/nimporte/", "/entrer/oubli/1-nimporte/",
)  # fmt: skip
FOR_MEMBERS = (
    "/bienvenue/", "/bienvenue/accueil/", "/bienvenue/abonnes/", "/bienvenue/personnes/", "/reglages/",
    "/reglages/profil/", "/reglages/abord/", "/reglages/courriels/", "/reglages/compte/", "/reglages/adresse/",
    "/reglages/mot-de-passe/", "/reglages/securite/", "/reglages/securite/journal/", "/reglages/securite/cles/",
    "/reglages/securite/appareils/", "/reglages/sourdine/", "/reglages/blocages/",
)  # fmt: skip


@pytest.mark.parametrize("address", OPEN_TO_ALL)
def test_a_visitor_sees_it(world, address):
    answer = Client(headers={"host": "petitmot.test"}).get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "<h1" in page and "style=" not in page and "<script>" not in page and " onclick" not in page


@pytest.mark.parametrize("address", FOR_MEMBERS)
def test_a_member_sees_it_and_a_visitor_is_shown_the_door(world, address, django_assert_max_num_queries):
    assert Client(headers={"host": "petitmot.test"}).get(address)["Location"].startswith("/entrer/?next=")
    client = world.client(world.ana)
    with django_assert_max_num_queries(14):
        answer = client.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "<h1" in page and "style=" not in page and "<script>" not in page


def test_the_pages_speak_english_too(world):
    Account.objects.filter(persons=world.ana).update(language="en")
    page = world.client(world.ana).get("/reglages/").content.decode()
    assert "Settings" in page and 'lang="en"' in page and "Réglages" not in page


def test_a_get_writes_nothing(world):
    client = world.client(world.ana)
    before = (Person.objects.values().get(pk=world.ana.pk), Manners.objects.values().get(pk=world.ana.pk))
    for address in (*FOR_MEMBERS, "/bienvenue/fini/"):
        client.get(address)
    assert before == (Person.objects.values().get(pk=world.ana.pk), Manners.objects.values().get(pk=world.ana.pk))
    assert Account.objects.get(persons=world.ana).welcomed_at is None


def test_the_welcome_keeps_what_is_said_and_ends(world):
    client = world.client(world.ana)
    said = {"display_name": "Ana Roux", "bio": "Relieuse.", "languages": "français, breton, klingon"}
    assert client.post("/bienvenue/", said)["Location"] == "/bienvenue/accueil/"
    answer = client.post("/bienvenue/accueil/", {"welcome_line": "Dites-moi.", "welcome_question": "Quel livre ?"})
    assert answer["Location"] == "/bienvenue/abonnes/"
    assert client.post("/bienvenue/fini/")["Location"] == "/"
    ana = Person.objects.get(pk=world.ana.pk)
    assert (ana.display_name, ana.bio, ana.languages) == ("Ana Roux", "Relieuse.", ["fr", "br"])
    assert (ana.welcome_line, ana.welcome_question) == ("Dites-moi.", "Quel livre ?")
    assert Account.objects.get(persons=ana).welcomed_at


def test_rule_4_new_accounts_are_asked_once_what_happens_to_new_followers(world):
    client = world.client(world.ana)
    assert not world.ana.manners.asks_by_itself
    assert client.post("/bienvenue/abonnes/", {"asks_by_itself": "yes"})["Location"] == "/bienvenue/personnes/"
    assert Manners.objects.get(person=world.ana).asks_by_itself


def test_the_welcome_names_who_keeps_the_house(world):
    Account.objects.filter(persons=world.esther).update(role="operator")
    page = world.client(world.ana).get("/bienvenue/personnes/").content.decode()
    assert "Esther" in page
    assert "encore vide" in world.client(world.esther).get("/bienvenue/personnes/").content.decode()


PROFILE = {
    "display_name": "Ana Roux", "bio": "Relieuse à Orléans.", "places": "Orléans, Loire", "tags": "#reliure, jardin",
    "languages": "français", "card_does": "Je relie.", "card_seeks": "Du papier.", "card_offers": "Du temps.",
    "field_name_0": "Atelier", "field_value_0": "https://reliure.example",
}  # fmt: skip


def test_the_profile_keeps_everything_and_shows_it_again(world):
    client = world.client(world.ana)
    assert client.post("/reglages/profil/", PROFILE).status_code == 302
    ana = Person.objects.get(pk=world.ana.pk)
    assert (ana.places, ana.tags, ana.languages) == (["Orléans", "Loire"], ["reliure", "jardin"], ["fr"])
    assert [(one["name"], one["value"]) for one in ana.fields] == [("Atelier", "https://reliure.example")]
    page = client.get("/reglages/profil/").content.decode()
    assert all(
        value.lstrip("#") in page for value in ("Relieuse à Orléans.", "Orléans, Loire", "Du papier.", "Atelier")
    )


def test_what_is_too_long_is_refused_at_its_line_and_nothing_typed_is_lost(world):
    answer = world.client(world.ana).post("/reglages/profil/", PROFILE | {"bio": "x" * 2001})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2000 signes au plus" in page and "x" * 2001 in page and "Du papier." in page
    assert Person.objects.get(pk=world.ana.pk).card_does == ""


def test_rule_21_a_request_waits_from_7_to_90_days(world):
    client = world.client(world.ana)
    for wrong in ("6", "91", "", "trente", "9" * 400, "-8", "٣٠"):
        assert client.post("/reglages/abord/", {"lapse_days": wrong}).status_code == 422
    assert client.post("/reglages/abord/", {"lapse_days": "45", "approves_followers": "on"}).status_code == 302
    assert Manners.objects.get(person=world.ana).lapse_days == 45
    assert Person.objects.get(pk=world.ana.pk).approves_followers


def test_language_zone_light_and_keys(world):
    client = world.client(world.ana)
    wrong = client.post("/reglages/compte/", {"language": "fr", "time_zone": "../etc", "theme": "dark"})
    assert wrong.status_code == 422 and "fuseau horaire de la liste" in wrong.content.decode()
    said = {"language": "en", "time_zone": "Asia/Tokyo", "theme": "dark", "hides_one_letter_keys": "on"}
    assert client.post("/reglages/compte/", said).status_code == 302
    page = client.get("/reglages/compte/").content.decode()
    assert 'data-theme="dark"' in page and 'data-keys="off"' in page and 'lang="en"' in page


def test_mails_are_those_on_the_list(world):
    client = world.client(world.ana)
    client.post("/reglages/courriels/", {"mails_of": ["message", "publicité", "request"]})
    assert Manners.objects.get(person=world.ana).mails_of == ["request", "message"]


def test_whom_and_what_one_keeps_away_can_be_undone(world):
    client = world.client(world.ana)
    distance.mute(world.ana, world.bruno)
    distance.block(world.ana, world.extra("lucie"))
    assert "Bruno" in client.get("/reglages/sourdine/").content.decode()
    assert "Lucie" in client.get("/reglages/blocages/").content.decode()
    client.post(f"/reglages/sourdine/{world.bruno.pk}/oter/")
    client.post(f"/reglages/blocages/{Person.objects.get(name='lucie').pk}/oter/")
    assert not world.ana.mutes.exists() and not world.ana.blocks.exists()


def test_pages_that_say_no_words_refuse_strange_ids(world):
    client = world.client(world.ana)
    assert client.post("/reglages/blocages/99999999999999999999999999/oter/").status_code in (302, 404)
