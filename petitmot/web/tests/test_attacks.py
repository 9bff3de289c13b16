"""What every address refuses, whichever it is: forms without a token, ways out of the house, what belongs to somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from petitmot.attentions import winks
from petitmot.attentions.models import Notice, ThanksPrompt, Wink
from petitmot.kit import clock
from petitmot.kit.addresses import IN_A_PATH
from petitmot.moderation import reporting
from petitmot.moderation.models import Report
from petitmot.people import (
    circles,
    contacts,
    copying,
    distance,
    filters,
    introductions,
    invitations,
    selecting,
    selections,
)
from petitmot.people.models import (
    Account,
    Circle,
    ContactRequest,
    FilteredWords,
    InSelection,
    Introduction,
    Invitation,
    Selection,
    ServerBlock,
    WordFilter,
)
from petitmot.posts import drafts, scheduling
from petitmot.posts.models import Draft, Scheduled
from tests.world import WORDS

BY_TOKEN = "/courrier/arreter/ana/"  # the token in the address is the proof: mail programs press it by themselves


def every_path() -> list[str]:
    """One address of every route of the pages."""
    return [f"/{_example(route)}" for route in _routes(get_resolver().url_patterns)]


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def _example(route: str) -> str:
    if not route.startswith("^"):
        return re.sub(r"<\w+:\w+>", "bruno", re.sub(r"<int:\w+>", "1", route))
    plain = route.strip("^$").replace(IN_A_PATH, "@bruno").replace("/?", "/")
    return re.sub(r"\(\?P<\w+>[^()]*\)", "123456789012", plain)


@pytest.mark.django_db
def test_no_form_is_taken_without_the_token_of_its_page(world):
    assert world.bruno
    inside, visitor = (Client(enforce_csrf_checks=True, headers={"host": "petitmot.test"}) for _turn in range(2))
    inside.force_login(
        Account.objects.get(persons=world.ana), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    paths = [path for path in every_path() if path != BY_TOKEN]
    assert len(paths) > 150
    for client in (inside, visitor):
        taken = [path for path in paths if client.post(path, {"words": "sans jeton"}).status_code not in (403, 404)]
        assert taken == []
        forged = {"words": "jeton inventé", "csrfmiddlewaretoken": "a" * 64}
        assert [path for path in paths if client.post(path, forged).status_code not in (403, 404)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_gesture_leads_out_of_the_house(world, wanted):
    assert world.bruno
    client = world.client(world.ana)
    form = {"next": wanted, "words": WORDS, "to": "bruno", "whom": "public"}
    for path in every_path():
        if path.startswith(("/sortir", "/reglages/partir")):
            continue
        for answer in (
            client.post(path, form, headers={"referer": wanted}),
            client.get(path, {"next": wanted}, headers={"referer": wanted}),
        ):
            assert answer.status_code < 500, path
            there = answer.headers.get("Location", "")
            assert "evil" not in there.split("?")[0] and not there.startswith("javascript"), path


DEEDS_OF_THE_DESK = (
    *("lu", "accepter", "un-mot", "repondre", "demander"),
    *("decliner", "sans-bruit", "bloquer", "signaler", "defaire"),
)


@pytest.fixture
def belongings(world):
    """Bruno's things, of every kind that somebody can own; and the gestures with which Ana would like to touch them."""
    bruno, esther, lucie = world.bruno, world.esther, world.extra("lucie")
    assert world.ana
    world.connect(esther, bruno)
    world.connect(lucie, bruno)
    request = contacts.ask(world.extra("marco"), bruno, words="La colle sèche-t-elle en novembre ?")
    sent = contacts.ask(bruno, world.extra("nora"), words="Vos carnets sont-ils encore à vendre ?")
    circle = circles.form(bruno, "La bande du jeudi")
    talk = world.writes(bruno, esther, text="Entre nous deux.").conversation_id
    drafts.save(bruno, "post", "Un brouillon de Bruno")
    later = scheduling.schedule(bruno, scheduling.Plan("Pour demain, de Bruno."), clock.now() + timedelta(days=1))
    invitation, _token = invitations.invite(bruno, words="Viens, il y a du feu.", for_whom="Zoé")
    introduction = introductions.introduce(bruno, esther, lucie, words="Deux relieuses.")
    world.follow(esther, bruno)
    wink = winks.wink(bruno, esther)
    filter_ = filters.make(bruno, "Le filtre de Bruno", ["home"])
    filtered = filters.add_words(bruno, filter_.pk, "mercato")
    distance.block_server(bruno, "loin.example")
    reporting.report(bruno, esther, reason="other", words="Voyez.", posts=[world.says(esther, "Des mots.")])
    copying.ask_for_copy(Account.objects.get(persons=bruno), bruno)
    world.settle()
    thanks = ThanksPrompt.objects.first()
    export = Account.objects.get(persons=bruno).exports.first()
    found = _addresses(request, sent, circle, talk, later, invitation, introduction, wink, thanks, export, esther)
    found["pages"].append(f"/reglages/filtres/{filter_.pk}/")
    deeds = ("", "oter/", "mots/", f"mots/{filtered.pk}/oter/")
    found["gestures"] += [f"/reglages/filtres/{filter_.pk}/{deed}" for deed in deeds]
    found["gestures"].append("/reglages/serveurs/laisser-revenir/")
    selection = selections.form(bruno, "Ceux du jeudi", listed=False)
    row = selecting.choose(selection, bruno, esther)
    found["pages"].append(f"/selections/{selection.pk}/retoucher/")
    found["gestures"] += [f"/selections/{selection.pk}/{deed}/" for deed in ("retoucher", "ajouter", "defaire")]
    found["gestures"] += [f"/selections/{selection.pk}/retirer/{row.pk}/"]
    found["gestures"] += [f"/selections/reponses/{row.pk}/{answer}/" for answer in ("oui", "non")]
    return found


