"""Publishing, editing, deleting (rules 7, 8, 30, 39, 41)."""

from datetime import UTC, datetime

import pytest
import time_machine

from petitmot.kit.ids import moment_of
from petitmot.kit.refusals import Refusal
from petitmot.posts import editing, liking
from petitmot.posts.audiences import To
from petitmot.posts.content import LONGEST, typed
from petitmot.posts.ids import next_live_id
from petitmot.posts.models import Arrival, Post, Tombstone, Version, Visibility
from petitmot.posts.publishing import publish


def refused(code, function, *args, **named):
    with pytest.raises(Refusal) as caught:
        function(*args, **named)
    assert caught.value.code == code


def test_rule_39_a_post_has_a_stored_uri_made_once(world, settings):
    post = world.says(world.ana)
    settings.PETITMOT_DOMAIN = "autre.example"
    post.refresh_from_db()
    assert post.uri == f"http://petitmot.test/ap/posts/{post.pk}"
    assert world.ana.uri == f"http://petitmot.test/ap/people/{world.ana.pk}"


def test_rule_7_the_id_of_live_words_is_made_from_the_time_of_arrival(world):
    long_ago = datetime(2024, 5, 1, tzinfo=UTC)
    post = world.says(world.chloe, published=long_ago, uri="https://ailleurs.example/notes/1")
    assert (moment_of(post.pk) - post.arrived).total_seconds() < 1
    assert post.published == long_ago


@pytest.mark.parametrize("arrival", [Arrival.BACKFILL, Arrival.IMPORT])
def test_rule_7_the_id_of_what_is_brought_in_later_is_made_from_the_time_of_publication(world, arrival):
    long_ago = datetime(2024, 5, 1, tzinfo=UTC)
    post = world.says(world.ana, published=long_ago, arrival=arrival)
    assert moment_of(post.pk) == long_ago


def test_words_from_the_future_are_said_to_be_of_now(world):
    post = world.says(world.chloe, published=datetime(2090, 1, 1, tzinfo=UTC), uri="https://ailleurs.example/notes/2")
    assert post.published == post.arrived


def test_rule_8_a_clock_that_goes_back_does_not_make_ids_go_back(world):
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False) as time:
        first = world.says(world.ana).pk
        time.shift(-3600)
        assert world.says(world.ana).pk == first + 1


def test_rule_8_no_two_ids_are_the_same_within_a_millisecond(world):
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    ids = [next_live_id(moment) for _ in range(200)]
    assert ids == sorted(set(ids))


def test_empty_and_endless_words_are_refused(world):
    refused("empty", typed, " \n ")
    refused("too_long", typed, "a" * (LONGEST + 1))
    refused("nobody_named", world.says, world.ana, "Pour qui ?", Visibility.NAMED)
    refused("circle_missing", world.says, world.ana, "Pour qui ?", Visibility.CIRCLE)


def test_rule_30_an_edit_keeps_the_words_before_and_the_audience(world):
    post = world.says(world.ana, "première", Visibility.CONTACTS)
    editing.edit(post, world.ana, typed("seconde"))
    post.refresh_from_db()
    assert (post.plain, post.visibility) == ("seconde", "contacts")
    assert Version.objects.get(post=post).source == "première"


def test_only_the_author_edits_and_deletes(world):
    post = world.says(world.ana)
    refused("not_yours", editing.edit, post, world.bruno, typed("autre"))
    refused("not_yours", editing.delete, post, world.bruno)


def test_rule_41_a_deletion_leaves_a_tombstone_and_a_late_copy_does_not_come_back(world):
    uri = "https://ailleurs.example/notes/3"
    post = world.says(world.chloe, uri=uri)
    share = liking.share(world.ana, post)
    editing.remove(post)
    assert not Post.objects.filter(pk__in=[post.pk, share.pk]).exists()
    assert Tombstone.objects.get(uri=uri).pk == post.pk
    refused("gone", publish, world.chloe, typed("encore"), To(), uri=uri)


def test_a_thread_stays_together_when_its_first_words_are_deleted(world):
    first = world.says(world.ana)
    reply = world.says(world.bruno, answers=first)
    editing.delete(first, world.ana)
    reply.refresh_from_db()
    assert (reply.thread, reply.in_reply_to_id) == (first.pk, None)
    assert world.says(world.ana, answers=reply).thread == first.pk


def test_what_one_may_not_see_cannot_be_answered_or_quoted(world):
    secret = world.says(world.ana, "entre nous", Visibility.CONTACTS)
    refused("not_found", world.says, world.bruno, answers=secret)
    world.connect(world.bruno, world.ana)
    refused("not_shareable", world.says, world.bruno, quotes=secret)


def test_half_a_pair_of_code_units_is_no_letter_and_breaks_nothing(world):
    post = publish(world.ana, typed("Un \ud800mot\x00 entier.", warning="At\udfffention"))
    post.refresh_from_db()
    assert (post.source, post.warning) == ("Un \ufffdmot entier.", "At\ufffdention")
    world.settle()
