"""What is done here is said elsewhere: to whom, in which words, and once."""

from __future__ import annotations

import msgspec
import pytest

from petitmot.federation.delivering.outgoing import marks, persons, ties, words
from petitmot.federation.events import FollowArrived
from petitmot.federation.models import Delivery, Reached
from petitmot.federation.tests.far import somebody
from petitmot.jobs.announcing import announce
from petitmot.kit import clock
from petitmot.people import circles, distance, follows, leaving
from petitmot.people.models import Contact, Follow, FollowRequest, Person
from petitmot.posts import editing, liking
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.events import WordsPublished
from petitmot.posts.models import Visibility


@pytest.fixture
def queued(world):
    """What was queued since the last look: [(type, inbox, activity)], in order."""
    seen: set[int] = set()

    def look():
        world.settle()
        rows = Delivery.objects.select_related("activity").exclude(pk__in=seen).order_by("pk")
        found = [(row.pk, row.inbox, msgspec.json.decode(row.activity.body)) for row in rows]
        seen.update(pk for pk, _inbox, _activity in found)
        return [(activity["type"], inbox, activity) for _pk, inbox, activity in found]

    return look


def follows_here(person, who):
    Follow.objects.create(follower=person, followed=who, since=clock.now())


def contact(one, other):
    for person, with_ in ((one, other), (other, one)):
        Contact.objects.create(person=person, other=with_, since=clock.now())


def where(found):
    return sorted((kind, inbox.split("/")[2]) for kind, inbox, _activity in found)


def test_rule_01_a_follow_of_somebody_elsewhere_waits_until_their_server_says_yes(world, queued):
    xenia = somebody("xenia", "un.example")
    assert isinstance(follows.follow(world.ana, xenia), FollowRequest)
    [(kind, inbox, activity)] = queued()
    assert (kind, inbox) == ("Follow", "https://un.example/users/xenia/inbox")
    assert (activity["actor"], activity["object"]) == (world.ana.uri, xenia.uri)
    follows.approve_follower(xenia, world.ana)  # what an Accept from there calls
    assert queued() == []
    assert Follow.objects.filter(follower=world.ana, followed=xenia).exists()


@pytest.mark.parametrize("accepted", [False, True])
def test_a_follow_that_is_taken_back_is_undone_there(world, queued, accepted):
    xenia = somebody("xenia", "un.example")
    follows.follow(world.ana, xenia)
    queued()
    if accepted:
        follows.approve_follower(xenia, world.ana)
    follows.unfollow(world.ana, xenia)
    [(kind, _inbox, activity)] = queued()
    assert (kind, activity["object"]["type"], activity["object"]["object"]) == ("Undo", "Follow", xenia.uri)


def test_what_was_taken_back_before_it_was_said_is_not_said(world, queued):
    xenia = somebody("xenia", "un.example")
    follows.follow(world.ana, xenia)
    follows.unfollow(world.ana, xenia)
    assert [kind for kind, _inbox, _activity in queued()] == ["Undo"]


def test_follow_unfollow_follow_ends_followed(world, queued):
    xenia = somebody("xenia", "un.example")
    for verb in (follows.follow, follows.unfollow, follows.follow):
        verb(world.ana, xenia)
    assert [kind for kind, _inbox, _activity in queued()][-1] == "Follow"


def arrives(follower, followed, number=1):
    """What the inbox does with a Follow."""
    from django.db import transaction

    said = {"id": f"{follower.uri}#f{number}", "type": "Follow", "actor": follower.uri, "object": followed.uri}
    with transaction.atomic():
        follows.follow(follower, followed)
        announce(FollowArrived(follower.pk, followed.pk, msgspec.json.encode(said).decode()))


def test_a_follow_from_elsewhere_is_accepted_with_the_activity_it_came_as(world, queued):
    xenia = somebody("xenia", "un.example")
    arrives(xenia, world.ana)
    [(kind, inbox, activity)] = queued()
    assert (kind, inbox) == ("Accept", "https://un.example/users/xenia/inbox")
    assert activity["object"]["id"] == f"{xenia.uri}#f1"
    arrives(xenia, world.ana, 2)  # their server lost the answer, and asks again
    [(kind, _inbox, activity)] = queued()
    assert (kind, activity["object"]["id"]) == ("Accept", f"{xenia.uri}#f2")