def _addresses(request, sent, circle, talk, later, invitation, introduction, wink, thanks, export, esther):
    return {
        "pages": [
            f"/demandes/{request.pk}/",
            f"/demandes/{request.pk}/un-mot/",
            f"/conversations/{talk}/",
            f"/cercles/{circle.pk}/",
            f"/cercles/{circle.pk}/mots/",
            f"/remercier/{thanks.request_id}/",
            f"/moderation/signalement/{Report.objects.get().pk}/",
            f"/moderation/personne/{esther.pk}/",
            "/moderation/",
            "/moderation/trace/",
            "/moderation/arrivees/",
            "/reglages/serveur/",
        ],
        "gestures": [
            *(f"/demandes/{request.pk}/{deed}/" for deed in DEEDS_OF_THE_DESK),
            f"/demandes/envoyees/{sent.pk}/retirer/",
            *(f"/conversations/{talk}/{deed}/" for deed in ("lu", "sourdine", "ranger", "quitter")),
            *(f"/cercles/{circle.pk}/{deed}/" for deed in ("nommer", "remplir", "defaire")),
            f"/reglages/copie/{export.pk}/",
            f"/plus-tard/{later.pk}/deplacer/",
            f"/plus-tard/{later.pk}/renoncer/",
            f"/inviter/{invitation.pk}/retirer/",
            f"/presentations/{introduction.pk}/laisser/",
            f"/clins-d-oeil/{wink.pk}/vu/",
            f"/remercier/{thanks.request_id}/plus-tard/",
            f"/moderation/signalement/{Report.objects.get().pk}/laisser/",
            f"/moderation/personne/{esther.pk}/noter/",
        ],
    }


def standing() -> list[object]:
    """All that Bruno and those around him have, as it lies in the tables."""
    kinds = (ContactRequest, Circle, Draft, Scheduled, Invitation, Introduction, Wink, ThanksPrompt, Report, Notice)
    kinds += (WordFilter, FilteredWords, ServerBlock, Selection, InSelection)
    return [list(kind._default_manager.order_by("pk").values()) for kind in kinds]


def test_nobody_opens_or_touches_what_belongs_to_somebody_else(world, belongings):
    before = standing()
    for client in (world.client(world.ana), world.client()):
        for page in belongings["pages"]:
            answer = client.get(page, headers={"accept": "application/json"})
            assert answer.status_code in (302, 403, 404), page
            assert answer.status_code != 302 or answer.headers["Location"].startswith("/entrer/"), page
            assert b"Bruno" not in answer.content, page
        for gesture in belongings["gestures"]:
            form = {"words": WORDS, "name": "Pris", "later": "2031-01-01T10:00", "up_to": "1", "note": "x"}
            form |= {"title": "Pris", "places": "home", "action": "warn", "domain": "loin.example"}
            answer = client.post(gesture, form, headers={"accept": "application/json"})
            assert answer.status_code < 500, gesture  # some say nothing at all: what counts is that nothing changed
    assert standing() == before


