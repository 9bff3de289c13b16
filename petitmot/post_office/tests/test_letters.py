"""Letters by rules: only what was chosen, only what was not read, at most one an hour, out in one click."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from petitmot.attentions import seen_notices
from petitmot.jobs.inline import run_due
from petitmot.jobs.models import Job
from petitmot.kit.typography import NARROW, NO_BREAK
from petitmot.people import accounts, contacts, distance, profiles, requests
from petitmot.people.models import Account, ContactRequest, Person
from petitmot.post_office import leaving, sending
from petitmot.post_office.events import MailDue
from petitmot.post_office.models import Letterbox, PendingMail
from petitmot.posts import conversations
from petitmot.posts.models import Conversation
from tests.world import WORDS


@pytest.fixture
def travel():
    with time_machine.travel("2026-03-02 09:00:00+01:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def reader(world, travel):
    """Ana, who confirmed her address and chose to be told of everything, and Bruno, whom she knows."""
    world.connect(world.ana, world.bruno)
    confirm(world.ana)
    profiles.mind(world.ana, mails_of=list(profiles.MAILS))
    PendingMail.objects.all().delete()
    return world.ana


def confirm(person):
    accounts.confirm_email(Account.objects.get(persons=person))


def post_round(world, travel, minutes=4):
    """Let some minutes pass, then the postman comes."""
    world.settle()
    travel.shift(timedelta(minutes=minutes))
    sending.find_due()
    run_due()
    return list(mail.outbox)


def text_of(letter):
    return letter.body.replace(NO_BREAK, " ").replace(NARROW, " ")


def test_a_private_word_is_told_by_its_first_line_with_one_link(world, reader, travel):
    sent = world.writes(world.bruno, reader, text="On se voit jeudi ?\n\nLe code de la porte est 4321.")
    (letter,) = post_round(world, travel)
    assert letter.to == ["ana@example.com"]
    assert letter.subject == "Bruno Keller vous a écrit"
    assert "On se voit jeudi ?" in text_of(letter)
    assert f"http://petitmot.test/conversations/{sent.conversation_id}/" in letter.body
    html = letter.alternatives[0].content
    for body in (letter.body, html):
        assert "4321" not in body
    assert html.count("<a ") == 3  # what to do, the way out, the house
    assert not PendingMail.objects.exists()


def test_what_was_not_chosen_is_not_told(world, reader, travel):
    profiles.mind(reader, mails_of=["request"])
    world.writes(world.bruno, reader)
    assert post_round(world, travel) == []
    profiles.mind(reader, mails_of=["message"])
    world.writes(world.bruno, reader)
    world.settle()
    profiles.mind(reader, mails_of=[])
    assert post_round(world, travel) == []


def test_an_address_that_is_not_confirmed_gets_no_letter(world, reader, travel):
    Account.objects.update(confirmed_at=None)
    world.writes(world.bruno, reader)
    assert post_round(world, travel) == []
    assert not PendingMail.objects.exists()


def test_at_most_one_letter_an_hour_grouping_what_came(world, reader, travel):
    marco, delphine = world.extra("marco"), world.extra("delphine")
    contacts.ask(marco, reader, words=WORDS)
    assert len(post_round(world, travel)) == 1
    contacts.ask(delphine, reader, words=WORDS)
    world.writes(world.bruno, reader, text="Un mot.")
    for _time in range(13):
        assert len(post_round(world, travel)) == 1  # 52 minutes
    assert len(post_round(world, travel, minutes=9)) == 2
    letter = mail.outbox[1]
    assert letter.subject.replace(NO_BREAK, " ") == "Du nouveau pour vous : Delphine et Bruno Keller"
    assert WORDS in letter.body and "Un mot." in letter.body
    assert "Marco" not in letter.body
    for _time in range(20):
        assert len(post_round(world, travel, minutes=30)) == 2


def test_who_reads_it_meanwhile_gets_no_letter(world, reader, travel):
    made = contacts.ask(world.extra("marco"), reader, words=WORDS)
    sent = world.writes(world.bruno, reader)
    world.settle()
    requests.mark_read(made, reader)
    conversations.mark_read(conversations.find(reader, sent.conversation_id), sent.pk)
    assert post_round(world, travel) == []
    assert not PendingMail.objects.exists()
    assert Letterbox.objects.get().sent_at is None  # no hour begins for nothing


def test_an_answer_is_told_until_its_notice_was_seen(world, reader, travel):
    marco, lise = world.extra("marco"), world.extra("lise")
    for person in (marco, lise):
        contacts.accept(contacts.ask(reader, person, words=WORDS), person, words="Avec joie, ou presque.")
    world.settle()
    (letter,) = post_round(world, travel)
    assert letter.subject == "Marco et Lise ont répondu à vos demandes"
    assert "Avec joie, ou presque." in letter.body
    noe = world.extra("noe")
    contacts.accept(contacts.ask(reader, noe, words=WORDS), noe)
    world.settle()
    seen_notices.mark_seen(reader, seen_notices.newest(reader))
    assert len(post_round(world, travel, minutes=70)) == 1


@pytest.mark.parametrize("away", ["block", "mute", "mute the conversation"])
def test_nothing_is_told_of_who_is_kept_away(world, reader, travel, away):
    world.writes(world.bruno, reader)
    world.settle()
    if away == "block":
        distance.block(reader, world.bruno)
    elif away == "mute":
        distance.mute(reader, world.bruno)
    else:
        conversations.mute(conversations.find(reader, Conversation.objects.get().pk), True)
    assert post_round(world, travel) == []


def test_rule_40_a_letter_speaks_its_readers_language(world, reader, travel):
    Account.objects.filter(persons=reader).update(language="en")
    world.writes(world.bruno, reader)
    (letter,) = post_round(world, travel)
    assert letter.subject == "Bruno Keller wrote to you"
    assert '<html lang="en">' in letter.alternatives[0].content


def test_a_stranger_gets_no_link_and_no_markup_into_a_mailbox(world, reader, travel):
    stranger = world.extra("zed")
    Person.objects.filter(pk=stranger.pk).update(display_name="Zed <b>\r\nBcc: x@y.example")
    words = "Bonjour, voyez https://mal.example/a et mal.example ou écrivez à z@mal.example, votre billet <i>brume</i>."
    contacts.ask(Person.objects.get(pk=stranger.pk), reader, words=words)
    (letter,) = post_round(world, travel)
    sent = letter.message()
    assert sent["Bcc"] is None
    assert "mal.example" not in letter.body + letter.alternatives[0].content
    assert "(un lien)" in letter.body
    assert "<i>brume" not in letter.alternatives[0].content
    assert "Zed <b>" not in letter.alternatives[0].content


def test_one_click_ends_all_mails_without_signing_in(world, reader, travel):
    world.writes(world.bruno, reader)
    (letter,) = post_round(world, travel)
    sent = letter.message()
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://petitmot\.test(/courrier/arreter/[^>]+/)>", sent["List-Unsubscribe"])[1]
    assert address in letter.body
    client = Client(headers={"host": "petitmot.test"}, enforce_csrf_checks=True)
    assert "Ne plus m’écrire" in client.get(address).content.decode()
    assert manners(reader) == list(profiles.MAILS)  # looking changes nothing
    world.writes(world.bruno, reader, text="Encore un mot.")
    for _twice in range(2):
        answer = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "C’est entendu" in answer.content.decode()
    assert manners(reader) == []
    assert len(post_round(world, travel, minutes=70)) == 1
    assert "C’est entendu" in client.get(address).content.decode()


def manners(person):
    return Person.objects.get(pk=person.pk).manners.mails_of


def test_a_forged_or_cut_link_ends_nobodys_mails(world, reader):
    good = leaving.address_for(reader).rsplit("/", 2)[1]
    other = leaving.address_for(world.bruno).rsplit("/", 2)[1]
    forged = f"{reader.pk}.{other.partition('.')[2]}"
    for token in (good[:-2], forged, str(reader.pk), "x.y", good.replace(".", ":")):
        assert leaving.person_of(token) is None
        assert world.client().post(f"/courrier/arreter/{token}/").status_code == 404
    assert manners(reader) == list(profiles.MAILS)
    assert leaving.person_of(good) == reader


class Outage(EmailBackend):
    """A mail server that answers what the test says."""

    answers: list[Exception] = []

    def send_messages(self, messages):
        if self.answers:
            raise self.answers.pop(0)
        return super().send_messages(messages)


OUTAGE = f"{__name__}.Outage"


def test_what_the_mail_server_refuses_is_tried_again_and_sent_once(world, reader, travel, settings):
    settings.EMAIL_BACKEND = OUTAGE
    Outage.answers = [SMTPServerDisconnected("gone"), TimeoutError("slow")]
    world.writes(world.bruno, reader)
    assert post_round(world, travel) == []
    assert Job.objects.filter(given_up_at=None).count() == 1
    for _time in range(4):
        travel.shift(timedelta(minutes=2))
        run_due()
    assert len(mail.outbox) == 1
    assert not Job.objects.exists()
    assert len(post_round(world, travel, minutes=70)) == 1


def test_an_address_that_takes_no_mail_is_not_tried_for_days(world, reader, travel, settings):
    settings.EMAIL_BACKEND = OUTAGE
    Outage.answers = [SMTPRecipientsRefused({"ana@example.com": (550, b"no such person")})]
    world.writes(world.bruno, reader)
    assert post_round(world, travel) == []
    assert not Job.objects.exists()
    assert not PendingMail.objects.exists()


class Killed(BaseException):
    """The process ends in the middle of a letter."""


def test_after_a_crash_in_the_middle_the_hour_holds_and_the_same_letter_follows(world, reader, travel, settings):
    settings.EMAIL_BACKEND = OUTAGE
    Outage.answers = [Killed()]  # type: ignore[list-item]
    world.writes(world.bruno, reader, text="Le premier.")
    world.settle()
    travel.shift(timedelta(minutes=4))
    sending.find_due()
    with pytest.raises(Killed):
        sending.send(MailDue(reader.pk))
    key = Letterbox.objects.get().attempt_key
    world.writes(world.bruno, reader, text="Le second.")
    run_due()  # the job is taken up again: it does not know whether the letter left
    for _time in range(5):
        assert post_round(world, travel, minutes=10) == []
    (letter,) = post_round(world, travel, minutes=12)
    assert letter.extra_headers["Message-ID"] == f"<{key}@petitmot.test>"
    assert "Le premier." in letter.body and "Le second." not in letter.body
    second = post_round(world, travel, minutes=62)[1]
    assert "Le second." in second.body and "Le premier." not in second.body
    assert second.extra_headers["Message-ID"] != letter.extra_headers["Message-ID"]


def test_a_job_done_twice_sends_once(world, reader, travel):
    world.writes(world.bruno, reader)
    world.settle()
    travel.shift(timedelta(minutes=4))
    for _time in range(3):
        sending.find_due()
        sending.send(MailDue(reader.pk))
    run_due()
    assert len(mail.outbox) == 1


def test_a_strangers_first_private_word_is_told_as_a_request(world, reader, travel):
    world.writes(world.extra("marco"), reader, text="Bonjour Ana, je lis vos brumes depuis un an.")
    (letter,) = post_round(world, travel)
    made = ContactRequest.objects.get(asker__name="marco")
    assert letter.subject == "Marco voudrait vous connaître"
    assert f"/demandes/{made.pk}/" in letter.body
