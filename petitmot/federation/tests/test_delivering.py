"""Deliveries: one row an inbox, in order, patient, and never waiting for the dead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from petitmot.federation.delivering import ledger, overview, queue, settling, writing_off
from petitmot.federation.delivering.outcomes import Answer
from petitmot.federation.delivering.recipients import Door, of_followers, of_one, of_persons
from petitmot.federation.models import Actor, Delivery, OutgoingActivity, Peer
from petitmot.federation.tests.at_once import send_due
from petitmot.federation.tests.far import Far, only, plain_luggage, somebody
from petitmot.kit import clock
from petitmot.people.models import Follow


@pytest.fixture
def far():
    queue._seen.clear()
    return Far()


def tell(author, number, *to, doors=None):
    activity = {"id": f"https://petitmot.test/a/{number}", "type": "Note", "bto": ["https://secret.example"]}
    return queue.deliver(activity, by=author, to=of_persons([one.pk for one in to]) if doors is None else doors)


def send(far, at=None):
    if at is None:
        return send_due(far.post, plain_luggage())
    with clock.living_at(at):
        return send_due(far.post, plain_luggage())


def later(**much):
    return clock.now() + timedelta(**much)


def test_what_nobody_elsewhere_is_meant_to_get_leaves_no_row(world):
    assert tell(world.ana, 1) == 0
    assert not OutgoingActivity.objects.exists()


def test_people_of_one_server_get_one_delivery_and_the_activity_is_stored_once(world, far):
    people = [somebody(name, "un.example") for name in ("xenia", "yves")] + [somebody("zoe", "deux.example")]
    assert tell(world.ana, 1, *people) == 2
    assert (OutgoingActivity.objects.count(), Delivery.objects.count()) == (1, 2)
    assert send(far) == 2
    assert sorted(url for url, _body in far.got) == ["https://deux.example/inbox", "https://un.example/inbox"]
    assert not OutgoingActivity.objects.exists()
    assert not Delivery.objects.exists()
    assert Peer.objects.filter(due=None, failures=0, scheme="cavage").count() == 2


def test_who_is_meant_in_secret_is_not_named_on_the_wire(world, far):
    tell(world.ana, 1, somebody("xenia", "un.example"))
    send(far)
    assert b"secret.example" not in far.got[0][1]


def test_followers_are_asked_for_in_one_question(world, django_assert_num_queries):
    for host in ("un.example", "deux.example"):
        for name in ("xenia", "yves"):
            Follow.objects.create(follower=somebody(name, host), followed=world.ana, since=clock.now())
    Follow.objects.create(follower=world.bruno, followed=world.ana, since=clock.now())
    of_followers(world.ana.pk)
    with django_assert_num_queries(1):
        assert {door.inbox for door in of_followers(world.ana.pk)} == {
            "https://un.example/inbox",
            "https://deux.example/inbox",
        }


def test_what_is_between_two_people_goes_to_the_persons_own_inbox(world):
    xenia = somebody("xenia", "un.example")
    assert of_one(xenia.pk) == {Door(xenia.server_id, "https://un.example/users/xenia/inbox")}


def test_queueing_costs_a_fixed_number_of_questions(world, django_assert_max_num_queries):
    people = [somebody("xenia", f"serveur{number}.example") for number in range(40)]
    doors, author = of_persons([one.pk for one in people]), world.ana
    with django_assert_max_num_queries(8):
        tell(author, 1, doors=doors)


def test_what_one_author_says_to_one_server_arrives_in_its_order(world, far):
    xenia = somebody("xenia", "un.example")
    for number in range(10):
        tell(world.ana, number, xenia)
    send(far)
    assert [body.count(b"/a/%d" % number) for number, body in enumerate(far.bodies("un.example"))] == [1] * 10


def test_a_silent_server_gets_one_probe_and_delays_nobody(world, far):
    xenia, yves = somebody("xenia", "muet.example"), somebody("yves", "un.example")
    far.says["muet.example"] = None
    for number in range(20):
        tell(world.ana, number, xenia, yves)
    send(far)
    assert len(far.bodies("un.example")) == 20
    assert far.asked.count("https://muet.example/inbox") <= 6  # what was under way when it fell silent
    before = len(far.asked)
    assert send(far) == 0  # it pauses
    assert send(far, later(minutes=2)) == 1
    assert len(far.asked) == before + 1
    peer = Peer.objects.get(server=xenia.server)
    assert peer.unreachable_since
    assert peer.failures == 2
    assert Delivery.objects.filter(server=xenia.server).count() == 20


def test_pauses_grow_with_some_chance_up_to_six_hours(world, far):
    xenia = somebody("xenia", "muet.example")
    far.says["muet.example"] = None
    tell(world.ana, 1, xenia)
    moment, pauses = clock.now(), list[float]()
    for _time in range(16):
        send(far, moment)
        until = Peer.objects.get(server=xenia.server).paused_until
        pauses.append((until - moment).total_seconds())
        moment = until + timedelta(seconds=1)
    assert 20 < pauses[0] < 40
    assert pauses[3] > pauses[0]
    assert 16_000 < pauses[-1] < 27_100
    assert sum(pauses) > 86_400  # days, not minutes


def test_a_server_that_comes_back_gets_everything_in_order(world, far):
    xenia = somebody("xenia", "muet.example")
    far.says["muet.example"] = None
    for number in range(5):
        tell(world.ana, number, xenia)
    send(far)
    far.says.clear()
    send(far, later(hours=1))
    assert [body.count(b"/a/%d" % number) for number, body in enumerate(far.bodies("muet.example"))] == [1] * 5
    assert Peer.objects.get(server=xenia.server).unreachable_since is None


def test_a_sign_of_life_ends_the_pause_at_once(world, far, django_assert_num_queries):
    xenia = somebody("xenia", "muet.example")
    far.says["muet.example"] = None
    tell(world.ana, 1, xenia)
    for hours in (0, 1, 2, 4):
        send(far, later(hours=hours))
    far.says.clear()
    assert send(far) == 0
    queue.alive("muet.example")
    assert send(far) == 1
    with django_assert_num_queries(0):
        queue.alive("muet.example")


def test_a_refused_signature_is_tried_in_the_other_scheme_and_what_worked_is_remembered(world, far):
    xenia = somebody("xenia", "neuf.example")
    far.says["neuf.example"] = only("rfc9421")
    tell(world.ana, 1, xenia)
    send(far)
    assert len(far.asked) == 2
    tell(world.ana, 2, xenia)
    send(far)
    assert len(far.asked) == 3
    assert Peer.objects.get(server=xenia.server).scheme == "rfc9421"
    far.says["neuf.example"] = only("cavage")  # it changed its mind
    tell(world.ana, 3, xenia)
    send(far)
    assert Peer.objects.get(server=xenia.server).scheme == "cavage"
    assert len(far.got) == 3


@pytest.mark.parametrize(("status", "kept"), [(400, 0), (401, 1), (404, 0), (410, 0), (413, 0), (422, 0), (500, 1)])
def test_an_answer_decides_whether_it_goes_out_again(world, far, status, kept):
    xenia = somebody("xenia", "un.example")
    far.says["un.example"] = status
    tell(world.ana, 1, xenia)
    send(far)
    row = Delivery.objects.get()
    assert (row.given_up_at is None) == bool(kept)
    assert str(status) in row.last_error
    assert Peer.objects.get().unreachable_since is None
    assert Peer.objects.get().given_up == 1 - kept
    assert (Actor.objects.get(person=xenia).failed_at is not None) == (status in (404, 410))


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_that_speaks_in_place_of_its_server_means_silence(world, far, status):
    somebody_there = somebody("xenia", "un.example")
    far.says["un.example"] = status
    tell(world.ana, 1, somebody_there)
    send(far)
    assert Peer.objects.get().unreachable_since


def test_a_server_that_asks_for_time_gets_it_and_is_not_called_silent(world, far):
    xenia = somebody("xenia", "un.example")
    far.says["un.example"] = Answer(429, 600)
    tell(world.ana, 1, xenia)
    send(far)
    far.says.clear()
    assert send(far, later(minutes=5)) == 0
    assert Peer.objects.get().unreachable_since is None
    assert send(far, later(minutes=11)) == 1


def test_one_delivery_that_fails_by_itself_is_waited_for_a_little_and_not_for_ever(world, far):
    xenia, yves = somebody("xenia", "un.example"), somebody("yves", "un.example")
    poison = b"/a/1"

    def post(url, headers, body):
        far.says["un.example"] = 500 if poison in body else 202
        return far.post(url, headers, body)

    for number in (1, 2):
        tell(world.ana, number, xenia)
    tell(world.bruno, 3, yves)
    moment = clock.now()
    arrived = []
    for _time in range(4):
        with clock.living_at(moment):
            send_due(post, plain_luggage())
            arrived.append(len(far.got))
        moment += timedelta(minutes=10)
    assert arrived[0] == 1  # what somebody else says does not wait
    assert arrived[-1] == 2


def test_what_never_succeeds_is_given_up_in_the_open(world, far):
    xenia = somebody("xenia", "un.example")
    far.says["un.example"] = 500
    tell(world.ana, 1, xenia)
    moment = clock.now()
    for _time in range(20):
        send(far, moment)
        moment += timedelta(hours=8)
    assert Delivery.objects.get().given_up_at
    assert Delivery.objects.get().attempts == 16


def test_the_dead_do_not_fill_the_disk(world, far):
    xenia = somebody("xenia", "muet.example")
    far.says["muet.example"] = None
    start = clock.now()
    for day in range(20):
        with clock.living_at(start + timedelta(days=day)):
            tell(world.ana, day, xenia)
            send_due(far.post, plain_luggage())
            writing_off.write_off()
    waiting = Delivery.objects.filter(given_up_at=None).count()
    assert waiting <= 2
    assert OutgoingActivity.objects.count() == waiting
    assert Peer.objects.get().given_up == 20 - waiting


def test_a_server_is_given_no_more_than_it_can_ever_want(world, far, monkeypatch):
    monkeypatch.setattr(writing_off, "MOST_WAITING", 5)
    xenia = somebody("xenia", "muet.example")
    for number in range(9):
        tell(world.ana, number, xenia)
    writing_off.write_off()
    assert Delivery.objects.count() == 5
    assert (
        b"/a/8"
        in ledger.bodies(list(Delivery.objects.values_list("activity", flat=True)))[
            Delivery.objects.latest("pk").activity_id
        ]
    )


def test_what_was_under_way_when_the_process_died_is_sent_again(world, far):
    xenia = somebody("xenia", "un.example")
    tell(world.ana, 1, xenia)
    moment = clock.now()
    assert ledger.claim("dead", most=5, silent=5, moment=moment, lease_until=moment + timedelta(seconds=30))
    assert send(far) == 0  # somebody holds it
    assert send(far, later(seconds=31)) == 1


def test_whoever_lost_the_lease_does_not_settle(world, far):
    xenia = somebody("xenia", "un.example")
    tell(world.ana, 1, xenia)
    moment = clock.now()
    ledger.claim("one", most=5, silent=5, moment=moment, lease_until=moment)
    ledger.claim("two", most=5, silent=5, moment=moment + timedelta(seconds=1), lease_until=later(minutes=1))
    settling.settle("one", turns=[settling.Turn(xenia.server_id, reached=True)], moment=moment)
    assert Peer.objects.get().leased_by == "two"


def test_something_forgotten_is_found_by_the_net_below(world, far):
    xenia = somebody("xenia", "un.example")
    tell(world.ana, 1, xenia)
    Peer.objects.update(due=None)
    assert send(far) == 0
    writing_off.write_off()
    assert send(far) == 1


def test_the_operator_sees_who_is_silent_since_when_and_what_waits(world, far, django_assert_num_queries):
    xenia, yves = somebody("xenia", "muet.example"), somebody("yves", "un.example")
    far.says |= {"muet.example": None, "un.example": 410}
    tell(world.ana, 1, xenia, yves)
    send(far)
    with django_assert_num_queries(2):
        [line] = overview.servers()
    assert (line.domain, line.waiting, line.error) == ("muet.example", 1, "nobody there")
    assert line.silent_since
    assert line.next_try
    [row] = overview.given_up()
    assert (row.server.domain, row.last_error) == ("un.example", "410")
    far.says.clear()
    assert (overview.try_now("muet.example"), overview.try_now("UN.example"), overview.try_now("x.example")) == (
        1,
        1,
        0,
    )
    assert send(far) == 2
    assert len(far.got) == 2
    assert overview.servers() == []
