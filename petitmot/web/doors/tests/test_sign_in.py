"""Entering, leaving, forgetting, changing: and what hostile visitors try."""

import re

import pytest
from django.core import mail
from django.test import Client

from petitmot.people.models import Account, SecurityEvent
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "une autre phrase assez longue"


def visitor(**more):
    return Client(headers={"host": "petitmot.test"}, **more)


def enter(client, email="ana@example.com", password=PASSWORD, **more):
    return client.post("/entrer/", {"login": email, "password": password, **more})


def kinds():
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


def letters():
    """The letters that left, once the outbox was emptied."""
    from petitmot.jobs.inline import run_due

    run_due(raising=True)
    return mail.outbox


def link_in(letter):
    return re.findall(r"http://petitmot.test(/\S+)", str(letter.body))[0]


def test_entering_and_leaving(world):
    world.ana
    client = visitor()
    assert "Entrer" in client.get("/entrer/").content.decode()
    assert enter(client, "ANA@example.com")["Location"] == "/"
    assert client.get("/reglages/").status_code == 200
    assert "Sortir" in client.get("/sortir/").content.decode()
    assert client.post("/sortir/").status_code == 302
    assert client.get("/reglages/")["Location"] == "/entrer/?next=/reglages/"
    assert kinds() == ["sign_in", "sign_out"]


def test_a_wrong_password_says_so_and_keeps_the_address(world):
    world.ana
    page = enter(visitor(), password="faux").content.decode()
    assert "L’adresse ou le mot de passe ne va pas" in page
    assert 'value="ana@example.com"' in page and "faux" not in page


def test_one_comes_back_to_the_page_one_wanted(world):
    world.ana
    assert enter(visitor(), next="/reglages/profil/")["Location"] == "/reglages/profil/"


@pytest.mark.parametrize(
    "wanted",
    ["https://ailleurs.example/", "//ailleurs.example", "///ailleurs.example", "http:ailleurs.example",
     "/\\ailleurs.example", "\\\\ailleurs.example", "javascript:alert(1)", "https:///ailleurs.example", "data:text/html,x"],
)  # fmt: skip
def test_next_never_leads_elsewhere(world, wanted):
    world.ana
    assert enter(visitor(), next=wanted)["Location"] == "/"
    out = world.client(world.ana).post("/sortir/", {"next": wanted})
    assert out["Location"] == "/"


