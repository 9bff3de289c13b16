"""Thanks, winks, introductions and invitations, driven without a script (rules 2, 36, 46)."""

import re

import pytest

from petitmot.attentions.models import ThanksPrompt, Wink
from petitmot.people import contacts, invitations
from petitmot.people.models import Introduction, Invitation
from petitmot.posts.models import Post
from petitmot.web.tests.test_asking_pages import text
from tests.world import WORDS


def accepted(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    contacts.accept(request, world.bruno, words="Entrez, il y a du feu.")
    world.settle()
    return ThanksPrompt.objects.get()


def test_rule_36_the_page_of_thanks_shows_the_others_words_above(world):
    prompt = accepted(world)
    ana = world.client(world.ana)
    page = text(ana.get(f"/remercier/{prompt.request_id}/"))
    assert page.index("Entrez, il y a du feu.") < page.index("<textarea")
    assert ana.post(f"/remercier/{prompt.request_id}/", {"words": " "}).status_code == 422
    assert ana.post(f"/remercier/{prompt.request_id}/", {"words": "Merci pour le feu."}).status_code == 303
    assert Post.objects.get(author=world.ana).plain == "Merci pour le feu."


def test_rule_36_later_puts_it_off(world):
    prompt = accepted(world)
    world.client(world.ana).post(f"/remercier/{prompt.request_id}/plus-tard/")
    assert ThanksPrompt.objects.get().put_off_at
    assert "Remercier Bruno" in text(world.client(world.ana).get("/demandes/envoyees/"))


@pytest.mark.parametrize("who", ["bruno", "esther"])
def test_nobody_else_reaches_the_page_of_thanks(world, who):
    prompt = accepted(world)
    assert world.client(getattr(world, who)).get(f"/remercier/{prompt.request_id}/").status_code == 404


def test_rule_36_a_wink_is_given_by_hand_and_seen_with_the_name(world):
    world.follow(world.ana, world.bruno)
    bruno, ana = world.client(world.bruno), world.client(world.ana)
    assert "Faire un clin d’œil à Ana" in text(bruno.get("/clins-d-oeil/"))
    bruno.post(f"/clins-d-oeil/a/{world.ana.pk}/")
    assert "Faire un clin d’œil à Ana" not in text(bruno.get("/clins-d-oeil/"))
    assert "Bruno Keller vous fait un clin d’œil." in text(ana.get("/clins-d-oeil/"))
    ana.post(f"/clins-d-oeil/{Wink.objects.get().pk}/vu/")
    assert "vous fait un clin d’œil" not in text(ana.get("/clins-d-oeil/"))


def test_a_refused_wink_keeps_its_words(world):
    world.follow(world.ana, world.bruno)
    words = "mot " * 1300
    answer = world.client(world.bruno).post(f"/clins-d-oeil/a/{world.ana.pk}/", {"words": words})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Wink.objects.exists()


def introduced(world):
    world.connect(world.esther, world.ana)
    world.connect(world.esther, world.bruno)
    given = {"other": world.bruno.pk, "words": "Vous usez les livres tous les deux, chacun à sa façon."}
    return world.client(world.esther).post("/@ana/presenter/", given)


def test_an_introduction_is_one_slip_for_two_and_either_may_leave_it(world):
    assert introduced(world).status_code == 303
    ana, bruno = world.client(world.ana), world.client(world.bruno)
    page = text(ana.get("/presentations/"))
    assert "Esther vous présente Bruno" in page and "chacun à sa façon" in page
    assert "Esther vous présente Ana" in text(bruno.get("/presentations/"))
    made = Introduction.objects.get()
    world.client(world.extra("lucie")).post(f"/presentations/{made.pk}/laisser/")
    ana.post(f"/presentations/{made.pk}/laisser/")
    assert "chacun à sa façon" not in text(ana.get("/presentations/"))
    assert "chacun à sa façon" in text(bruno.get("/presentations/"))
    assert "chacun à sa façon" not in text(world.client(world.extra("joseph")).get("/presentations/"))


def test_only_contacts_are_introduced_and_a_refusal_keeps_the_words(world):
    world.connect(world.esther, world.ana)
    world.connect(world.esther, world.bruno)
    esther = world.client(world.esther)
    words = "Vous usez les livres tous les deux, chacun à sa façon."
    assert esther.get("/@chloe@ailleurs.example/presenter/").status_code == 404
    answer = esther.post("/@ana/presenter/", {"other": world.extra("lucie").pk, "words": words})
    assert answer.status_code == 422 and words in text(answer)
    answer = esther.post("/@ana/presenter/", {"other": world.bruno.pk, "words": "ok"})
    assert answer.status_code == 422 and f'value="{world.bruno.pk}" selected' in answer.content.decode()
    assert not Introduction.objects.exists()


def test_rule_46_an_invitation_is_words_and_a_link_shown_once(world):
    ana = world.client(world.ana)
    page = ana.post("/inviter/", {"words": "Viens, on parle de marées ici.", "for_whom": "Lucie"}).content.decode()
    token = re.search(r"http://petitmot.test/invitation/([\w-]+)/", page)[1]
    assert invitations.find(token).inviter == world.ana
    again = ana.get("/inviter/").content.decode()
    assert token not in again and "Lucie" in again
    assert "Lucie" not in world.client(world.bruno).get("/inviter/").content.decode()
    made = Invitation.objects.get()
    world.client(world.bruno).post(f"/inviter/{made.pk}/retirer/")
    assert Invitation.objects.exists()
    ana.post(f"/inviter/{made.pk}/retirer/")
    assert not Invitation.objects.exists()


def test_rule_46_an_invitation_without_words_is_refused_and_keeps_what_was_typed(world):
    answer = world.client(world.ana).post("/inviter/", {"words": "viens", "for_whom": "Lucie"})
    assert answer.status_code == 422 and 'value="Lucie"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/demandes/", "/demandes/envoyees/", "/clins-d-oeil/", "/presentations/", "/inviter/", "/reglages/abord/"],
)
def test_visitors_are_shown_the_door_and_members_are_let_in(world, address):
    answer = world.client().get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/entrer/?next={address}")
    assert world.client(world.ana).get(address).status_code == 200
