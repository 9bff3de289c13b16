"""Public words by mail: asked for, confirmed, sent once, ended in one click; nothing of it told to anybody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from petitmot.kit import clock
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import door_blocks, leaving, suspending
from petitmot.people.models import Account
from petitmot.post_office import mailing, subscribing
from petitmot.post_office.models import Mailing, MailReader
from petitmot.posts import editing, polls
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Kind, Picture, Visibility
from petitmot.posts.publishing import publish
from tests.world import World

ASK, SETTING = "/@ana/par-courriel/", "/reglages/par-courriel/"


@pytest.fixture
def offered(world: World) -> World:
    subscribing.offer(world.ana, offered=True)
    return world


def link(what: str) -> str:
    found = re.search(rf"https?://[^/]+(/par-courriel/{what}/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def confirmed(world: World, email: str = "Lise@example.org") -> MailReader:
    subscribing.subscribe(world.ana, email)
    world.settle()
    world.client().post(link("confirmer"))
    mail.outbox.clear()
    return MailReader.objects.get(email=email.lower())


def later(world: World, **time: float) -> None:
    with time_machine.travel(clock.now() + timedelta(**time), tick=False):
        mailing.find_due()
        world.settle()


def test_it_is_off_until_its_author_wishes_it(world: World):
    visitor, ana = world.client(), world.client(world.ana)
    assert visitor.get(ASK).status_code == visitor.post(ASK, {"email": "a@b.example"}).status_code == 404
    assert "par-courriel" not in visitor.get("/@ana").content.decode()
    ana.post(SETTING, {"offered": "1"})
    assert "/@ana/par-courriel/" in visitor.get("/@ana").content.decode()
    assert visitor.get(ASK).status_code == 200 and "checked" in ana.get(SETTING).content.decode()
    confirmed(world)
    ana.post(SETTING, {})
    assert visitor.get(ASK).status_code == 404
    assert not Mailing.objects.exists() and not MailReader.objects.exists()


def test_an_address_is_asked_and_looking_confirms_nothing(offered: World):
    visitor = offered.client()
    page = visitor.post(ASK, {"email": " Lise@example.org "})
    assert page.status_code == 200 and "Un courriel est parti" in page.content.decode()
    offered.settle()
    assert [each.to for each in mail.outbox] == [["Lise@example.org"]]
    offered.says(offered.ana, "Avant le oui.")
    later(offered, minutes=30)
    assert len(mail.outbox) == 1, "nothing goes to who has not confirmed"
    address = link("confirmer")
    assert visitor.get(address).status_code == 200
    assert MailReader.objects.get().confirmed_at is None
    assert "C’est entendu" in visitor.post(address).content.decode()
    later(offered, minutes=30)
    assert len(mail.outbox) == 1, "what was written before does not come"


def test_public_words_come_once_together_and_with_a_way_out(offered: World):
    reader = confirmed(offered)
    offered.says(offered.ana, "Le givre, ce matin.")
    later(offered, minutes=5)
    assert mail.outbox == [], "there is time for second thoughts"
    gone = offered.says(offered.ana, "Non.")
    editing.delete(gone, offered.ana)
    offered.says(offered.ana, "Et le soleil.")
    offered.says(offered.ana, "Pour qui me suit.", Visibility.FOLLOWERS)
    offered.says(offered.ana, "Tout bas.", Visibility.QUIET)
    offered.says(offered.ana, "Une réponse.", answers=offered.says(offered.bruno, "Bonjour."))
    later(offered, minutes=20)
    (letter,) = mail.outbox
    body = str(letter.body)
    assert letter.to == ["lise@example.org"]
    assert "Le givre, ce matin." in body and "Et le soleil." in body
    assert not any(each in body for each in ("Non.", "Pour qui me suit.", "Tout bas.", "Une réponse."))
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way_out = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert way_out.endswith(link("arreter")) and letter.extra_headers["Message-ID"].startswith("<words.")
    later(offered, minutes=25)
    assert len(mail.outbox) == 1
    visitor = offered.client()
    assert visitor.get(link("arreter")).status_code == 200 and MailReader.objects.filter(pk=reader.pk).exists()
    for _twice in range(2):
        assert visitor.post(link("arreter"), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not MailReader.objects.exists()


def test_one_letter_an_hour_and_a_warning_stays_before_the_words(offered: World):
    confirmed(offered)
    with time_machine.travel(clock.now(), tick=False) as time:
        for words in ("Un.", "Deux."):
            publish(offered.ana, typed(words, warning="Un film"), To(Visibility.PUBLIC))
            time.shift(timedelta(minutes=15))
            mailing.find_due()
            offered.settle()
        assert len(mail.outbox) == 1
        assert "Un film […]" in str(mail.outbox[0].body) and "Un." not in str(mail.outbox[0].body)
        time.shift(timedelta(minutes=61))
        mailing.find_due()
        offered.settle()
        assert len(mail.outbox) == 2


def test_whoever_types_an_address_learns_nothing_and_sends_one_letter(offered: World, settings):
    settings.PETITMOT_RATE_LIMITS = True
    confirmed(offered)
    subscribing.subscribe(offered.ana, "lise@example.org")
    offered.settle()
    assert mail.outbox == []
    for _again in range(3):
        subscribing.subscribe(offered.ana, "autre@example.org")
    offered.settle()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("email", "code"),
    [("", "email_missing"), ("  ", "email_missing"), ("lise", "email_invalid"), ("a@b.example\nBcc: x@y.fr", "email_invalid"),
     ("x" * 250 + "@b.example", "email_invalid"), ("lise@jetable.example", "email_blocked")],
)  # fmt: skip
def test_what_is_no_address_is_refused(offered: World, email: str, code: str):
    door_blocks.block_email_domain(None, "jetable.example")
    with pytest.raises(Refusal) as refused:
        subscribing.subscribe(offered.ana, email)
    assert (refused.value.code, MailReader.objects.exists()) == (code, False)
    page = offered.client().post(ASK, {"email": email})
    assert page.status_code == 422 and "Un point à revoir" in page.content.decode()


@pytest.mark.parametrize("token", ["x", "1", "1.abc", "999.abc"])
def test_a_link_of_nobody_is_not_there(offered: World, token: str):
    reader = confirmed(offered)
    for what in ("confirmer", "arreter"):
        visitor = offered.client()
        assert visitor.post(f"/par-courriel/{what}/{token}/").status_code == 404
    assert MailReader.objects.filter(pk=reader.pk).exists()
    with pytest.raises(NotFound):
        subscribing.reader_of(token)


def test_whoever_is_suspended_or_leaves_sends_nothing_and_an_unconfirmed_address_is_forgotten(offered: World):
    confirmed(offered)
    offered.says(offered.ana, "Bonjour.")
    suspending.suspend(offered.ana)
    later(offered, minutes=30)
    assert mail.outbox == [] and not subscribing.is_offered(type(offered.ana).objects.get(pk=offered.ana.pk))
    suspending.reinstate(offered.ana)
    subscribing.subscribe(type(offered.ana).objects.select_related("server").get(pk=offered.ana.pk), "x@example.org")
    with time_machine.travel(clock.now() + timedelta(days=4)):
        subscribing.forget_unconfirmed()
    assert [each.email for each in MailReader.objects.all()] == ["lise@example.org"]
    leaving.remove(Account.objects.get(persons=offered.ana))
    offered.settle()
    assert not Mailing.objects.exists()


def test_readers_of_somebody_suspended_keep_nobody_waiting(offered: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mailing, "MOST", 1)
    confirmed(offered)
    offered.says(offered.ana, "Bonjour.")
    subscribing.offer(offered.bruno, offered=True)
    subscribing.subscribe(offered.bruno, "autre@example.org")
    offered.settle()
    offered.client().post(link("confirmer"))
    offered.says(offered.bruno, "Bonsoir.")
    suspending.suspend(offered.ana)
    offered.settle()
    mail.outbox.clear()
    later(offered, minutes=30)
    assert [each.to for each in mail.outbox] == [["autre@example.org"]]
    suspending.reinstate(offered.ana)
    later(offered, minutes=40)
    assert mail.outbox[-1].to == ["lise@example.org"], "what was written meanwhile is not lost"


def test_who_asks_again_has_the_whole_time_to_confirm(offered: World):
    start = clock.now()
    for days in (0, 2.9):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            subscribing.subscribe(offered.ana, "lise@example.org")
            offered.settle()
    with time_machine.travel(start + timedelta(days=3.5), tick=False):
        subscribing.forget_unconfirmed()
        assert offered.client().post(link("confirmer")).status_code == 200
    assert MailReader.objects.get().confirmed_at


@pytest.mark.parametrize(
    ("kind", "said"),
    [(Kind.IMAGE, "Une image, à voir"), (Kind.SOUND, "Un son, à écouter"), (Kind.FILM, "Un film, à voir"), (None, "Un sondage, à voir")],
)  # fmt: skip
def test_what_was_shown_without_a_word_is_called_what_it_is(offered: World, kind: Kind | None, said: str):
    confirmed(offered)
    poll = None if kind else polls.typed(["Oui", "Non"], timedelta(days=1))
    shown = (
        [Picture.objects.create(owner=offered.ana, kind=kind, width=1, height=1, made_at=clock.now())] if kind else []
    )
    publish(offered.ana, typed("", pictures=shown, poll=poll), To(Visibility.PUBLIC))
    later(offered, minutes=30)
    assert f"{said} sur sa page." in str(mail.outbox[-1].body)
