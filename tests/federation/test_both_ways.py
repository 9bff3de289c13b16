"""Two servers: ties, words, marks and blocks arrive, and are right on both sides."""

from __future__ import annotations

import pytest

from petitmot.federation.models import Delivery
from petitmot.kit.reaching import going
from petitmot.people import distance, follows
from petitmot.people.models import Person
from petitmot.posts import editing, liking
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Favourite, Post, Tombstone, Visibility
from petitmot.reading.candidates import unread_ids
from tests.federation.cast import follow, meet, texts, ties


@pytest.fixture
def ana(rig):
    with rig.here:
        return rig.here.world.ana


@pytest.fixture
def bruno(rig):
    with rig.there:
        return rig.there.world.bruno


def given_up(house):
    with house:
        return list(Delivery.objects.exclude(given_up_at=None).values_list("inbox", "last_error"))


def copy_of(house, post):
    with house:
        return Post.objects.get(uri=post.uri)


def test_a_follow_is_asked_for_accepted_and_held_on_both_sides(rig, ana, bruno):
    follow(rig, rig.here, ana, rig.there, bruno)
    expected = {(ana.uri, bruno.uri, "holds")}
    assert ties(rig.here) == expected
    assert ties(rig.there) == expected


def test_a_follow_that_must_be_approved_waits_on_both_sides_until_it_is(rig, ana, bruno):
    with rig.there:
        Person.objects.filter(pk=bruno.pk).update(approves_followers=True)
    follow(rig, rig.here, ana, rig.there, bruno)
    assert ties(rig.here) == ties(rig.there) == {(ana.uri, bruno.uri, "waits")}
    with rig.there:
        follows.approve_follower(Person.objects.get(pk=bruno.pk), Person.objects.get(uri=ana.uri))
    rig.settle()
    assert ties(rig.here) == ties(rig.there) == {(ana.uri, bruno.uri, "holds")}


@pytest.mark.parametrize("verb", ["refuse_follower", "remove_follower", "unfollow"])
def test_however_a_follow_ends_it_ends_on_both_sides(rig, ana, bruno, verb):
    with rig.there:
        Person.objects.filter(pk=bruno.pk).update(approves_followers=verb == "refuse_follower")
    known = follow(rig, rig.here, ana, rig.there, bruno)
    if verb == "unfollow":
        with rig.here:
            follows.unfollow(ana, known)
    else:
        with rig.there:
            getattr(follows, verb)(Person.objects.get(pk=bruno.pk), Person.objects.get(uri=ana.uri))
    rig.settle()
    assert ties(rig.here) == ties(rig.there) == set()


def test_fifty_follows_both_ways_take_seconds_and_all_hold(rig):
    pairs = []
    for number in range(5):
        with rig.here:
            one = rig.here.world.extra(f"ici{number}")
        with rig.there:
            other = rig.there.world.extra(f"la{number}")
        pairs.append((one, other))
    for one, _other in pairs:
        for _one, other in pairs:
            follow(rig, rig.here, one, rig.there, other)
            follow(rig, rig.there, other, rig.here, one)
    assert len(ties(rig.here)) == 50
    assert ties(rig.here) == ties(rig.there)


def test_words_reach_the_today_of_who_follows_and_their_edits_and_deletion_too(rig, ana, bruno):
    follow(rig, rig.here, ana, rig.there, bruno)
    with rig.there:
        post = rig.there.world.says(bruno, "Le poirier **fleurit**.")
    rig.settle()
    copy = copy_of(rig.here, post)
    assert (copy.plain, copy.visibility) == ("Le poirier fleurit.", "public")
    with rig.here:
        assert unread_ids(ana.pk, limit=10) == [copy.pk]
    with rig.there:
        editing.edit(post, bruno, typed("Le pommier fleurit."))
    rig.settle()
    assert texts(rig.here, bruno) == ["Le pommier fleurit."]
    with rig.there:
        editing.delete(post, bruno)
    rig.settle()
    assert texts(rig.here, bruno) == []
    with rig.here:
        assert Tombstone.objects.filter(uri=post.uri).exists()


def test_a_reply_goes_back_to_its_author_and_stands_in_the_same_thread(rig, ana, bruno):
    follow(rig, rig.here, ana, rig.there, bruno)
    with rig.there:
        post = rig.there.world.says(bruno, "Qui connaît cet air ?")
    rig.settle()
    with rig.here:
        reply = rig.here.world.says(ana, "Moi, depuis l’enfance.", answers=copy_of(rig.here, post))
    rig.settle()
    back = copy_of(rig.there, reply)
    assert back.in_reply_to_id == post.pk
    assert back.thread == post.thread