def test_a_follow_that_waits_is_answered_when_its_owner_decides(world, queued):
    Person.objects.filter(pk=world.ana.pk).update(approves_followers=True)
    world.ana.refresh_from_db()
    xenia, yves = somebody("xenia", "un.example"), somebody("yves", "deux.example")
    arrives(xenia, world.ana)
    arrives(yves, world.ana)
    assert queued() == []
    follows.approve_follower(world.ana, xenia)
    [(kind, _inbox, activity)] = queued()
    assert (kind, activity["object"]["id"]) == ("Accept", f"{xenia.uri}#f1")
    follows.refuse_follower(world.ana, yves)
    [(kind, _inbox, activity)] = queued()
    assert (kind, activity["object"]["id"]) == ("Reject", f"{yves.uri}#f1")
    follows.remove_follower(world.ana, xenia)
    assert [kind for kind, _inbox, _activity in queued()] == ["Reject"]


def test_words_for_all_go_once_to_each_server_with_a_follower_and_to_who_is_named(world, queued):
    for name, host in (("xenia", "un.example"), ("yves", "un.example"), ("zoe", "deux.example")):
        follows_here(somebody(name, host), world.ana)
    somebody("walter", "trois.example")
    world.says(world.ana, "Bonjour @walter@trois.example.")
    assert where(queued()) == [("Create", "deux.example"), ("Create", "trois.example"), ("Create", "un.example")]


def test_rule_03_words_for_contacts_are_addressed_to_them_and_not_to_followers(world, queued):
    xenia, yves, zoe = (somebody(name, "un.example") for name in ("xenia", "yves", "zoe"))
    walter = somebody("walter", "deux.example")
    follows_here(zoe, world.ana)
    for person in (xenia, yves, walter):
        contact(world.ana, person)
    world.says(world.ana, to=Visibility.CONTACTS)
    found = queued()
    assert where(found) == [("Create", "deux.example"), ("Create", "un.example")]
    for _kind, inbox, activity in found:
        theirs = [xenia.uri, yves.uri] if "un.example" in inbox else [walter.uri]
        assert sorted(activity["to"] + activity["cc"]) == sorted(theirs)
        assert "followers" not in str(activity["to"] + activity["cc"])


def test_rule_29_nobody_learns_of_a_circle_on_the_wire(world, queued):
    circle = circles.form(world.ana, "Les indiscrets")
    xenia, walter = somebody("xenia", "un.example"), somebody("walter", "deux.example")
    for person in (xenia, walter):
        contact(world.ana, person)
        circles.take_in(circle, world.ana, person)
    post = world.says(world.ana, to=To(Visibility.CIRCLE, circle=circle))
    for _kind, inbox, activity in queued():
        assert "indiscrets" not in str(activity)
        assert (xenia.uri in str(activity)) == ("un.example" in inbox)
    editing.delete(post, world.ana)
    found = queued()
    assert where(found) == [("Delete", "deux.example"), ("Delete", "un.example")]
    for _kind, inbox, activity in found:
        assert (xenia.uri in str(activity)) == ("un.example" in inbox)


def test_a_private_word_goes_to_those_named_alone(world, queued):
    follows_here(somebody("zoe", "deux.example"), world.ana)
    world.writes(world.ana, somebody("xenia", "un.example"))
    assert where(queued()) == [("Create", "un.example")]


def test_words_of_elsewhere_and_words_brought_along_are_not_sent(world, queued):
    xenia = somebody("xenia", "un.example")
    follows_here(xenia, world.ana)
    world.says(xenia, uri="https://un.example/1")
    world.says(world.ana, arrival=2)
    assert queued() == []


def test_words_are_queued_once_however_often_the_reaction_runs(world, queued):
    follows_here(somebody("zoe", "deux.example"), world.ana)
    post = world.says(world.ana)
    queued()
    words.tell(WordsPublished(post.pk, world.ana.pk, True, False, False, False, False))
    assert queued() == []


def test_edits_and_deletions_reach_whoever_got_the_words_also_when_they_no_longer_follow(world, queued):
    zoe = somebody("zoe", "deux.example")
    follows_here(zoe, world.ana)
    post = world.says(world.ana)
    queued()
    Follow.objects.filter(follower=zoe).delete()
    editing.edit(post, world.ana, typed("Mieux dit."))
    assert where(queued()) == [("Update", "deux.example")]
    editing.delete(post, world.ana)
    assert where(queued()) == [("Delete", "deux.example")]
    assert not Reached.objects.exists()