def test_rule_38_account_person_and_server_are_three_things_and_an_account_may_act_for_several(world):
    from petitmot.people import acting_persons
    from petitmot.people.models import ActsFor, Person

    account, second = Account.objects.get(persons=world.ana), world.extra("chorale")
    ActsFor.objects.create(account=account, person=second, is_owner=False)
    assert not hasattr(Account, "person")
    assert world.ana.server.is_local and not world.chloe.server.is_local
    assert acting_persons.acting_person(account) == world.ana
    assert acting_persons.acting_person(account, second.pk) == second
    assert acting_persons.acting_person(account, world.bruno.pk) == world.ana
    assert {field.name for field in Person._meta.fields} >= {"kind", "moved_to", "languages", "server"}


def test_rule_40_each_post_says_its_language_and_times_follow_the_readers_zone(world):
    from petitmot.posts.content import typed
    from petitmot.posts.models import Post
    from petitmot.posts.publishing import publish

    post = publish(world.bruno, typed("The heron is back.", language="en"))
    Post.objects.filter(pk=post.pk).update(published="2026-03-01T23:30:00+00:00")
    said = {}
    for zone in ("Europe/Paris", "America/Montreal"):
        Account.objects.filter(persons=world.ana).update(time_zone=zone)
        page = world.client(world.ana).get(f"/@bruno/{post.pk}").content.decode()
        said[zone] = re.sub(r"[\u00a0\u202f]", " ", page)
    assert 'lang="en"' in said["Europe/Paris"] and '<html lang="fr"' in said["Europe/Paris"]
    assert "2 mars" in said["Europe/Paris"] and "1er mars" in said["America/Montreal"]


def test_rule_16_close_ones_come_first_in_catch_up_and_are_never_folded(world):
    from petitmot.reading.catch_up import what_waits

    for friend in (world.bruno, world.esther):
        world.follow(world.ana, friend)
    circles.fill(circles.close_ones(world.ana), world.ana, [world.esther])
    others = [world.says(world.bruno, f"Bruno, {n}.").pk for n in range(3)]
    close = [world.says(world.esther, f"Esther, {n}.").pk for n in range(30)]
    waits = what_waits(world.ana)
    assert waits.close_ids == close
    assert [(line.person, line.up_to) for line in waits.lines] == [(world.bruno, others[-1])]


@pytest.mark.parametrize("number", [str(2**63), "9" * 20, "9" * 5000, "-1", "²", "٣"])
def test_a_number_that_no_row_has_breaks_no_page(world, number):
    world.connect(world.ana, world.bruno)
    post = world.says(world.bruno, "un mot")
    circle = circles.form(world.ana, "La chorale")
    talk = world.writes(world.bruno, world.ana).conversation_id
    client = world.client(world.ana)
    client.raise_request_exception = False
    for path in (
        *(
            "/?avant=",
            "/?apres=",
            "/chercher/?q=mot&avant=",
            "/conversations/?avant=",
            f"/conversations/{talk}/?avant=",
        ),
        *("/@bruno?avant=", "/@bruno/signaler/?mot=", "/@bruno/demander/?mot=", "/avis/?avant=", "/gardes/?avant="),
    ):
        assert client.get(path + number).status_code < 500, path
    for path, fields in (
        ("/@bruno/signaler/", {"reason": "other", "words": "x", "post": number}),
        (f"/cercles/{circle.pk}/remplir/", {"person": [number]}),
        (f"/conversations/{talk}/lu/", {"up_to": number}),
        ("/conversations/nouvelle/", {"words": "un mot", "contact": number, "people": "bruno"}),
        ("/lu/", {"ids": number, "post": number, "apres": number}),
        ("/ecrire/", {"words": "un mot", "whom": "circle", "circle": number}),
        (f"/mot/{post.pk}/voter/", {f"choice-{post.pk}": number}),
    ):
        assert client.post(path, fields).status_code < 500, path
