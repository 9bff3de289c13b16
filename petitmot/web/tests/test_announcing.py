"""Announcements on pages: a card on Today until it was read, a page with all, the operator's."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from petitmot.kit import clock
from petitmot.moderation import announcing
from petitmot.moderation.models import Announcement
from petitmot.people import distance
from petitmot.people.models import Account

WRITE = "/reglages/serveur/annonces/"


@pytest.fixture
def keeper(world):
    Account.objects.filter(persons=world.esther).update(role=Account.Role.OPERATOR)
    return Account.objects.get(persons=world.esther)


def test_a_card_stands_on_today_until_one_button_says_it_was_read(world, keeper):
    world.emoji("chat")
    made = announcing.write(keeper, "Le serveur dort **dimanche** <i> :chat:")
    client = world.client(world.ana)
    page = client.get("/").content.decode()
    assert "Le serveur dort <strong>dimanche</strong> &lt;i&gt; <img" in page
    assert f'formaction="/annonces/{made.pk}/lu/"' in page
    assert client.get("/").content.decode().count("dort") == 1, "a GET marks nothing"
    answer = client.post(f"/annonces/{made.pk}/lu/")
    assert answer.status_code == 302
    assert "dort" not in client.get("/").content.decode()
    assert "dort" in world.client(world.bruno).get("/").content.decode()
    assert "dort" not in world.client().get("/").content.decode()
    all_of_them = client.get("/annonces/").content.decode()
    assert "dort" in all_of_them and "Lue" in all_of_them


def test_a_kept_page_follows_what_is_announced(world, keeper):
    client = world.client(world.ana)
    assert "Une annonce" not in client.get("/").content.decode()
    made = announcing.write(keeper, "Un.")
    assert "Un." in client.get("/").content.decode()
    announcing.say_better(keeper, made, "Deux.")
    assert "Deux." in client.get("/").content.decode()
    announcing.withdraw(keeper, made)
    assert "Une annonce" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("start", "end", "all_day", "said"),
    [
        ("", "2099-12-24T08:00", "", "jusqu’au 24 décembre 2099, 8 h"),
        ("", "2099-12-24T08:00", "1", "jusqu’au 24 décembre 2099"),
        ("2099-06-21T18:30", "2099-06-21T23:00", "", "le 21 juin 2099, de 18 h 30 à 23 h"),
        ("2099-06-21T18:30", "2099-06-22T02:00", "", "du 21 juin 2099, 18 h 30 au 22 juin 2099, 2 h"),
        ("2099-06-21T18:30", "2099-06-22T02:00", "1", "du 21 juin 2099 au 22 juin 2099"),
        ("", "", "", "h"),
    ],
)
def test_its_moments_are_said_as_one_says_them(world, keeper, start, end, all_day, said):
    form = {"text": "La fête.", "starts_at": start, "ends_at": end} | ({"all_day": "1"} if all_day else {})
    page = world.client(world.esther).post(WRITE, form, follow=True).content.decode()
    label = page.split('<p class="label">')[1].split("</p>")[0].replace("\u202f", " ").replace("\xa0", " ")
    assert label.endswith(f" · {said}" if end else "</time>")


@pytest.mark.parametrize("role", [Account.Role.MEMBER, Account.Role.MODERATOR])
def test_writing_is_for_the_operator_alone(world, keeper, role):
    made = announcing.write(keeper, "Bonjour.")
    Account.objects.filter(persons=world.ana).update(role=role)
    client = world.client(world.ana)
    for path in (WRITE, f"{WRITE}{made.pk}/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {"text": "Non."}).status_code == 403
        assert world.client().get(path)["Location"].startswith("/entrer/")
    client.post(f"{WRITE}{made.pk}/retirer/")
    assert Announcement.objects.get().text == "Bonjour."


def test_the_operator_writes_one_changes_it_and_withdraws_it(world, keeper):
    client = world.client(world.esther)
    said = {"text": "La fête.", "starts_at": "2099-06-21T18:30", "ends_at": "2099-06-21T23:00", "all_day": "1"}
    page = client.post(WRITE, said, follow=True).content.decode()
    assert "L’annonce est faite." in page and "La fête." in page
    made = Announcement.objects.get()
    assert made.all_day and made.starts_at == made.ends_at
    assert "le 21" in page
    form = client.get(f"{WRITE}{made.pk}/").content.decode()
    assert 'value="2099-06-21T00:00"' in form and "La fête.</textarea>" in form
    client.post(f"{WRITE}{made.pk}/", {"text": "Le bal."})
    made.refresh_from_db()
    assert (made.text, made.starts_at, made.all_day) == ("Le bal.", None, False)
    client.post(f"{WRITE}{made.pk}/retirer/")
    assert not Announcement.objects.exists()
    assert "a retiré une annonce" in client.get("/moderation/trace/").content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": ""}, "rien d’écrit"),
        ({"text": "Bal.", "starts_at": "2099-01-01T00:00"}, "un début a une fin"),
        ({"text": "Bal.", "ends_at": "demain"}, "Ce moment est mal écrit"),
        ({"text": "Bal.", "ends_at": "0001-01-01T00:00"}, "Ce moment est mal écrit"),
    ],
)
def test_what_is_refused_is_said_and_stays_typed(world, keeper, said, sentence):
    answer = world.client(world.esther).post(WRITE, said)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page
    assert all(value in page for value in said.values()) and not Announcement.objects.exists()


def test_one_for_later_is_shown_to_nobody_before_its_moment(world, keeper):
    client, member = world.client(world.esther), world.client(world.ana)
    later = timezone.localtime(clock.now() + timedelta(hours=2))
    said = {"text": "La fête.", "publish_at": later.strftime("%Y-%m-%dT%H:%M")}
    page = client.post(WRITE, said, follow=True).content.decode()
    assert "L’annonce sera faite à son moment." in page and "pas encore faite" in page
    made = Announcement.objects.get()
    assert said["publish_at"] in client.get(f"{WRITE}{made.pk}/").content.decode()
    for path in ("/", "/annonces/"):
        assert "La fête." not in member.get(path).content.decode()
    assert member.post(f"/annonces/{made.pk}/signe/", {"sign": "🎉"}, follow=True).status_code == 200
    assert not made.reactions.exists()
    world.settle()
    assert not Announcement.objects.get().is_published, "its moment has not come"
    with time_machine.travel(later + timedelta(minutes=1), tick=False):
        world.settle()
        assert "La fête." in member.get("/").content.decode()
    assert 'name="publish_at"' not in client.get(f"{WRITE}{made.pk}/").content.decode()


def test_signs_are_given_and_said_with_names_of_those_one_knows(world, keeper):
    made = announcing.write(keeper, "La fête.")
    world.follow(world.ana, world.bruno)
    noe = world.extra("noe")
    for person in (world.bruno, noe):
        assert world.client(person).post(f"/annonces/{made.pk}/signe/", {"sign": "🎉"}).status_code == 302
    ana = world.client(world.ana)
    page = ana.get("/").content.decode()
    assert "🎉 <span>Bruno Keller et d’autres</span>" in page and "Noe" not in page
    ana.post(f"/annonces/{made.pk}/signe/", {"sign": "🎉"})
    ana.post(f"/annonces/{made.pk}/signe/", {"sign": "👍"})
    page = ana.get("/").content.decode()
    assert "👍 <span>vous</span>" in page and "🎉 <span>vous, Bruno Keller et d’autres</span>" in page
    assert f'formaction="/annonces/{made.pk}/signe/reprendre/" name="sign" value="👍" aria-pressed="true"' in page
    ana.post(f"/annonces/{made.pk}/signe/reprendre/", {"sign": "👍"})
    assert "👍 <span>" not in ana.get("/").content.decode()
    distance.block(world.ana, world.bruno)
    assert "🎉 <span>vous et d’autres</span>" in ana.get("/").content.decode()
    kept = world.client(world.esther).get("/").content.decode()
    assert "🎉 <span>Bruno Keller et deux autres que vous connaissez</span>" in kept


@pytest.mark.parametrize("sign", ["", "<b>", "bonjour", "x" * 5000])
def test_what_is_no_sign_is_refused(world, keeper, sign):
    made = announcing.write(keeper, "La fête.")
    page = world.client(world.ana).post(f"/annonces/{made.pk}/signe/", {"sign": sign}, follow=True).content.decode()
    assert "Ce n’est pas un signe que l’on connaît ici." in page and not made.reactions.exists()


def test_what_is_over_or_not_there_cannot_be_read(world, keeper):
    client = world.client(world.ana)
    assert client.post("/annonces/12/lu/", follow=True).status_code == 200
    assert client.get("/annonces/12/lu/").status_code == 405
