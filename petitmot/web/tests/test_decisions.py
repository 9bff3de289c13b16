"""Decisions as pages: taken by moderators, read and answered by whom they are about, pictures covered, the door's lists."""

from __future__ import annotations

import pytest

from petitmot.moderation import appealing, ready_words, reporting, sanctioning
from petitmot.moderation.models import Appeal, ReadyWords, Sanction
from petitmot.people import door_blocks
from petitmot.people.models import Account, EmailBlock, EmailDomainBlock, NetworkBlock, Person
from tests.browser.filling import frost
from tests.world import World

Kind = Sanction.Kind
DOOR = "/reglages/serveur/porte/"


def staff(world: World) -> Account:
    return Account.objects.get(persons=world.esther)


def decided(world: World, kind: str = Kind.SUSPENDED) -> Sanction:
    return sanctioning.impose(staff(world), world.bruno, kind, words="Vos mots <b>blessent</b>.")


def test_whoever_is_suspended_reads_the_decision_and_answers_without_signing_in(world: World):
    address, visitor = appealing.link_of(decided(world)), world.client()
    page = visitor.get(address)
    assert page.status_code == 200 and "blessent" in page.content.decode()
    assert "<b>blessent" not in page.content.decode() and "noindex" in page.content.decode()
    assert not Appeal.objects.exists()  # looking changes nothing
    refused = visitor.post(address, {"words": "  "})
    assert refused.status_code == 422
    visitor.post(address, {"words": "C’était une chanson."})
    assert "C’était une chanson." in visitor.get(address).content.decode()
    desk = world.client(world.esther)
    assert "C’était une chanson." in desk.get("/moderation/").content.decode()
    desk.post(f"/moderation/reponse/{Appeal.objects.get().pk}/", {"lift": "1"})
    assert Person.objects.get(pk=world.bruno.pk).suspended_at is None
    assert "ont levé la décision" in visitor.get(address).content.decode()


READY = "/moderation/mots-prets/"


def test_the_operator_keeps_words_ready_and_moderators_choose_them(world: World):
    keeper, desk = world.client(world.odile), world.client(world.esther)
    page = keeper.post(READY, {"title": "Insultes <i>", "text": "Ici on ne s’insulte pas."}, follow=True)
    assert "C’est gardé." in page.content.decode() and "Insultes &lt;i&gt;" in page.content.decode()
    kept = ReadyWords.objects.get()
    about = f"/moderation/personne/{world.bruno.pk}/"
    assert "Insultes &lt;i&gt;</option>" in desk.get(about).content.decode()
    desk.post(about + "decider/", {"kind": "warned", "ready": str(kept.pk), "words": "Relisez-vous."})
    assert Sanction.objects.get().words == "Ici on ne s’insulte pas.\n\nRelisez-vous."
    keeper.post(f"{READY}{kept.pk}/", {"title": "Ton", "text": "Plus doucement."})
    report = reporting.report(world.ana, world.bruno, reason="other", words="Il insulte.")
    desk.post(f"/moderation/signalement/{report.pk}/decider/", {"kind": "covered", "ready": str(kept.pk)})
    assert Sanction.objects.latest("pk").words == "Plus doucement."
    keeper.post(f"{READY}{kept.pk}/retirer/")
    assert not ReadyWords.objects.exists() and Sanction.objects.count() == 2
    assert "a gardé des mots tout prêts" in desk.get("/moderation/trace/").content.decode()


def test_words_kept_ready_are_the_operator_s_to_write(world: World):
    kept = ready_words.keep(Account.objects.get(persons=world.odile), "Ton", "Plus doucement.")
    said = {"title": "Autre", "text": "Autre."}
    for path, acts in ((READY, True), (f"{READY}{kept.pk}/", True), (f"{READY}{kept.pk}/retirer/", False)):
        for person in (world.ana, world.esther):
            client = world.client(person)
            assert not acts or client.get(path).status_code == client.post(path, said).status_code == 403
            client.post(path, said)
        assert world.client().post(path, said)["Location"].startswith("/entrer/")
    assert list(ReadyWords.objects.values_list("title", "text")) == [("Ton", "Plus doucement.")]
    refused = world.client(world.odile).post(READY, {"title": "  ", "text": "Gardé ici."})
    assert refused.status_code == 422 and "Gardé ici." in refused.content.decode()


def test_a_link_of_nobody_is_not_there(world: World):
    assert world.client().get("/mesures/1:abc/").status_code == 404


def test_a_notice_leads_to_the_decision(world: World):
    sanction = decided(world, Kind.LIMITED)
    world.settle()
    assert appealing.link_of(sanction) in world.client(world.bruno).get("/avis/").content.decode()


