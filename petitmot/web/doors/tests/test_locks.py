"""Second factors: a code from an application, recovery codes; nobody touches another's."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from petitmot.people.models import Account, SecurityEvent
from petitmot.web.doors.tests.test_sign_in import letters
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)  # allauth writes its letters when the request commits
AGAIN = "/entrer/encore/"


def visitor():
    return Client(headers={"host": "petitmot.test"})


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def ana(world):
    """Ana inside, her address confirmed, freshly proved."""
    account = Account.objects.get(persons=world.ana)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    client = visitor()
    client.post("/entrer/", {"login": account.email, "password": PASSWORD})
    client.post(AGAIN, {"password": PASSWORD, "next": "/reglages/securite/"})
    return client


def add_code_app(client):
    page = client.get("/reglages/securite/code/")
    secret = page.context["form"].secret if page.context else client.session["mfa.totp.secret"]
    answer = client.post("/reglages/securite/code/", {"code": code_for(secret)})
    assert answer["Location"] == "/reglages/securite/secours/"
    return secret


def test_a_code_app_is_added_with_a_drawing_in_the_page_and_then_asked_for(ana):
    page = ana.get("/reglages/securite/code/").content.decode()
    assert "<svg" in page and "data:" not in page and "style=" not in page
    wrong = ana.post("/reglages/securite/code/", {"code": "000000"})
    assert "Ce code ne va pas" in wrong.content.decode()
    secret = add_code_app(ana)
    assert any("code à usage unique" in str(letter.subject) for letter in letters())
    client = visitor()
    entered = client.post("/entrer/", {"login": "ana@example.com", "password": PASSWORD})
    assert entered["Location"] == "/entrer/code/"
    assert client.get("/reglages/").status_code == 302
    assert "Ce code ne va pas" in client.post("/entrer/code/", {"code": "123456"}).content.decode()
    assert client.post("/entrer/code/", {"code": code_for(secret)})["Location"] == "/"
    assert client.get("/reglages/").status_code == 200


def test_a_recovery_code_opens_once(ana):
    add_code_app(ana)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    page = ana.get("/reglages/securite/secours/").content.decode()
    assert codes[0] in page
    assert codes[1] in ana.get("/reglages/securite/secours/fichier/").content.decode()
    for expected in ("/", None):
        client = visitor()
        client.post("/entrer/", {"login": "ana@example.com", "password": PASSWORD})
        assert client.post("/entrer/code/", {"code": codes[0]}).get("Location") == expected
    kinds = set(SecurityEvent.objects.values_list("kind", flat=True))
    assert {"code_app_added", "recovery_codes_made", "recovery_code_used"} <= kinds


def test_codes_tried_too_often_wait_from_wherever_they_are_tried(ana, settings):
    add_code_app(ana)
    settings.PETITMOT_RATE_LIMITS = True
    answers = []
    for turn in range(8):
        client = Client(headers={"host": "petitmot.test"}, REMOTE_ADDR=f"198.51.100.{turn}")
        client.post("/entrer/", {"login": "ana@example.com", "password": PASSWORD})
        answers.append(client.post("/entrer/code/", {"code": "123456"}))
    assert [answer.status_code for answer in answers] == [200] * 6 + [429] * 2
    assert int(answers[-1]["Retry-After"]) >= 1


def test_the_code_app_goes_again(ana):
    add_code_app(ana)
    assert "Ne plus le demander" in ana.get("/reglages/securite/code/retirer/").content.decode()
    ana.post("/reglages/securite/code/retirer/")
    assert not Authenticator.objects.exists()


def test_locks_ask_for_a_fresh_proof(world):
    client = world.client(world.ana)
    for address in ("code/", "cles/ajouter/", "secours/refaire/"):
        assert client.get(f"/reglages/securite/{address}")["Location"].startswith(
            ("/entrer/encore/", "/reglages/securite/")
        )


def test_an_unconfirmed_address_is_confirmed_first(world):
    client = visitor()
    account = Account.objects.get(persons=world.ana)
    EmailAddress.objects.create(user=account, email=account.email, primary=True)
    client.post("/entrer/", {"login": "ana@example.com", "password": PASSWORD})
    client.post(AGAIN, {"password": PASSWORD, "next": "/reglages/securite/"})
    answer = client.get("/reglages/securite/code/", follow=True)
    assert "Confirmez d’abord votre adresse" in answer.content.decode()


def test_another_ones_key_is_not_there(ana, world):
    bruno = Account.objects.get(persons=world.bruno)
    key = Authenticator.objects.create(user=bruno, type="webauthn", data={"name": "téléphone", "credential": {}})
    for address in (f"/reglages/securite/cles/{key.pk}/", f"/reglages/securite/cles/{key.pk}/retirer/"):
        assert ana.get(address).status_code == 404
        assert ana.post(address, {"name": "à moi"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "téléphone"


@pytest.mark.parametrize(
    "credential", ["", "x", "{}", "[]", '{"id": 1}', '{"response": {"userHandle": "%%"}}', "null", "1"]
)
def test_a_forged_passkey_opens_nothing(world, credential):
    world.ana
    client = visitor()
    client.get("/entrer/cle/", headers={"accept": "application/json"})
    answer = client.post("/entrer/cle/", {"credential": credential})
    assert answer.status_code in (302, 200)
    assert client.get("/reglages/").status_code == 302
