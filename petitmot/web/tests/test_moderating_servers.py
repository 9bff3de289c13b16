"""The operator's pages about servers: for them alone, nothing decided unseen, nothing typed lost."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from petitmot.moderation import limiting
from petitmot.moderation.limiting import Decided
from petitmot.moderation.models import ServerLimit, StaffAct
from petitmot.people.models import Account

Measure = ServerLimit.Measure
HERE = "/moderation/serveurs/"
HEAD = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n"


def staff(world):
    return Account.objects.get(persons=world.odile)


@pytest.fixture
def limit(world):
    return limiting.decide(staff(world), "pirate.example", Decided(Measure.REFUSED, public_comment="<b>Non</b>"))


def a_file(text):
    return SimpleUploadedFile("liste.csv", text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("page", ["", "decider/", "recus/", "liste/", "liste.csv", "{id}/"])
def test_pages_are_for_the_operator_alone(world, limit, page):
    address = HERE + page.format(id=limit.pk)
    assert world.client(world.odile).get(address).status_code == 200
    for other in (world.ana, world.esther):
        assert world.client(other).get(address).status_code == 403
    assert world.client().get(address)["Location"].startswith("/entrer/")


@pytest.mark.parametrize(
    "act", ["decider/", "{id}/", "{id}/lever/", "recus/", "recus/{row}/retirer/", "liste/", "liste/appliquer/"]
)
def test_acts_are_for_the_operator_alone(world, limit, act):
    row = limiting.allow(staff(world), "ami.example")
    before = (list(ServerLimit.objects.values()), StaffAct.objects.count())
    sent = {"domain": "autre.example", "measure": "refused", "line": '{"domain": "autre.example"}', "list": a_file("x")}
    for person in (world.ana, world.esther, None):
        answer = world.client(person).post(HERE + act.format(id=limit.pk, row=row.pk), sent)
        assert answer.status_code in (302, 403)
    assert (list(ServerLimit.objects.values()), StaffAct.objects.count()) == before


def test_a_server_is_decided_about_seen_changed_and_lifted(world):
    client = world.client(world.odile)
    assert "Tous les serveurs sont reçus" in client.get(HERE).content.decode()
    sent = {"domain": "Pirate.example", "measure": "silenced", "rejects_media": "1", "public_comment": "<b>Non</b>"}
    limit_page = client.post(HERE + "decider/", sent)["Location"]
    made = ServerLimit.objects.get()
    assert (made.domain, made.measure, made.rejects_media, made.rejects_reports) == (
        "pirate.example",
        "silenced",
        True,
        False,
    )
    page = client.get(HERE).content.decode()
    assert "En retrait, sans ses images" in page and "&lt;b&gt;Non" in page and "<b>Non" not in page
    assert "pirate.example" in client.get(HERE + "?nom=pirate").content.decode()
    assert "Rien n’est décidé sous ce nom" in client.get(HERE + "?nom=autre").content.decode()
    assert 'value="silenced" checked' in client.get(limit_page).content.decode()
    client.post(limit_page, {"measure": "refused", "private_comment": "vu en mars"})
    made.refresh_from_db()
    assert (made.measure, made.rejects_media, made.private_comment) == ("refused", False, "vu en mars")
    client.post(limit_page + "lever/")
    assert not ServerLimit.objects.exists()
    trail = client.get("/moderation/trace/").content.decode()
    assert "a mis un serveur en retrait" in trail and "a refusé un serveur" in trail and "de nouveau" in trail


def test_a_decision_that_is_refused_keeps_what_was_typed(world):
    sent = {"domain": "petitmot.test", "measure": "refused", "public_comment": "Un mot long."}
    answer = world.client(world.odile).post(HERE + "decider/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "C’est le serveur où vous êtes." in page and "Un mot long." in page
    assert 'value="refused" checked' in page


def test_a_file_shows_what_it_would_do_and_only_what_is_ticked_is_decided(world, limit):
    world.follow(world.ana, world.chloe)
    client = world.client(world.odile)
    text = (
        HEAD
        + "crieur.example,silence,,,<i>Bruyant</i>\npirate.example,silence\nailleurs.example,suspend\n*.x.example\n"
    )
    page = client.post(HERE + "liste/", {"list": a_file(text)}).content.decode()
    assert ServerLimit.objects.count() == 1
    assert "&lt;i&gt;Bruyant" in page and "<i>Bruyant" not in page
    assert re.search(r"aujourd’hui\s: Refusé", page) and "des gens d’ici y ont des liens" in page
    assert re.search(r"Ligne\s5 · Ce nom est masqué", page)
    boxes = re.findall(r'name="line" value="([^"]+)"( checked)?', page)
    assert [bool(ticked) for _value, ticked in boxes] == [True, False, False]
    client.post(HERE + "liste/appliquer/", {"line": [html.unescape(boxes[0][0])], "source": "liste.csv"})
    made = ServerLimit.objects.get(domain="crieur.example")
    assert (made.measure, made.public_comment) == ("silenced", "<i>Bruyant</i>")
    assert made.private_comment.startswith("D’une liste")
    assert ServerLimit.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"\x89PNG\x00", b"x" * 10_000_000, None])
def test_a_file_that_is_no_list_is_refused_with_a_sentence(world, content):
    sent = {} if content is None else {"list": a_file(content)}
    answer = world.client(world.odile).post(HERE + "liste/", sent)
    assert answer.status_code == 422
    assert "Un point à revoir" in answer.content.decode()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "nonsense",
        '{"domain": "petitmot.test"}',
        '{"domain": "x.example", "measure": "allowed"}',
        '{"domain": "x.example", "measure": true}',
        '{"domain": ["x.example"]}',
        '{"domain": "x.example", "by": "1"}',
    ],
)
def test_a_box_that_was_tampered_with_decides_nothing_that_cannot_be(world, line):
    answer = world.client(world.odile).post(HERE + "liste/appliquer/", {"line": line})
    assert answer.status_code == 302
    assert not ServerLimit.objects.exclude(domain="x.example", measure="silenced").exists()


def test_a_long_list_comes_in_parts(world):
    text = HEAD + "".join(f"s{number}.example,suspend\n" for number in range(350))
    client = world.client(world.odile)
    page = client.post(HERE + "liste/", {"list": a_file(text)}).content.decode()
    assert page.count('name="line"') == 300
    assert "la suite viendra" in page


def test_the_list_of_this_server_is_a_file(world, limit):
    answer = world.client(world.odile).get(HERE + "liste.csv")
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    assert answer.content.decode() == HEAD + "pirate.example,suspend,false,false,<b>Non</b>,false\n"


def test_the_servers_that_are_received_are_a_list_of_their_own(world, settings):
    settings.PETITMOT_FEDERATION = "listed"
    client = world.client(world.odile)
    assert client.post(HERE + "recus/", {"domain": "*.example"}).status_code == 422
    client.post(HERE + "recus/", {"domain": "ami.example"})
    row = ServerLimit.objects.get()
    assert "ami.example" in client.get(HERE + "recus/").content.decode()
    assert "ne reçoit que ceux" in client.get(HERE).content.decode()
    assert client.get(f"{HERE}{row.pk}/")["Location"] == HERE + "recus/"
    client.post(f"{HERE}recus/{row.pk}/retirer/")
    assert not ServerLimit.objects.exists()


def test_a_long_list_of_decisions_costs_few_questions(world, django_assert_max_num_queries):
    for number in range(30):
        limiting.decide(staff(world), f"s{number}.example", Decided(Measure.REFUSED))
    client = world.client(world.odile)
    client.get(HERE)
    with django_assert_max_num_queries(12):
        client.get(HERE)
