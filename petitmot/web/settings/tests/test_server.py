"""The texts of the house: model texts with gaps, versions, the operator's alone."""

import pytest

from petitmot.people import server_texts
from petitmot.people.models import Account, ServerText

pytestmark = pytest.mark.django_db
ADDRESSES = ("/reglages/serveur/", "/reglages/serveur/rules/fr/")


@pytest.fixture
def operator(world):
    Account.objects.filter(persons=world.esther).update(role="operator")
    return world.client(world.esther)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("esther", 403), (None, 302)])
def test_only_the_operator_sees_and_writes_them(world, address, who, status):
    client = world.client(getattr(world, who) if who else None)
    assert client.get(address).status_code == status
    assert client.post(address, {"name": "À moi", "rules": "Plus de règles."}).status_code == status
    assert not ServerText.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_operator_does(operator, address):
    assert operator.get(address).status_code == 200


def test_rule_44_model_texts_have_gaps_that_the_doctor_tells():
    gaps = server_texts.gaps()
    assert ("legal", "fr", "Nom de l’hébergeur") in gaps
    assert {kind for kind, _language, _gap in gaps} == set(server_texts.LEGAL)
    assert {language for _kind, language, _gap in gaps} == {"fr", "en"}


def test_rule_44_every_version_is_kept_and_the_newest_counts(world, operator):
    for text in ("Une règle.", "Deux règles.", "Deux règles."):
        operator.post("/reglages/serveur/rules/fr/", {"rules": text})
    operator.post("/reglages/serveur/rules/en/", {"rules": "Two rules."})
    kept = list(ServerText.objects.order_by("version").values_list("version", "language", "text"))
    assert kept == [(1, "fr", "Une règle."), (2, "fr", "Deux règles."), (3, "en", "Two rules.")]
    page = world.client().get("/regles/").content.decode()
    assert "Deux règles." in page and "Version 2" in page
    assert server_texts.version_of("rules") == "3"


def test_the_name_of_the_house_is_shown(world, operator):
    operator.post("/reglages/serveur/", {"name": "La Verrière", "description": "Un chœur et ses amis."})
    page = world.client().get("/a-propos/").content.decode()
    assert "La Verrière" in page and "Un chœur et ses amis." in page
    answer = operator.post("/reglages/serveur/", {"name": "x" * 61, "description": "gardé"})
    assert answer.status_code == 422 and "gardé" in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>"]
)
def test_a_text_brings_no_script(world, operator, text):
    operator.post("/reglages/serveur/rules/fr/", {"rules": text})
    page = world.client().get("/regles/").content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page and 'href="javascript' not in page


def test_a_text_of_no_name_is_not_there(operator):
    for address in ("/reglages/serveur/autre/fr/", "/reglages/serveur/rules/xx/", "/reglages/serveur/..%2f..%2fx/fr/"):
        assert operator.get(address).status_code == 404