@pytest.mark.parametrize(
    "address", ["/entrer/", "/sortir/", "/entrer/oubli/", "/reglages/profil/", "/reglages/compte/"]
)
def test_every_form_needs_its_token(world, address):
    client = Client(enforce_csrf_checks=True, headers={"host": "petitmot.test"})
    client.force_login(Account.objects.get(persons=world.ana), backend="petitmot.people.backend.Backend")
    assert client.post(address, {"login": "ana@example.com", "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "a" * 32, "../" * 20, "a" * 5000, "0" * 40])
def test_a_forged_session_is_nobody(world, cookie):
    world.ana
    client = visitor()
    client.cookies["sessionid"] = cookie
    assert client.get("/reglages/").status_code == 302


@pytest.mark.parametrize("typed", [{"login": "x" * 100_000}, {"login": "a\0@b.c"}, {"login": ["a@b.c", "d@e.f"]}, {}])
def test_strange_input_is_refused_calmly(world, typed):
    assert visitor().post("/entrer/", {"password": PASSWORD} | typed).status_code in (200, 400)


def test_too_many_wrong_passwords_wait_and_the_form_stays(world, settings):
    settings.PETITMOT_RATE_LIMITS = True
    world.ana
    client = visitor()
    for _turn in range(6):
        assert enter(client, password="faux").status_code == 200
    answer = enter(client)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 300
    assert 'value="ana@example.com"' in answer.content.decode()


def test_right_passwords_are_not_counted(world, settings):
    settings.PETITMOT_RATE_LIMITS = True
    world.ana
    for _turn in range(8):
        assert enter(visitor()).status_code == 302


def test_a_forgotten_password_is_replaced_once(world):
    world.ana
    client = visitor()
    assert client.post("/entrer/oubli/", {"email": "ana@example.com"})["Location"] == "/entrer/oubli/envoye/"
    letter = letters()[0]
    assert "nouveau mot de passe" in letter.subject
    assert "text/html" in letter.message().as_string()
    address = link_in(letter)
    form = client.get(address)["Location"]
    assert client.post(form, {"password1": NEW, "password2": "autre chose"}).status_code == 200
    assert client.post(form, {"password1": NEW, "password2": NEW})["Location"] == "/entrer/oubli/fait/"
    assert enter(visitor(), password=NEW).status_code == 302
    assert "déjà servi" in visitor().get(address).content.decode()
    assert "password_reset" in kinds()


def test_who_asks_for_an_unknown_address_learns_nothing_on_the_page(world):
    world.ana
    pages = []
    for email in ("ana@example.com", "personne@example.com"):
        answer = visitor().post("/entrer/oubli/", {"email": email}, follow=True)
        pages.append(answer.content)
    assert pages[0] == pages[1]
    assert [letter.to for letter in letters()] == [["ana@example.com"], ["personne@example.com"]]


def test_letters_of_the_doors_are_few_for_one_reader(world, settings):
    settings.PETITMOT_RATE_LIMITS = True
    world.ana
    for turn in range(6):
        client = Client(headers={"host": "petitmot.test"}, REMOTE_ADDR=f"192.0.2.{turn}")
        assert client.post("/entrer/oubli/", {"email": "ana@example.com"}).status_code == 302
    assert len(letters()) == 4


def test_the_password_changes_and_a_letter_tells_it(world):
    world.ana
    client = visitor()
    enter(client)
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/reglages/mot-de-passe/", typed).status_code == 302
    assert client.get("/reglages/").status_code == 200
    assert "mot de passe a changé" in letters()[-1].subject
    assert "password_changed" in kinds()


def test_a_new_email_counts_when_it_is_confirmed(world):
    account = Account.objects.get(persons=world.ana)
    client = visitor()
    enter(client)
    asked = client.post("/reglages/adresse/", {"email": "ana@ailleurs.example", "action_add": ""})
    client.post(asked["Location"], {"password": PASSWORD, "next": "/reglages/adresse/"})
    account.refresh_from_db()
    assert account.email == "ana@example.com"
    letter = next(one for one in letters() if one.to == ["ana@ailleurs.example"])
    client.post(link_in(letter))
    account.refresh_from_db()
    assert account.email == "ana@ailleurs.example"
    assert enter(visitor(), "ana@example.com").status_code == 200
    assert enter(visitor(), "ana@ailleurs.example").status_code == 302
    assert "email_changed" in kinds()


def wish(client, email):
    asked = client.post("/reglages/adresse/", {"email": email, "action_add": ""})
    return client.post(asked["Location"], {"password": PASSWORD, "next": "/reglages/adresse/"})


def test_the_address_of_somebody_else_is_refused(world):
    bruno = world.bruno
    client = visitor()
    world.ana
    enter(client)
    assert (
        "déjà un compte"
        in client.post("/reglages/adresse/", {"email": "bruno@example.com", "action_add": ""}).content.decode()
    )
    wish(client, "tard@example.com")
    letter = letters()[-1]
    Account.objects.filter(persons=bruno).update(email="tard@example.com")
    client.post(link_in(letter))
    assert Account.objects.get(persons=world.ana).email == "ana@example.com"


def test_a_wish_is_given_up_without_losing_the_address(world):
    client = visitor()
    world.ana
    enter(client)
    wish(client, "un@example.com")
    wish(client, "deux@example.com")
    assert "deux@example.com" in client.get("/reglages/adresse/").content.decode()
    for email in ("deux@example.com", "un@example.com", "ana@example.com"):
        client.post("/reglages/adresse/", {"email": email, "action_remove": ""})
        assert Account.objects.get(persons=world.ana).email == "ana@example.com"


def test_what_touches_the_locks_asks_again_after_a_while(world):
    client = world.client(world.ana)  # signed in, but without a fresh proof
    assert client.get("/reglages/adresse/").status_code == 200
    answer = client.post("/reglages/adresse/", {"email": "ana@ailleurs.example", "action_add": ""})
    assert answer["Location"].startswith("/entrer/encore/")
    assert "Est-ce bien vous" in client.get(answer["Location"]).content.decode()
    wrong = client.post("/entrer/encore/", {"password": "faux"})
    assert "Ce n’est pas votre mot de passe" in wrong.content.decode()


def test_somebody_suspended_is_told_so_and_not_sent_round(world):
    account = Account.objects.get(persons=world.ana)
    inside = world.client(world.ana)
    Account.objects.filter(pk=account.pk).update(suspended_at="2026-01-01T00:00Z")
    from petitmot.people.models import Person

    Person.objects.filter(pk=world.ana.pk).update(suspended_at="2026-01-01T00:00Z")
    assert enter(visitor())["Location"] == "/entrer/ferme/"
    answer = inside.get("/reglages/", follow=True)
    assert answer.status_code == 403 and "Ce compte est fermé" in answer.content.decode()


def test_devices_are_listed_and_the_others_end(world):
    world.ana
    here, there = visitor(), visitor()
    enter(here)
    enter(there)
    page = here.get("/reglages/securite/appareils/").content.decode()
    assert "Cet appareil-ci" in page and "127.0.0.1" in page
    here.post("/reglages/securite/appareils/")
    assert there.get("/reglages/").status_code == 302
    assert here.get("/reglages/").status_code == 200


def test_rule_44_everybody_reads_their_own_log_only(world):
    world.ana, world.bruno
    enter(Client(headers={"host": "petitmot.test", "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}))
    page = world.client(world.ana).get("/reglages/securite/journal/").content.decode()
    assert "Quelqu’un est entré" in page and "Firefox, Linux" in page
    assert "Quelqu’un est entré" not in world.client(world.bruno).get("/reglages/securite/journal/").content.decode()