def test_a_like_and_a_share_arrive_and_are_taken_back(rig, ana, bruno):
    follow(rig, rig.here, ana, rig.there, bruno)
    with rig.there:
        post = rig.there.world.says(bruno, "La brume se lève.")
    rig.settle()
    copy = copy_of(rig.here, post)
    with rig.here:
        liking.like(ana, copy)
        liking.share(ana, copy)
    rig.settle()
    with rig.there:
        assert [row.person.uri for row in Favourite.objects.filter(post=post)] == [ana.uri]
        assert [row.author.uri for row in Post.objects.filter(shares=post)] == [ana.uri]
    with rig.here:
        liking.like_no_more(ana, copy)
        liking.share_no_more(ana, copy)
    rig.settle()
    with rig.there:
        assert not Favourite.objects.exists()
        assert not Post.objects.filter(shares=post).exists()


def test_a_private_word_reaches_one_person_and_its_answer_comes_back(rig, ana, bruno):
    known = follow(rig, rig.here, ana, rig.there, bruno)
    follow(rig, rig.there, bruno, rig.here, ana)
    with rig.here:
        word = rig.here.world.writes(ana, known, text="Pour vous seul.")
    rig.settle()
    copy = copy_of(rig.there, word)
    assert copy.visibility == Visibility.NAMED
    with rig.there:
        answer = rig.there.world.says(
            bruno, "Merci.", To(Visibility.NAMED, people=(Person.objects.get(uri=ana.uri),)), answers=copy
        )
    rig.settle()
    back = copy_of(rig.here, answer)
    assert (back.visibility, back.conversation_id) == (Visibility.NAMED, copy_of(rig.here, word).conversation_id)


def test_words_for_followers_reach_followers_alone(rig3):
    rig = rig3
    with rig.here:
        ana = rig.here.world.ana
    with rig.there:
        bruno = rig.there.world.bruno
    with rig.elsewhere:
        stranger = rig.elsewhere.world.extra("clement")
    follow(rig, rig.there, bruno, rig.here, ana)
    meet(rig, rig.elsewhere, ana, rig.here)
    with rig.here:
        post = rig.here.world.says(ana, "Entre nous.", Visibility.FOLLOWERS)
    rig.settle()
    assert copy_of(rig.there, post).visibility == Visibility.FOLLOWERS
    assert texts(rig.elsewhere, ana) == []
    assert stranger


def test_a_block_ends_everything_on_both_sides_and_nothing_comes_through_any_more(rig, ana, bruno):
    follow(rig, rig.here, ana, rig.there, bruno)
    follow(rig, rig.there, bruno, rig.here, ana)
    with rig.here:
        distance.block(ana, Person.objects.get(uri=bruno.uri))
    rig.settle()
    assert ties(rig.here) == ties(rig.there) == set()
    with rig.here:
        rig.here.world.says(ana, "Sans lui.")
    rig.settle()
    assert texts(rig.there, ana) == []


def test_who_leaves_is_gone_there_too(rig, ana, bruno):
    from petitmot.people import leaving

    follow(rig, rig.here, ana, rig.there, bruno)
    with rig.there:
        rig.there.world.says(bruno, "Un mot qui restera peu.")
    rig.settle()
    with rig.there:
        leaving.leave(Person.objects.get(pk=bruno.pk))
    rig.settle()
    with rig.here:
        gone = Person.objects.get(uri=bruno.uri)
        assert gone.left_at
        assert gone.called == "quelqu’un qui est parti"
    assert texts(rig.here, bruno) == []


def test_a_sign_of_life_ends_the_silence(rig, ana, bruno):
    follow(rig, rig.here, ana, rig.there, bruno)
    follow(rig, rig.there, bruno, rig.here, ana)
    rig.here.up = False
    with rig.there:
        rig.there.world.says(bruno, "Pendant la panne.")
    rig.settle()
    rig.later(hours=6)
    assert rig.waiting(rig.there) == 1
    rig.here.up = True
    with rig.here:
        rig.here.world.says(ana, "Me revoilà.")
    rig.settle()
    assert texts(rig.here, bruno) == ["Pendant la panne."]


