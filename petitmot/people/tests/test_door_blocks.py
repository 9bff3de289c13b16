"""What the door does not take: domains of e-mail, single e-mails, networks."""

from __future__ import annotations

import hashlib

import pytest

from petitmot.kit import broadcast
from petitmot.kit.refusals import Refusal
from petitmot.people import door_blocks, entering
from petitmot.people.accounts import Newcomer
from petitmot.people.models import Account, NetworkBlock
from tests.world import PASSWORD

Severity = NetworkBlock.Severity


@pytest.fixture(autouse=True)
def _open_door(settings, world):
    settings.PETITMOT_SIGN_UP = "open"


def newcomer(email: str = "neuve@example.org", name: str = "neuve") -> Newcomer:
    return Newcomer(email=email, password=PASSWORD, name=name, terms="0")


def refused(email: str = "neuve@example.org", address: str = "") -> str:
    with pytest.raises(Refusal) as caught:
        entering.come_in(newcomer(email), address=address)
    return caught.value.code


def test_a_domain_is_refused_with_those_below_it_and_no_other():
    door_blocks.block_email_domain(None, " Jetable.Example ")
    assert refused("a@jetable.example") == refused("a@boite.JETABLE.example") == "email_blocked"
    assert entering.come_in(newcomer("a@injetable.example"))[0].email == "a@injetable.example"
    assert not Account.objects.filter(email__endswith="jetable.example").exclude(email__contains="in").exists()


@pytest.mark.parametrize("domain", ["", "foo", "foo bar.example", "-a.example", "a..example", "x" * 300 + ".example"])
def test_what_is_no_domain_is_not_taken(domain):
    with pytest.raises(Refusal) as caught:
        door_blocks.block_email_domain(None, domain)
    assert caught.value.code in ("domain_missing", "domain_invalid")


def test_one_e_mail_is_refused_in_all_its_spellings_and_only_its_digest_is_kept():
    row = door_blocks.block_email(None, email="Jean.DuPont+loto@Example.com")
    assert row.digest == hashlib.sha256(b"jeandupont@example.com").hexdigest()
    assert refused("j.e.a.n.dupont+x@example.com") == "email_blocked"
    assert entering.come_in(newcomer("jean@example.com"))[0].pk


def test_a_network_may_open_no_account_or_waits_or_does_not_come_in_at_all():
    door_blocks.block_network(None, "192.0.2.0/24", Severity.NO_SIGN_UP)
    door_blocks.block_network(None, "192.0.2.7", Severity.NO_ACCESS)
    door_blocks.block_network(None, "2001:db8::/32", Severity.WORDS)
    assert refused(address="192.0.2.1") == refused(address="192.0.2.7") == "network_blocked"
    assert refused(address="::ffff:192.0.2.1") == "network_blocked"  # the same address, said otherwise
    account, _person = entering.come_in(newcomer(), address="2001:db8::1")
    assert account.approved_at is None
    other, _person = entering.come_in(newcomer("b@example.org", "autre"), address="198.51.100.1")
    assert other.approved_at is not None
    assert door_blocks.severity_for("192.0.2.7") == Severity.NO_ACCESS  # the hardest of all that hold
    assert door_blocks.severity_for("n’importe") == door_blocks.severity_for("") == ""


def test_from_where_nobody_comes_in_nobody_signs_in(world):
    assert world.ana
    door_blocks.block_network(None, "127.0.0.0/8", Severity.NO_SIGN_UP)
    password = {"login": "ana@example.com", "password": PASSWORD}
    assert world.client().post("/entrer/", password)["Location"] != "/entrer/ferme/"
    row = NetworkBlock.objects.get()
    door_blocks.change_network(row, severity=Severity.NO_ACCESS)
    assert world.client().post("/entrer/", password)["Location"] == "/entrer/ferme/"
    door_blocks.lift(row)
    assert world.client().post("/entrer/", password)["Location"] != "/entrer/ferme/"


def test_networks_are_asked_of_the_database_once_and_again_after_a_change_anywhere(django_assert_num_queries):
    door_blocks.block_network(None, "192.0.2.0/24", Severity.NO_ACCESS)
    with django_assert_num_queries(1):
        for _ in range(5):
            assert door_blocks.severity_for("192.0.2.1") == Severity.NO_ACCESS
    NetworkBlock.objects.all().delete()  # as another process does, which then tells
    broadcast.tell(door_blocks.CHANGED)
    assert door_blocks.severity_for("192.0.2.1") == ""
