"""Coming in: open, by invitation, with a few words, by the first link; nothing typed is lost."""

import re

import pytest
from django.core import mail
from django.test import Client

from petitmot.people import accounts, first_account, invitations, ties
from petitmot.people.models import Account, FirstWords, Person, SecurityEvent
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


def visitor(**more):
    return Client(headers={"host": "petitmot.test"}, **more)


def typed(**other):
    values = {
        "called": "Lucie Aubrac",
        "name": "lucie",
        "email": "lucie@example.com",
        "password": PASSWORD,
        "terms": "0",
        "time_zone": "America/Montreal",
        "language": "fr",
    }
    return values | other


def sign_up(client=None, address="/s-inscrire/", **other):
    return (client or visitor()).post(address, typed(**other))


def test_signing_up_makes_the_account_lets_in_and_leads_to_the_welcome(world):
    client = visitor()
    assert sign_up(client)["Location"] == "/bienvenue/"
    account = Account.objects.get(email="lucie@example.com")
    assert (account.time_zone, account.language, account.terms_agreed) == ("America/Montreal", "fr", "0")
    assert account.approved_at and not account.confirmed_at
    assert client.get("/bienvenue/").status_code == 200


def test_rule_44_the_version_agreed_to_is_kept_and_an_older_one_is_refused(world):
    world.esther
    operator = Account.objects.get(persons=world.esther)
    Account.objects.filter(pk=operator.pk).update(role="operator")
    operator.refresh_from_db()
    from petitmot.people import server_texts

    server_texts.write(operator, "terms", "fr", "De nouvelles conditions.")
    answer = sign_up(terms="0")
    assert answer.status_code == 422 and "relisez-les" in answer.content.decode()
    assert sign_up(terms="1").status_code == 302
    assert Account.objects.get(email="lucie@example.com").terms_agreed == "1"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "pas une adresse"}, "bonne forme"),
        ({"email": "ana@example.com"}, "déjà un compte"),
        ({"email": "a" * 300 + "@example.com"}, "bonne forme"),
        ({"name": "Été"}, "lettres sans accent"),
        ({"name": "ana"}, "déjà pris"),
        ({"name": "admin"}, "déjà pris"),
        ({"name": "x" * 5000}, "lettres sans accent"),
        ({"password": "court"}, "mot de passe"),
        ({"password": "x" * 5000}, "trop long"),
        ({"terms": ""}, "accepter les conditions"),
        ({"terms": "9999"}, "accepter les conditions"),
    ],
)
def test_a_refusal_stands_at_its_line_and_keeps_what_was_typed(world, wrong, said):
    world.ana
    answer = sign_up(**wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page and "aria-invalid" in page
    assert "Lucie Aubrac" in page
    assert PASSWORD not in page
    assert Account.objects.count() == 1


def test_language_and_zone_come_from_the_browser_and_unknown_ones_are_mended(world):
    client = Client(headers={"host": "petitmot.test", "accept-language": "en-GB,en"})
    sign_up(client, time_zone="Mars/Olympus", language="")
    account = Account.objects.get()
    assert (account.time_zone, account.language) == ("Europe/Paris", "en")


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/passwd", "x" * 4000, "."])
def test_a_zone_is_never_a_path(world, zone):
    assert sign_up(time_zone=zone).status_code == 302
    assert Account.objects.get().time_zone == "Europe/Paris"


def test_null_bytes_reach_no_row(world):
    answer = sign_up(called="Lu\0cie", name="lu\0cie", email="lu\0cie@example.com")
    assert answer.status_code in (302, 400, 422)
    assert not [email for email in Account.objects.values_list("email", flat=True) if "\0" in email]


def test_by_invitation_only_the_page_says_so_and_a_post_is_refused(world, settings):
    settings.PETITMOT_SIGN_UP = "invitation"
    assert "sur invitation" in visitor().get("/s-inscrire/").content.decode()
    assert sign_up().status_code == 422
    assert not Account.objects.exists()


def test_rule_46_an_invitation_shows_its_words_and_makes_the_two_contacts(world, settings):
    settings.PETITMOT_SIGN_UP = "invitation"
    _made, token = invitations.invite(world.ana, words="Viens, on parlera de reliure et de jardins.")
    address = f"/invitation/{token}/"
    page = visitor().get(address).content.decode()
    assert "reliure et de jardins" in page and "Ana" in page
    assert sign_up(address=address)["Location"] == "/bienvenue/"
    lucie = Person.objects.get(name="lucie")
    assert ties.are_contacts(lucie, world.ana)
    assert FirstWords.objects.get(reader=lucie).words == "Viens, on parlera de reliure et de jardins."
    assert visitor().get(address).status_code == 404


def test_rule_46_with_a_few_words_the_account_waits_for_the_moderators(world, settings):
    settings.PETITMOT_SIGN_UP = "words"
    client = visitor()
    assert sign_up(client, words="bonjour").status_code == 422
    answer = sign_up(client, words="Je suis la voisine du relieur, rue des Carmes.")
    assert answer["Location"] == "/s-inscrire/attente/"
    account = Account.objects.get()
    assert account.approved_at is None and account.words_for_moderators.startswith("Je suis la voisine")
    entered = client.post("/entrer/", {"login": account.email, "password": PASSWORD})
    assert entered["Location"] == "/s-inscrire/attente/"
    assert client.get("/bienvenue/")["Location"].startswith("/entrer/")
    world.settle()
    mail.outbox.clear()
    accounts.approve(account)
    world.settle()
    assert "porte vous est ouverte" in mail.outbox[0].subject
    entered = client.post("/entrer/", {"login": account.email, "password": PASSWORD})
    assert entered["Location"] == "/"


def test_the_first_link_makes_the_operator_once(world):
    link = first_account.first_link()
    assert link
    address = link.removeprefix("http://petitmot.test")
    assert "La maison est à vous" in visitor().get(address).content.decode()
    assert sign_up(address=address, name="!").status_code == 422
    assert sign_up(address=address).status_code == 302
    assert Account.objects.get().is_operator
    assert visitor().get(address).status_code == 404
    assert sign_up(address=address, name="autre", email="autre@example.com").status_code == 404
    assert first_account.first_link() is None


def test_a_first_link_that_was_never_made_opens_nothing(world):
    assert visitor().get("/premier/nimporte/").status_code == 404


def test_the_confirmation_letter_confirms_and_the_strip_goes(world):
    client = visitor()
    sign_up(client)
    assert "attend d’être confirmée" in client.get("/reglages/").content.decode()
    world.settle()
    letter = mail.outbox[0]
    assert letter.to == ["lucie@example.com"]
    address = re.findall(r"http://petitmot.test(/s-inscrire/confirmer/\S+)", str(letter.body))[0]
    assert "est-elle la vôtre" in client.get(address).content.decode()
    client.post(address)
    assert Account.objects.get().confirmed_at
    assert "attend d’être confirmée" not in client.get("/reglages/").content.decode()
    assert set(SecurityEvent.objects.values_list("kind", flat=True)) == {"sign_up", "sign_in", "email_confirmed"}


def test_the_forms_hold_without_their_token(world):
    client = Client(enforce_csrf_checks=True, headers={"host": "petitmot.test"})
    assert client.post("/s-inscrire/", typed()).status_code == 403
    assert not Account.objects.exists()


def test_too_many_sign_ups_from_one_address_wait(world, settings):
    settings.PETITMOT_RATE_LIMITS = True
    for turn in range(10):
        sign_up(name="!", email=f"l{turn}@example.com")
    answer = sign_up()
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1
    assert "Lucie Aubrac" in answer.content.decode()