def test_with_loss_and_doubles_and_disorder_everything_arrives_once(rig, ana, bruno):
    known = follow(rig, rig.here, ana, rig.there, bruno)
    follow(rig, rig.there, bruno, rig.here, ana)
    with rig.here:
        fickle = rig.here.world.extra("camille")
    rig.wire.lost, rig.wire.answer_lost, rig.wire.doubled, rig.wire.late = 0.1, 0.1, 0.2, 0.1
    for number in range(20):
        with rig.here:
            mine = rig.here.world.says(ana, f"Ici, le {number}.")
        with rig.there:
            rig.there.world.says(bruno, f"Là-bas, le {number}.")
        with rig.here:
            if number % 5 == 0:
                follows.follow(fickle, known)
                follows.unfollow(fickle, known)
                follows.follow(fickle, known)
            if number % 4 == 0:
                editing.edit(mine, ana, typed(f"Ici, le {number}, mieux dit."))
    rig.patiently(20)
    wanted = sorted(f"Ici, le {number}" + (", mieux dit." if number % 4 == 0 else ".") for number in range(20))
    assert sorted(texts(rig.there, ana)) == wanted
    assert sorted(texts(rig.here, bruno)) == sorted(f"Là-bas, le {number}." for number in range(20))
    both = {(ana.uri, bruno.uri, "holds"), (bruno.uri, ana.uri, "holds"), (fickle.uri, bruno.uri, "holds")}
    assert ties(rig.here) == ties(rig.there) == both
    assert given_up(rig.here) == given_up(rig.there) == []


def test_a_header_that_speaks_of_followers_can_be_looked_up_by_the_other_server(rig, ana, bruno):
    follow(rig, rig.there, bruno, rig.here, ana)
    from petitmot.federation.budgets import Budget
    from petitmot.federation.delivering import synchronising
    from petitmot.federation.fetching import fetch_document

    with rig.here:
        address = synchronising.address(ana)
    with rig.there, going(rig.wire.way()):
        document = fetch_document(address, budget=Budget())
    assert document["orderedItems"] == [bruno.uri]


def test_ties_that_fell_apart_are_made_to_agree_by_the_next_words_for_followers(rig, ana, bruno):
    from petitmot.people.models import Follow

    with rig.there:
        lost = rig.there.world.extra("lost")
    follow(rig, rig.there, bruno, rig.here, ana)
    follow(rig, rig.there, lost, rig.here, ana)
    with rig.here:
        Follow.objects.filter(follower__uri=lost.uri).delete()  # as after a back-up that was put back
    with rig.there:
        Follow.objects.filter(follower=bruno).delete()
    rig.later(minutes=15)
    with rig.here:
        rig.here.world.says(ana, "Pour qui me suit.", "followers")
    rig.settle()
    assert ties(rig.here) == ties(rig.there) == set()


def test_a_poll_travels_its_votes_come_back_and_the_count_goes_out(rig, ana, bruno):
    from datetime import timedelta

    from petitmot.posts import polls
    from petitmot.posts.models import Visibility as For
    from petitmot.posts.publishing import publish

    follow(rig, rig.here, ana, rig.there, bruno)
    with rig.there:
        asked = polls.typed(["Le lilas", "Le jasmin"], timedelta(days=1))
        post = publish(bruno, typed("Lequel sent le soir ?", poll=asked), To(For.PUBLIC))
    rig.settle()
    copy = copy_of(rig.here, post)
    with rig.here:
        polls.vote(ana, copy, [1])
    rig.settle()
    with rig.there:
        assert [(vote.person.uri, vote.place) for vote in post.poll.votes.all()] == [(ana.uri, 1)]
    with rig.here:
        answers = {answer.place: answer.votes_elsewhere for answer in copy.poll.answers.all()}
    assert answers == {0: 0, 1: 1}


def test_a_quote_is_asked_for_and_consented_to(rig, ana, bruno):
    follow(rig, rig.here, ana, rig.there, bruno)
    follow(rig, rig.there, bruno, rig.here, ana)
    with rig.there:
        post = rig.there.world.says(bruno, "La brume n’efface rien.")
    rig.settle()
    with rig.here:
        quote = rig.here.world.says(ana, "Tout est là.", quotes=copy_of(rig.here, post))
    rig.settle()
    assert copy_of(rig.there, quote).quotes_id == post.pk
    with rig.here:
        assert not Delivery.objects.exists()
