"""What never arrived is found where it lives; what an outbox tells of others is not believed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from petitmot.federation.documents.persons import moment
from petitmot.federation.events import OutboxDue
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor, Heartbeat, Peer
from petitmot.federation.reconciling import looking, outbox, turns
from petitmot.federation.tests.peers import PUBLIC, post_of
from petitmot.kit import clock
from petitmot.people import circles, completeness
from petitmot.people.models import Completeness
from petitmot.posts.models import Arrival, Post
from petitmot.reading import today

pytestmark = pytest.mark.django_db


def ago(**much):
    return moment(clock.now() - timedelta(**much))


def say(peer, *notes, path="/users/muriel/outbox", **more):
    """Serve an outbox of one page, the newest first."""
    items = [peer.does("Create", note, to=[PUBLIC], published=note.get("published")) for note in notes]
    document = {"id": peer.uri(path), "type": "OrderedCollection", "orderedItems": items, **more}
    peer.put(path, document)
    return document


@pytest.fixture
def muriel(peer):
    return person_at(peer.uri("/users/muriel"))


def look(person):
    looking.look(OutboxDue(person.pk, person.server.domain))


def follow(world, muriel):
    world.follow(world.ana, muriel)


def test_rule_10_of_the_twenty_last_words_of_who_is_newly_followed_five_are_unread(world, peer, muriel):
    notes = [peer.note(published=ago(days=number + 3)) for number in range(25)]
    say(peer, *notes)
    follow(world, muriel)
    held = Post.objects.filter(author=muriel)
    assert set(held.values_list("uri", flat=True)) == {note["id"] for note in notes[:20]}
    assert today.page(world.ana).ids == [post_of(note).pk for note in reversed(notes[:5])]
    assert held.filter(arrival=Arrival.BACKFILL).count() == 15
    look(muriel)  # what else the page shows is for Muriel's page, not for Today
    assert held.filter(arrival=Arrival.BACKFILL).count() == 20
    assert len(today.page(world.ana).ids) == 5


def test_rule_07_what_was_missed_is_news_with_an_id_of_its_arrival(world, peer, muriel):
    say(peer)
    follow(world, muriel)
    begun = clock.now()
    notes = [peer.note(published=moment(begun + timedelta(minutes=number + 1))) for number in range(5)]
    with clock.living_at(begun + timedelta(days=4)):
        Completeness.objects.update(up_to=begun)
        say(peer, *reversed(notes))
        look(muriel)
        world.settle()
        assert today.page(world.ana).ids == [post_of(note).pk for note in notes]
        assert completeness.up_to(muriel.pk) == clock.now()
        look(muriel)
        assert Post.objects.count() == 5


def test_an_outbox_is_believed_only_for_its_owner_and_its_host(world, peer, other_peer, muriel):
    peer.actor("zoe")
    foreign, of_zoe, private = other_peer.note("pia"), peer.note("zoe"), peer.note(to=[world.ana.uri], cc=[])
    document = say(peer, {**foreign, "attributedTo": muriel.uri}, of_zoe, {**of_zoe, "attributedTo": "x"})
    document["orderedItems"] += [
        {**peer.does("Create", private), "to": [world.ana.uri]},
        peer.does("Create", peer.note("zoe"), actor="zoe"),
        peer.does("Delete", muriel.uri),
        peer.does("Announce", of_zoe["id"]),
        {"type": "Create", "object": other_peer.uri("/users/pia/9")},
        "nonsense", None, 7, [], {}, {"type": ["Create"], "object": 3, "to": PUBLIC},
    ]  # fmt: skip
    follow(world, muriel)
    assert not Post.objects.exists()
    assert person_at(muriel.uri).is_present


def test_an_outbox_of_another_host_is_not_asked(world, peer, other_peer):
    peer.actor("muriel", outbox=other_peer.uri("/users/pia/outbox"))
    say(other_peer, path="/users/pia/outbox")
    follow(world, person_at(peer.uri("/users/muriel")))
    assert "/users/pia/outbox" not in other_peer.paths()


def test_endless_pages_end_and_huge_ones_are_cut(world, peer, muriel):
    for number in range(40):
        note = peer.note(published=ago(minutes=number))
        again = [{**note, "id": f"{note['id']}/{extra}"} for extra in range(130)] if number == 0 else [note]
        path = f"/users/muriel/outbox{number or ''}"
        say(peer, *again, path=path, next=peer.uri(f"/users/muriel/outbox{number + 1}"))
    follow(world, muriel)
    assert Post.objects.count() == 20
    Completeness.objects.update(up_to=clock.now() - timedelta(days=9))
    look(muriel)
    assert len([path for path in peer.paths() if "outbox" in path]) <= 2 * outbox.MOST_PAGES + 2
    assert Post.objects.count() <= 20 + 100


@pytest.mark.parametrize("answer", [404, 410, 500, 429, 403])
def test_a_server_that_does_not_show_is_left_and_its_people_are_not_complete(world, peer, muriel, answer):
    peer.put("/users/muriel/outbox", answer)
    follow(world, muriel)
    assert completeness.up_to(muriel.pk) is None
    assert [each.name for each in completeness.of_the_people_of(world.ana).behind] == ["Muriel"]
    assert Actor.objects.get().look_at > clock.now()


def test_words_that_are_gone_there_go_here_and_edits_come(world, peer, muriel):
    gone, kept, changed = (peer.note(published=ago(minutes=number)) for number in (1, 2, 3))
    say(peer, gone, kept, changed)
    follow(world, muriel)
    peer.put(gone["id"].removeprefix(peer.base), 410)
    say(peer, {**changed, "content": "<p>Mieux</p>", "updated": ago(seconds=1)})
    look(muriel)
    assert set(Post.objects.values_list("uri", flat=True)) == {kept["id"], changed["id"]}
    assert post_of(changed).plain == "Mieux"


def test_rule_16_close_ones_are_looked_at_hourly_others_within_a_day(world, peer, muriel):
    say(peer)
    follow(world, muriel)
    hours = (Actor.objects.get().look_at - clock.now()) / timedelta(hours=1)
    assert 4 < hours <= 24
    close = circles.close_ones(world.ana)
    circles.take_in(close, world.ana, muriel)
    look(muriel)
    assert Actor.objects.get().look_at <= clock.now() + timedelta(hours=1)


def test_after_our_own_sleep_everybody_is_due_but_those_of_silent_servers(world, peer, muriel):
    say(peer)
    follow(world, muriel)
    turns.start_round()
    world.settle()
    asked = len(peer.asked)
    Heartbeat.objects.update(at=clock.now() - timedelta(hours=2))
    Peer.objects.update_or_create(server=muriel.server, defaults={"paused_until": clock.now() + timedelta(hours=1)})
    turns.start_round()
    world.settle()
    assert len(peer.asked) == asked
    Peer.objects.update(paused_until=None)
    turns.start_round()
    world.settle()
    assert len(peer.asked) == asked + 1