def test_rule_27_an_edit_does_not_reach_who_is_no_contact_any_more_but_the_deletion_does(world, queued):
    xenia = somebody("xenia", "un.example")
    contact(world.ana, xenia)
    post = world.says(world.ana, to=Visibility.CONTACTS)
    queued()
    Contact.objects.all().delete()
    editing.edit(post, world.ana, typed("Mieux dit."))
    assert queued() == []
    editing.delete(post, world.ana)
    assert where(queued()) == [("Delete", "un.example")]


def test_words_deleted_before_they_were_queued_are_never_sent(world, queued):
    follows_here(somebody("zoe", "deux.example"), world.ana)
    editing.delete(world.says(world.ana), world.ana)
    assert queued() == []


def test_a_like_goes_to_the_author_and_is_taken_back_with_its_id(world, queued):
    xenia = somebody("xenia", "un.example")
    post = world.says(xenia, uri="https://un.example/1")
    liking.like(world.ana, post)
    [(kind, _inbox, like)] = queued()
    liking.like_no_more(world.ana, post)
    [(undo, _inbox, undone)] = queued()
    assert (kind, undo) == ("Like", "Undo")
    assert undone["object"]["id"] == like["id"]


def test_a_share_goes_to_followers_and_the_author_and_back_to_the_same(world, queued):
    xenia, zoe = somebody("xenia", "un.example"), somebody("zoe", "deux.example")
    follows_here(zoe, world.ana)
    post = world.says(xenia, uri="https://un.example/1")
    liking.share(world.ana, post)
    found = queued()
    assert where(found) == [("Announce", "deux.example"), ("Announce", "un.example")]
    liking.share_no_more(world.ana, post)
    taken_back = queued()
    assert where(taken_back) == [("Undo", "deux.example"), ("Undo", "un.example")]
    assert taken_back[0][2]["object"]["id"] == found[0][2]["id"]


def test_pins_are_told_to_followers(world, queued):
    follows_here(somebody("zoe", "deux.example"), world.ana)
    post = world.says(world.ana)
    queued()
    liking.pin(world.ana, post)
    assert where(queued()) == [("Add", "deux.example")]
    liking.pin_no_more(world.ana, post)
    assert where(queued()) == [("Remove", "deux.example")]


def test_a_block_ends_the_follows_there_too(world, queued):
    xenia = somebody("xenia", "un.example")
    arrives(xenia, world.ana)
    follows.follow(world.ana, xenia)
    queued()
    distance.block(world.ana, xenia)
    assert [kind for kind, _inbox, _activity in queued()] == ["Reject", "Undo", "Block"]
    distance.unblock(world.ana, xenia)
    [(kind, _inbox, activity)] = queued()
    assert (kind, activity["object"]["type"]) == ("Undo", "Block")


def test_who_leaves_says_goodbye_to_every_server_in_one_delivery_signed_by_them(world, queued):
    zoe = somebody("zoe", "deux.example")
    follows_here(zoe, world.ana)
    somebody("xenia", "un.example")
    for _number in range(3):
        world.says(world.ana)
    queued()
    leaving.leave(world.ana)
    found = queued()
    assert where(found) == [("Delete", "deux.example"), ("Delete", "un.example")]
    assert found[0][2]["object"] == world.ana.uri
    from petitmot.federation.keys import signing_key

    assert signing_key(Person.objects.get(pk=world.ana.pk)).key_id.startswith(world.ana.uri)


def test_a_changed_profile_is_told_to_who_follows(world, queued):
    follows_here(somebody("zoe", "deux.example"), world.ana)
    from petitmot.people.events import ProfileChanged

    persons.tell_change(ProfileChanged(world.ana.pk))
    assert where(queued()) == [("Update", "deux.example")]


def test_nothing_that_happens_between_people_of_here_leaves_a_row(world, queued):
    follows.follow(world.bruno, world.ana)
    post = world.says(world.ana)
    liking.like(world.bruno, post)
    liking.share(world.bruno, post)
    liking.pin(world.ana, post)
    distance.block(world.bruno, world.ana)
    assert queued() == []


def test_telling_followers_costs_the_same_for_three_and_for_sixty(world, django_assert_max_num_queries):
    for number in range(60):
        follows_here(somebody("xenia", f"serveur{number}.example"), world.ana)
    post = world.says(world.ana)
    fact = WordsPublished(post.pk, world.ana.pk, True, False, False, False, False)
    with django_assert_max_num_queries(40):
        words.tell(fact)
    assert Delivery.objects.count() == 60
    assert marks and ties