def test_a_moderator_decides_about_somebody_and_takes_it_back(world: World):
    desk, address = world.client(world.esther), f"/moderation/personne/{world.bruno.pk}/"
    desk.post(address + "decider/", {"kind": "covered", "words": "Prévenez avant."})
    page = desk.get(address).content.decode()
    assert "Prévenez avant." in page and "Lever" in page
    desk.post(address + "lever/", {"kind": "covered"})
    assert Person.objects.get(pk=world.bruno.pk).covered_at is None
    for wrong in ({"kind": "exil"}, {}, {"kind": "warned", "words": ""}):
        desk.post(address + "decider/", wrong)
    assert Sanction.objects.count() == 1


def test_a_covered_person_s_pictures_are_folded_on_pages_and_sensitive_elsewhere(world: World):
    from petitmot.posts.content import typed
    from petitmot.posts.publishing import publish

    post = publish(world.bruno, typed("Le givre.", pictures=[frost(world.bruno)]))
    visitor, address = world.client(), f"/@bruno/{post.pk}"
    assert "peut heurter" not in visitor.get(address).content.decode()
    assert visitor.get(f"/api/v1/statuses/{post.pk}").json()["sensitive"] is False
    sanctioning.impose(staff(world), world.bruno, Kind.COVERED)
    page = visitor.get(address).content.decode()
    assert "Une image qui peut heurter" in page and "<details" in page
    assert visitor.get(f"/api/v1/statuses/{post.pk}").json()["sensitive"] is True
    sanctioning.lift(staff(world), world.bruno, Kind.COVERED)
    assert "peut heurter" not in visitor.get(address).content.decode()
    assert visitor.get(f"/api/v1/statuses/{post.pk}").json()["sensitive"] is False


def test_who_waits_at_the_door_is_turned_away_with_a_letter(world: World, mailoutbox):
    Account.objects.filter(persons=world.ana).update(approved_at=None)
    account = Account.objects.get(persons=world.ana)
    world.client(world.esther).post(f"/moderation/arrivees/{account.pk}/refuser/")
    world.settle()
    assert not Account.objects.filter(pk=account.pk).exists()
    assert [mail.to for mail in mailoutbox] == [["ana@example.com"]]


def keeper(world: World) -> Person:
    return world.person("odile", "Odile", role=Account.Role.OPERATOR)


def test_the_lists_of_the_door_are_the_operator_s(world: World):
    client = world.client(keeper(world))
    for person in (world.ana, world.esther, None):
        other = world.client(person)
        assert other.get(DOOR).status_code in (302, 403)
        other.post(DOOR, {"list": "domains", "domain": "jetable.example"})
    assert not EmailDomainBlock.objects.exists()
    client.post(DOOR, {"list": "domains", "domain": "jetable.example"})
    client.post(DOOR, {"list": "emails", "email": "fache@example.com"})
    client.post(DOOR, {"list": "networks", "network": "192.0.2.0/24", "severity": "no_access", "days": "3"})
    page = client.get(DOOR).content.decode()
    assert "jetable.example" in page and "192.0.2.0/24" in page and "fache@" not in page
    assert NetworkBlock.objects.get().ends_at is not None
    for which, row in (("domaines", EmailDomainBlock), ("adresses", EmailBlock), ("reseaux", NetworkBlock)):
        address = f"{DOOR}{which}/{row.objects.get().pk}/oter/"
        world.client(world.esther).post(address)
        assert row.objects.exists()
        client.post(address)
        assert not row.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"list": "domains", "domain": "pas un domaine"},
        {"list": "networks", "network": "chez moi", "severity": "no_access"},
        {"list": "networks", "network": "192.0.2.1", "severity": "bizarre"},
        {"list": "networks", "network": "192.0.2.1", "severity": "no_access", "days": "toujours"},
        {"list": "emails", "email": ""},
    ],
)
def test_a_wrong_line_is_shown_again_with_its_sentence(world: World, typed: dict[str, str]):
    answer = world.client(keeper(world)).post(DOOR, typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_page_of_signing_up_meets_the_same_door(world: World, settings):
    settings.PETITMOT_SIGN_UP = "open"
    door_blocks.block_email_domain(None, "jetable.example")
    said = {"called": "Neuve", "name": "neuve", "email": "a@jetable.example", "password": "une phrase assez longue"}
    answer = world.client().post("/s-inscrire/", said | {"terms": "0"})
    assert answer.status_code == 422
    assert "n’est pas acceptée ici" in answer.content.decode().replace("&#39;", "’")
    assert not Account.objects.filter(email="a@jetable.example").exists()
