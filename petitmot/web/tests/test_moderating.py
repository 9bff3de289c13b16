"""The moderators' desk as pages: only for moderators, every act in the trail, private words only on a gesture (rule 32)."""

import pytest

from petitmot.moderation.models import Report, StaffAct
from petitmot.moderation.reporting import report
from petitmot.people.models import Account
from petitmot.posts.models import Post


@pytest.fixture
def shown(world):
    world.connect(world.ana, world.bruno)
    post = world.writes(world.bruno, world.ana, text="Des mots <b>durs</b>.")
    return report(world.ana, world.bruno, reason="unkind", words="Voyez vous-mêmes.", posts=[post])


PAGES = ["", "decides/", "trace/", "arrivees/", "emojis/", "signalement/{r}/", "personne/{p}/"]
ACTS = [
    "signalement/{r}/lire/",
    "signalement/{r}/laisser/",
    "signalement/{r}/decider/",
    "signalement/{r}/prendre/",
    "signalement/{r}/rendre/",
    "signalement/{r}/rouvrir/",
    "signalement/{r}/retirer/",
    "personne/{p}/noter/",
    "personne/{p}/decider/",
    "personne/{p}/lever/",
    "personne/{p}/effacer/",
    "arrivees/1/accueillir/",
    "arrivees/1/refuser/",
    "reponse/1/",
    "emojis/",
    "emojis/chat/",
    "emojis/chat/retirer/",
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_moderators_alone(world, shown, page):
    address = "/moderation/" + page.format(r=shown.pk, p=world.bruno.pk)
    assert world.client(world.esther).get(address).status_code == 200
    assert world.client(world.ana).get(address).status_code == 403
    assert world.client().get(address)["Location"].startswith("/entrer/")


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_for_moderators_alone(world, shown, act):
    address = "/moderation/" + act.format(r=shown.pk, p=world.bruno.pk)
    for person in (world.ana, world.bruno, None):
        assert world.client(person).post(address, {"words": "non", "kind": "suspended"}).status_code in (302, 403)
    assert not StaffAct.objects.exists()
    assert Report.objects.get().decided_at is None
    assert Post.objects.exists()


def test_rule_32_private_words_are_on_the_page_only_after_a_gesture_that_is_written_down(world, shown):
    client = world.client(world.esther)
    address = f"/moderation/signalement/{shown.pk}/"
    assert "durs" not in client.get(address).content.decode()
    page = client.post(address + "lire/").content.decode()
    assert "Des mots &lt;b&gt;durs&lt;/b&gt;." in page or "durs" in page
    assert "<b>durs" not in page
    assert StaffAct.objects.get().act == "read_private_words"
    assert "a lu les mots privés" in client.get("/moderation/trace/").content.decode()


def test_a_member_reports_words_and_is_told_so(world):
    post = world.says(world.bruno, "Des mots durs.")
    client = world.client(world.ana)
    page = client.get(f"/@bruno/signaler/?mot={post.pk}").content.decode()
    assert "Des mots durs" in page and "checked" in page
    client.post("/@bruno/signaler/", {"reason": "unkind", "words": "Voyez.", "post": post.pk})
    assert Report.objects.get().posts.get().text == "Des mots durs."


def test_a_refused_report_keeps_what_was_written(world):
    world.bruno
    answer = world.client(world.ana).post("/@bruno/signaler/", {"reason": "unkind", "words": "a" * 2001})
    assert answer.status_code == 422
    assert "a" * 2001 in answer.content.decode()


def test_deciding_and_noting(world, shown):
    client = world.client(world.esther)
    client.post(f"/moderation/personne/{world.bruno.pk}/noter/", {"words": "Déjà prévenu en mars."})
    assert "Déjà prévenu" in client.get(f"/moderation/signalement/{shown.pk}/").content.decode()
    client.post(f"/moderation/signalement/{shown.pk}/decider/", {"kind": "suspended"})
    assert "Hors de vue" in client.get(f"/moderation/personne/{world.bruno.pk}/").content.decode()
    client.post(f"/moderation/personne/{world.bruno.pk}/lever/", {"kind": "suspended"})
    assert "Hors de vue" not in client.get(f"/moderation/personne/{world.bruno.pk}/").content.decode()


def test_somebody_at_the_door_is_let_in(world):
    Account.objects.filter(persons=world.ana).update(approved_at=None, words_for_moderators="Je chante.")
    client = world.client(world.esther)
    assert "Je chante." in client.get("/moderation/arrivees/").content.decode()
    client.post(f"/moderation/arrivees/{Account.objects.get(persons=world.ana).pk}/accueillir/")
    assert Account.objects.get(persons=world.ana).approved_at is not None
