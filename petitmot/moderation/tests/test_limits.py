"""What is decided about servers: by whom, under which names, and what holds for which host."""

from __future__ import annotations

import pytest

from petitmot.kit import clock
from petitmot.kit.refusals import Refusal
from petitmot.moderation import limiting, limits
from petitmot.moderation.limiting import Decided
from petitmot.moderation.models import ServerLimit, StaffAct
from petitmot.people.models import Account, Follow, Person, Server

Measure = ServerLimit.Measure
REFUSED, SILENCED = Decided(measure=Measure.REFUSED), Decided(measure=Measure.SILENCED)


def staff(world):
    return Account.objects.get(persons=world.odile)


def chloe(world):
    return Person.objects.get(pk=world.chloe.pk)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Pirate.Example.", "pirate.example"),
        (" @pirate.example ", "pirate.example"),
        ("pirate.example:8443", "pirate.example:8443"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("раураl.example", "xn--l-7sba6dbr.example"),  # Cyrillic letters that look Latin: another name
        ("xn--l-7sba6dbr.example", "xn--l-7sba6dbr.example"),
    ],
)
def test_a_name_is_kept_in_one_form(typed, kept):
    assert limiting.read_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "domain_missing"),
        (" . ", "domain_missing"),
        ("*.pirate.example", "domain_invalid"),
        ("pir*te.example", "domain_invalid"),
        ("fr", "domain_invalid"),
        ("localhost", "domain_invalid"),
        ("localhost:8150", "domain_invalid"),
        ("https://pirate.example/", "domain_invalid"),
        ("ana@pirate.example", "domain_invalid"),
        ("=cmd()|'/c'!A0", "domain_invalid"),
        ("pirate..example", "domain_invalid"),
        ("-pirate.example", "domain_invalid"),
        ("pirate.example:https", "domain_invalid"),
        ("a" * 64 + ".example", "domain_invalid"),
        ("é" * 64 + ".example", "domain_invalid"),
        ("a." * 130 + "example", "domain_invalid"),
        ("pirate\x00.example", "domain_invalid"),
        ("192.0.2.1", "domain_is_number"),
        ("192.0.2.0/24", "domain_is_number"),
        ("192.0.2.1:8080", "domain_is_number"),
        ("999.1.1.1", "domain_is_number"),
        ("[2001:db8::1]", "domain_is_number"),
        ("[2001:db8::1]:443", "domain_is_number"),
        ("2001:db8::1", "domain_is_number"),
        ("petitmot.test", "own_server"),
        ("PETITMOT.TEST.", "own_server"),
    ],
)
def test_what_is_no_server_is_refused_with_a_reason(world, typed, code):
    with pytest.raises(Refusal) as refused:
        limiting.decide(staff(world), typed, REFUSED)
    assert refused.value.code == code
    assert not ServerLimit.objects.exists() and not StaffAct.objects.exists()


def test_what_would_hold_for_this_server_too_is_refused(world, settings):
    settings.PETITMOT_DOMAIN = "mots.petitmot.test"
    with pytest.raises(Refusal) as refused:
        limiting.decide(staff(world), "petitmot.test", SILENCED)
    assert refused.value.code == "own_server"


