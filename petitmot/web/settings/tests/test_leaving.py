"""Taking a copy, leaving, staying; and that nobody takes another's."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client

from petitmot.people import accounts, contacts, copying, follows, leaving, stamps
from petitmot.people.models import (
    Account,
    ContactRequest,
    Export,
    FirstWords,
    Follow,
    Manners,
    Person,
    SecurityEvent,
    UsedName,
)
from petitmot.posts import liking
from petitmot.posts.models import Draft, Favourite, Post, Tombstone
from tests.world import PASSWORD, WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_erasures():
    yield
    (Path(django_settings.PETITMOT_DATA) / "erased").unlink(missing_ok=True)


def account_of(person):
    return Account.objects.get(persons=person)


def proved(client):
    client.post("/entrer/encore/", {"password": PASSWORD, "next": "/reglages/"})
    return client


def taken(client):
    export = Export.objects.get()
    answer = client.post(f"/reglages/copie/{export.pk}/")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_a_copy_holds_words_people_and_requests(world):
    world.connect(world.ana, world.bruno)
    world.says(world.ana, "La brume <b>est</b> levée.")
    world.says(world.bruno, "Pas à elle.")
    client = world.client(world.ana)
    assert client.post("/reglages/copie/")["Location"] == "/reglages/copie/"
    assert "se prépare" in client.get("/reglages/copie/").content.decode()
    world.settle()
    assert "est prête" in client.get("/reglages/copie/").content.decode()
    archive = taken(client)
    words = json.loads(archive.read("words.json"))
    assert [one["source"] for one in words] == ["La brume <b>est</b> levée."]
    people = json.loads(archive.read("people.json"))
    assert people["contacts"][0]["name"] == "Bruno Keller"
    assert json.loads(archive.read("requests.json"))["made"][0]["words"] == WORDS
    page = archive.read("index.html").decode()
    assert "brume" in page and "<b>est" not in page and "Pas à elle" not in page
    assert json.loads(archive.read("account.json"))["email"] == "ana@example.com"
    assert not any("password" in name or b"md5$" in archive.read(name) for name in archive.namelist())


def test_rule_44_a_copy_asked_for_and_taken_is_written_into_the_log(world):
    client = world.client(world.ana)
    client.post("/reglages/copie/")
    world.settle()
    taken(client)
    assert list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        "export_asked",
        "export_fetched",
    ]


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("bruno", 302), ("esther", 302), (None, 302)])
def test_a_copy_is_for_its_owner_only(world, who, status):
    export = copying.ask_for_copy(account_of(world.ana), world.ana)
    world.settle()
    client = world.client(getattr(world, who) if who else None)
    answer = client.post(f"/reglages/copie/{export.pk}/")
    assert answer.status_code == status
    assert answer.get("Content-Type", "").startswith("application/zip") == (who == "ana")
    assert client.get(f"/reglages/copie/{export.pk}/").status_code == 405


def test_a_copy_goes_after_seven_days(world):
    with time_machine.travel("2026-03-01 12:00Z", tick=False) as time:
        export = copying.ask_for_copy(account_of(world.ana), world.ana)
        world.settle()
        path = copying.file_of(account_of(world.ana), export.pk)
        assert path.stat().st_mode & 0o077 == 0
        time.shift(timedelta(days=7, seconds=1))
        assert world.client(world.ana).post(f"/reglages/copie/{export.pk}/").status_code == 302
        time.shift(timedelta(days=300))  # the file's own time is the real one
        copying.forget_old()
        assert not Export.objects.exists()


def test_a_copy_asked_for_twice_is_made_once(world):
    client = world.client(world.ana)
    client.post("/reglages/copie/")
    client.post("/reglages/copie/")
    assert Export.objects.count() == 1


def test_copies_are_few_a_day(world, settings):
    settings.PETITMOT_RATE_LIMITS = True
    client = world.client(world.ana)
    for _turn in range(4):
        client.post("/reglages/copie/")
        world.settle()
    assert Export.objects.count() == 3


def test_leaving_asks_who_one_is_waits_and_can_be_undone(world):
    client = world.client(world.ana)
    assert "Supprimer mon compte" in client.get("/reglages/partir/").content.decode()
    assert client.post("/reglages/partir/")["Location"].startswith("/entrer/encore/")
    assert account_of(world.ana).leaves_at is None
    proved(client).post("/reglages/partir/")
    days = (account_of(world.ana).leaves_at - account_of(world.ana).made_at).days
    assert days in (13, 14)
    page = client.get("/reglages/").content.decode()
    assert "sera supprimé le" in page
    leaving.leave_when_due()
    assert client.post("/reglages/partir/rester/").status_code == 302
    assert account_of(world.ana).leaves_at is None
    kinds = list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["deletion_asked", "deletion_undone"]


def test_rule_41_who_leaves_leaves_a_tombstone_and_their_first_words(world):
    world.connect(world.ana, world.bruno)
    post = world.says(world.ana, "Des mots qui s’en vont.")
    kept = world.says(world.bruno, "Des mots qui restent.")
    liking.like(world.ana, kept)
    Draft.objects.create(owner=world.ana, key="post", words="…", saved_at=post.arrived)
    Person.objects.filter(pk=world.ana.pk).update(bio="Relieuse.", welcome_line="Dites-moi.", fields=[{"name": "a"}])
    inside = Client(headers={"host": "petitmot.test"})
    inside.post("/entrer/", {"login": "ana@example.com", "password": PASSWORD})
    assert Session.objects.exists()
    leaving.remove(account_of(world.ana))
    world.settle()
    ana = Person.objects.get(pk=world.ana.pk)
    assert ana.left_at and (ana.bio, ana.welcome_line, ana.fields, ana.display_name) == ("", "", [], "")
    assert ana.called == "quelqu’un qui est parti"
    assert not Account.objects.filter(email="ana@example.com").exists()
    assert (
        inside.get("/reglages/").status_code == 302
        and not Session.objects.filter(session_key=inside.session.session_key or "-").exists()
    )
    assert not Post.objects.filter(author=world.ana).exists() and Post.objects.filter(pk=kept.pk).exists()
    assert Tombstone.objects.get(pk=post.pk).uri == post.uri
    words = FirstWords.objects.get(reader=world.bruno)
    assert (words.writer, words.words) == (None, WORDS)
    assert not Follow.objects.exists() and not Manners.objects.filter(person=ana).exists()
    assert not Favourite.objects.exists() and not Draft.objects.exists()
    assert UsedName.objects.filter(name="ana").exists()
    assert world.client().get("/@ana").status_code == 410


def test_rule_39_a_name_is_never_given_again(world):
    leaving.remove(account_of(world.ana))
    with pytest.raises(Exception, match="déjà pris"):
        accounts.sign_up(accounts.Newcomer(email="autre@example.com", password=PASSWORD, name="ana"))


def test_rule_22_stamps_of_others_come_home(world):
    contacts.ask(world.bruno, world.ana, words=WORDS)
    assert stamps.left(world.bruno) == 9
    leaving.remove(account_of(world.ana))
    assert stamps.left(world.bruno) == 10
    assert not ContactRequest.objects.exists()


def test_rule_41_after_a_restore_who_left_leaves_again(world):
    follows.follow(world.bruno, world.ana)
    leaving.remove(account_of(world.ana))
    world.settle()
    Person.objects.filter(pk=world.ana.pk).update(left_at=None, bio="Revenue d’une sauvegarde.")
    assert leaving.erase_again() == 1
    assert leaving.erase_again() == 0
    ana = Person.objects.get(pk=world.ana.pk)
    assert ana.left_at and ana.bio == ""


def test_what_is_due_leaves_and_nobody_else(world):
    with time_machine.travel("2026-03-01 12:00Z", tick=False) as time:
        world.bruno
        leaving.ask_to_leave(account_of(world.ana))
        time.shift(timedelta(days=13, hours=23))
        leaving.leave_when_due()
        assert account_of(world.ana)
        time.shift(timedelta(hours=2))
        leaving.leave_when_due()
        assert [one.email for one in Account.objects.all()] == ["bruno@example.com"]


def test_everything_that_points_at_a_person_is_thought_of(world):
    """A room built later with a key that protects its row would stop every deletion: it must say so here."""
    from django.db import models

    allowed = (models.CASCADE, models.SET_NULL)
    stays = {"Key.person"}  # a farewell to other servers is signed with it; it goes once that has left
    held = [f"{f.model.__name__}.{f.name}" for f in leaving._pointing() if f.remote_field.on_delete not in allowed]
    assert set(held) <= stays
