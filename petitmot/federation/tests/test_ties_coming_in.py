"""Follows, blocks, requests, moves and farewells from elsewhere: what is not the signer's first, then what is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Actor, Key
from petitmot.kit import clock
from petitmot.moderation.models import Report
from petitmot.people import contacts, follows
from petitmot.people.models import Block, Contact, ContactRequest, Follow, FollowRequest, Person
from petitmot.posts.models import Post
from tests.world import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def muriel(world, peer):
    return person_at(peer.uri("/users/muriel"))


@pytest.fixture
def zoe(world, peer):
    peer.actor("zoe")
    return person_at(peer.uri("/users/zoe"))


def test_a_follow_holds_at_once(world, peer, muriel):
    peer.says(world, peer.does("Follow", world.ana.uri))
    assert Follow.objects.filter(follower=muriel, followed=world.ana).exists()


def test_a_follow_of_somebody_who_approves_waits(world, peer, muriel):
    Person.objects.filter(pk=world.ana.pk).update(approves_followers=True)
    peer.says(world, peer.does("Follow", world.ana.uri))
    assert FollowRequest.objects.filter(follower=muriel, followed=world.ana).exists()
    peer.says(world, peer.does("Undo", peer.does("Follow", world.ana.uri)))
    assert not FollowRequest.objects.exists()


def test_a_follow_of_somebody_who_blocks_or_is_not_there_is_left_alone(world, peer, muriel):
    from petitmot.people import distance

    distance.block(world.ana, muriel)
    peer.says(world, peer.does("Follow", world.ana.uri))
    peer.says(world, peer.does("Follow", world.ana.uri + "9"))
    peer.says(world, peer.does("Follow", peer.uri("/users/muriel")))
    assert not Follow.objects.exists()


def test_an_undo_that_overtakes_its_follow_is_remembered(world, peer, muriel):
    follow = peer.does("Follow", world.ana.uri)
    peer.says(world, peer.does("Undo", follow))
    peer.says(world, follow)
    assert not Follow.objects.exists()
    peer.says(world, peer.does("Follow", world.ana.uri))
    assert Follow.objects.exists()


def test_a_follow_with_an_id_that_never_changes_can_be_undone_and_done_again(world, peer, muriel):
    """As Misskey names its follows."""
    follow = {**peer.does("Follow", world.ana.uri), "id": peer.uri("/follows/1/2")}
    undo = {**peer.does("Undo", follow), "id": peer.uri("/follows/1/2/undo")}
    for minutes in range(2):
        with clock.living_at(clock.now() + timedelta(minutes=minutes)):
            peer.says(world, follow)
            assert Follow.objects.filter(follower=muriel).exists()
            peer.says(world, undo)
            assert not Follow.objects.exists()


def test_nobody_undoes_what_another_did(world, peer, other_peer, muriel, zoe):
    follow = peer.does("Follow", world.ana.uri)
    peer.says(world, follow)
    peer.says(world, peer.does("Undo", follow, actor="zoe"), by="zoe")
    other_peer.says(world, other_peer.does("Undo", follow, actor="pia"), by="pia")
    other_peer.says(world, other_peer.does("Undo", {**follow, "id": other_peer.uri("/1")}, actor="pia"), by="pia")
    assert Follow.objects.filter(follower=muriel).exists()


def test_an_accept_lets_a_follow_from_here_in(world, peer, muriel):
    Person.objects.filter(pk=muriel.pk).update(approves_followers=True)
    muriel.refresh_from_db()
    follows.follow(world.ana, muriel)
    follow = {"id": f"{world.ana.uri}#follows/1", "type": "Follow", "actor": world.ana.uri, "object": muriel.uri}
    peer.actor("zoe")
    peer.says(world, peer.does("Accept", follow, actor="zoe"), by="zoe")
    assert FollowRequest.objects.exists()
    peer.says(world, peer.does("Accept", follow))
    assert Follow.objects.filter(follower=world.ana, followed=muriel).exists()
    assert not FollowRequest.objects.exists()


@pytest.mark.parametrize("whole", [True, False])
def test_a_reject_ends_a_follow_from_here(world, peer, muriel, whole):
    follows.follow(world.ana, muriel)
    follow = {"id": f"{world.ana.uri}#follows/1", "type": "Follow", "actor": world.ana.uri, "object": muriel.uri}
    peer.says(world, peer.does("Reject", follow if whole else follow["id"]))
    assert not Follow.objects.exists()


@pytest.mark.parametrize("whole", [True, False])
def test_an_accept_taken_back_ends_a_follow_from_here(world, peer, muriel, whole):
    follows.follow(world.ana, muriel)
    follow = {"id": f"{world.ana.uri}#follows/1", "type": "Follow", "actor": world.ana.uri, "object": muriel.uri}
    accept = peer.does("Accept", follow if whole else follow["id"])
    peer.says(world, accept)
    assert Follow.objects.filter(follower=world.ana, followed=muriel).exists()
    peer.actor("zoe")
    by_another = {**accept, "actor": peer.uri("/users/zoe"), "id": peer.uri("/accepts/of-zoe")}
    peer.says(world, peer.does("Undo", by_another, actor="zoe"), by="zoe")
    assert Follow.objects.filter(follower=world.ana, followed=muriel).exists()
    peer.says(world, peer.does("Undo", accept))
    assert not Follow.objects.exists()


def test_a_block_ends_everything_and_an_undo_lifts_it(world, peer, muriel):
    follows.follow(world.ana, muriel)
    block = peer.does("Block", world.ana.uri)
    peer.says(world, block)
    assert Block.objects.filter(blocker=muriel, blocked=world.ana).exists()
    assert not Follow.objects.exists()
    peer.says(world, peer.does("Undo", block))
    assert not Block.objects.exists()


def offer(peer, whom, content=WORDS, **more):
    asked = {"type": "Follow", "actor": whom.uri, "object": peer.uri("/users/muriel")}
    return peer.does("Offer", asked, content=content, **more)


def test_a_request_comes_with_its_words_and_without_a_stamp(world, peer, muriel):
    peer.says(world, offer(peer, world.ana, f"<p>{WORDS}</p>"))
    request = ContactRequest.objects.get()
    assert (request.asker, request.asked, request.words, request.stamp) == (muriel, world.ana, WORDS, None)
    assert Follow.objects.filter(follower=muriel, followed=world.ana).exists()
    assert request.paper
    peer.says(world, offer(peer, world.ana))
    assert ContactRequest.objects.count() == 1


def test_rule_18_a_request_from_elsewhere_without_words_is_kept(world, peer, muriel):
    peer.says(world, offer(peer, world.ana, ""))
    assert ContactRequest.objects.get().words == ""


def test_nobody_asks_in_the_name_of_another(world, peer, muriel, zoe):
    peer.says(world, {**offer(peer, world.ana), "actor": zoe.uri}, by="zoe")
    assert not ContactRequest.objects.exists()


def test_a_request_is_withdrawn_by_its_asker_alone(world, peer, muriel, zoe):
    asked = offer(peer, world.ana)
    peer.says(world, asked)
    peer.says(world, peer.does("Undo", {**asked, "actor": zoe.uri}, actor="zoe"), by="zoe")
    assert ContactRequest.objects.exists()
    peer.says(world, peer.does("Undo", asked))
    assert not ContactRequest.objects.exists()


@pytest.fixture
def asked(world, muriel):
    """Ana asks Muriel, who lives elsewhere; what goes out as an Offer."""
    request = contacts.ask(world.ana, muriel, words=WORDS)
    return {
        "id": f"{world.ana.uri}#requests/{request.pk}",
        "type": "Offer",
        "actor": world.ana.uri,
        "object": {"type": "Follow", "actor": muriel.uri, "object": world.ana.uri},
    }


@pytest.mark.parametrize("whole", [True, False])
def test_an_accepted_request_makes_contacts(world, peer, muriel, asked, whole):
    answered = asked if whole else {"id": asked["id"], "type": "Offer"}
    peer.says(world, peer.does("Accept", answered, content="<p>Avec joie, et le bonjour à la brume.</p>"))
    assert Contact.objects.filter(person=world.ana, other=muriel).exists()
    assert ContactRequest.objects.get().acceptance_words == "Avec joie, et le bonjour à la brume."


def test_nobody_accepts_for_another(world, peer, muriel, zoe, asked):
    peer.says(world, peer.does("Accept", asked, actor="zoe"), by="zoe")
    peer.says(world, peer.does("Reject", asked, actor="zoe"), by="zoe")
    assert not Contact.objects.exists()
    assert ContactRequest.objects.get().is_open


def test_a_rejected_request_is_a_kind_refusal(world, peer, muriel, asked):
    peer.says(world, peer.does("Reject", asked))
    request = ContactRequest.objects.get()
    assert (request.state, request.is_open) == (ContactRequest.State.DECLINED, False)


def test_a_move_takes_followers_along_where_both_sides_say_so(world, peer, other_peer, muriel):
    world.follow(world.ana, muriel)
    world.follow(world.bruno, muriel)
    move = peer.does("Move", muriel.uri, target=other_peer.uri("/users/pia"))
    peer.says(world, move)
    assert Follow.objects.filter(followed=muriel).count() == 2
    other_peer.actor("pia", alsoKnownAs=[muriel.uri])
    peer.says(world, {**move, "id": move["id"] + "b"})
    pia = Person.objects.get(uri=other_peer.uri("/users/pia"))
    assert not Follow.objects.exists()
    waiting = FollowRequest.objects.values_list("follower", "followed")  # until her new server says so
    assert set(waiting) == {(world.ana.pk, pia.pk), (world.bruno.pk, pia.pk)}
    muriel.refresh_from_db()
    assert muriel.moved_to == pia


def test_nobody_moves_another(world, peer, other_peer, muriel, zoe):
    world.follow(world.ana, muriel)
    other_peer.actor("pia", alsoKnownAs=[muriel.uri, zoe.uri])
    target = other_peer.uri("/users/pia")
    peer.says(world, peer.does("Move", muriel.uri, actor="zoe", target=target), by="zoe")
    other_peer.says(world, other_peer.does("Move", muriel.uri, actor="pia", target=target), by="pia")
    assert Follow.objects.get().followed == muriel


def test_a_farewell_takes_everything_away_and_leaves_a_stone(world, peer, muriel):
    world.follow(world.ana, muriel)
    peer.says(world, peer.does("Create", peer.note()))
    peer.says(world, peer.does("Delete", muriel.uri, actor="muriel"))
    muriel.refresh_from_db()
    assert (muriel.left_at is not None, muriel.display_name) == (True, "")
    assert not any(rows.exists() for rows in (Post.objects, Follow.objects, Actor.objects))
    assert not Key.objects.filter(owner=muriel.uri).exists()
    person_at(muriel.uri)
    assert Person.objects.get(pk=muriel.pk).left_at is not None


def test_nobody_says_farewell_for_another(world, peer, other_peer, muriel, zoe):
    peer.says(world, peer.does("Delete", muriel.uri, actor="zoe"), by="zoe")
    other_peer.says(world, other_peer.does("Delete", muriel.uri, actor="pia"), by="pia")
    muriel.refresh_from_db()
    assert muriel.left_at is None


def test_an_actor_tells_of_themselves_anew(world, peer, other_peer, muriel):
    document = peer.documents["/users/muriel"]
    peer.says(
        world, peer.does("Update", {**document, "name": "Muriel Brume", "summary": "<p>Bonjour<script>x</script>"})
    )
    muriel.refresh_from_db()
    assert (muriel.display_name, muriel.bio_html, muriel.bio) == ("Muriel Brume", "<p>Bonjour</p>", "Bonjour")
    lie = {**document, "name": "Volée"}
    other_peer.says(world, other_peer.does("Update", lie, actor="pia"), by="pia")
    peer.actor("zoe")
    peer.says(world, peer.does("Update", lie, actor="zoe"), by="zoe")
    muriel.refresh_from_db()
    assert muriel.display_name == "Muriel Brume"


def test_an_actor_cannot_change_hosts(world, peer, other_peer, muriel):
    """The inbox of another host, which would get what is written for her, is not believed."""
    document = peer.documents["/users/muriel"] | {"inbox": other_peer.uri("/users/pia/inbox")}
    peer.says(world, peer.does("Update", document))
    assert Actor.objects.get(person=muriel).inbox == peer.uri("/users/muriel/inbox")


def test_a_report_from_elsewhere_reaches_the_moderators(world, peer, muriel):
    post = world.says(world.ana)
    private = world.writes(world.ana, world.bruno)
    peer.says(world, peer.does("Flag", [world.ana.uri, post.uri, private.uri], content="Cela blesse."))
    report = Report.objects.get()
    assert (report.person, report.words) == (world.ana, f"{peer.host} : Cela blesse.")
    assert list(report.posts.values_list("post_id", flat=True)) == [post.pk]


def test_the_moderators_of_another_server_report_without_a_name(world, peer):
    peer.actor("instance.actor", type="Application")
    post = world.says(world.ana)
    peer.says(world, peer.does("Flag", post.uri, actor="instance.actor"), by="instance.actor")
    assert Report.objects.get().reporter is None