@pytest.mark.parametrize("verb", ["decide", "lift", "allow", "allow_no_more", "limits", "allowed", "one"])
@pytest.mark.parametrize("who", ["ana", "esther", "odile"])
def test_only_the_operator_decides_and_looks(world, verb, who):
    limit = limiting.decide(staff(world), "pirate.example", REFUSED)
    row = limiting.allow(staff(world), "ami.example")
    by = Account.objects.get(persons=getattr(world, who))
    acts = {
        "decide": lambda: limiting.decide(by, "autre.example", REFUSED),
        "lift": lambda: limiting.lift(by, limit),
        "allow": lambda: limiting.allow(by, "autre.example"),
        "allow_no_more": lambda: limiting.allow_no_more(by, row),
        "limits": lambda: limits.limits(by),
        "allowed": lambda: limits.allowed(by),
        "one": lambda: limits.one(by, limit.pk),
    }
    if who == "odile":
        acts[verb]()
        return
    with pytest.raises(Refusal) as refused:
        acts[verb]()
    assert refused.value.code == "not_operator"
    assert (ServerLimit.objects.count(), StaffAct.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("decided", "code"),
    [
        (Decided(measure="banished"), "measure_invalid"),
        (Decided(measure=Measure.ALLOWED), "measure_invalid"),
        (Decided(public_comment="a" * 2001), "comment_too_long"),
        (Decided(private_comment="a" * 2001), "comment_too_long"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(world, decided, code):
    with pytest.raises(Refusal) as refused:
        limiting.decide(staff(world), "pirate.example", decided)
    assert refused.value.code == code


def test_the_nearest_name_decides(world):
    limiting.decide(staff(world), "pirate.example", REFUSED)
    limiting.decide(staff(world), "calme.pirate.example", SILENCED)
    limiting.decide(staff(world), "images.example", Decided(measure=Measure.NOTHING, rejects_media=True))
    table = {
        "pirate.example": (True, False, True, True),
        "pirate.example:8443": (True, False, True, True),
        "a.b.c.d.e.f.g.h.i.pirate.example": (True, False, True, True),
        "calme.pirate.example": (False, True, False, False),
        "m.calme.pirate.example": (False, True, False, False),
        "images.example": (False, False, True, False),
        "autrepirate.example": (False, False, False, False),
        "example": (False, False, False, False),
        "pirate.example.org": (False, False, False, False),
        "[2001:db8::1]": (False, False, False, False),
        "": (False, False, False, False),
    }
    assert {host: tuple(limits.in_force(host)) for host in table} == table


def test_a_later_decision_takes_the_place_of_an_earlier_one_and_each_is_in_the_trail(world):
    first = limiting.decide(staff(world), "pirate.example", SILENCED)
    again = limiting.decide(staff(world), "Pirate.example", REFUSED)
    assert (first.pk, ServerLimit.objects.get().measure) == (again.pk, Measure.REFUSED)
    limiting.lift(staff(world), again)
    limiting.allow(staff(world), "ami.example")
    limiting.allow(staff(world), "ami.example")
    limiting.allow_no_more(staff(world), ServerLimit.objects.get())
    acts = StaffAct.objects.order_by("pk").values_list("act", "about")
    assert list(acts) == [
        ("server_silenced", "pirate.example"),
        ("server_refused", "pirate.example"),
        ("server_lifted", "pirate.example"),
        ("server_allowed", "ami.example"),
        ("server_not_allowed", "ami.example"),
    ]


def test_a_mark_comes_with_the_decision_and_goes_with_it_but_who_was_suspended_alone_stays_so(world):
    other = Person.objects.create(
        id=77,
        server=world.chloe.server,
        name="dora",
        uri="https://ailleurs.example/users/dora",
        joined_at=clock.now(),
        suspended_at="2026-01-01T00:00Z",
        limited_at="2026-01-01T00:00Z",
    )
    for decided, field in ((REFUSED, "suspended_at"), (SILENCED, "limited_at")):
        limit = limiting.decide(staff(world), "ailleurs.example", decided)
        assert getattr(chloe(world), field) is not None
        limiting.lift(staff(world), limit)
        assert (chloe(world).suspended_at, chloe(world).limited_at) == (None, None)
    other.refresh_from_db()
    assert None not in (other.suspended_at, other.limited_at)
    server = Server.objects.get(domain="ailleurs.example")
    assert (server.refused_at, server.silenced_at) == (None, None)


def test_from_silenced_to_refused_and_back_the_marks_follow(world):
    assert world.chloe
    for decided, marks in ((SILENCED, (False, True)), (REFUSED, (True, False)), (SILENCED, (False, True))):
        limiting.decide(staff(world), "ailleurs.example", decided)
        assert (chloe(world).suspended_at is not None, chloe(world).limited_at is not None) == marks


def test_a_refused_server_loses_its_follows_both_ways_and_stamps_come_back(world):
    from petitmot.people import contacts, stamps
    from tests.world import WORDS

    world.follow(world.ana, world.chloe)
    world.follow(world.chloe, world.ana)
    world.follow(world.ana, world.bruno)
    contacts.ask(world.bruno, world.chloe, words=WORDS)
    world.settle()
    assert stamps.left(world.bruno) == 9
    limit = limiting.decide(staff(world), "ailleurs.example", REFUSED)
    world.settle()
    assert list(Follow.objects.values_list("followed", flat=True)) == [world.bruno.pk]
    assert stamps.left(world.bruno) == 10
    limiting.lift(staff(world), limit)
    world.settle()
    assert Follow.objects.count() == 1  # they do not come back by themselves


def test_a_silenced_server_keeps_its_follows(world):
    world.follow(world.ana, world.chloe)
    limiting.decide(staff(world), "ailleurs.example", SILENCED)
    world.settle()
    assert Follow.objects.count() == 1


def test_where_only_listed_servers_are_received_all_others_are_refused(world, settings):
    world.follow(world.ana, world.chloe)
    settings.PETITMOT_FEDERATION = "listed"
    limiting.allow(staff(world), "ami.example")
    assert [limits.is_refused(host) for host in ("ami.example", "ami.example:8443", "m.ami.example")] == [
        False,
        False,
        True,
    ]
    limiting.settle_all()
    assert chloe(world).suspended_at is not None
    assert Follow.objects.exists()  # a wrong setting ends nothing
    limiting.allow(staff(world), "ailleurs.example")
    assert chloe(world).suspended_at is None
    limiting.decide(staff(world), "ami.example", REFUSED)
    assert limits.is_refused("ami.example")  # a decision stands above the list
    settings.PETITMOT_FEDERATION = "open"
    assert not limits.is_refused("inconnu.example")


def test_settling_again_marks_who_came_in_between(world):
    limiting.decide(staff(world), "ailleurs.example", SILENCED)
    assert world.chloe.limited_at is None
    limiting.settle_all()
    assert chloe(world).limited_at is not None


def test_a_name_may_be_told_with_stars(world):
    shown = [
        limits.shown_name(ServerLimit(domain=name, hides_name=hides))
        for name, hides in (("dajiaweibo.com", False), ("dajiaweibo.com", True), ("ab.fr", True))
    ]
    assert shown == ["dajiaweibo.com", "daji******.com", "ab.*r"]


def test_a_host_costs_one_question(world, django_assert_num_queries):
    limits.in_force("chauffe.example")
    with django_assert_num_queries(1):
        limits.in_force("a.b.c.pirate.example")
