"""Today, its marks and its end (rules 7 to 14)."""

import copy

import pytest
import time_machine
from django.db.models.base import ModelState

from petitmot.kit import clock
from petitmot.people import distance, filters, follows
from petitmot.people.models import Follow
from petitmot.posts import liking
from petitmot.posts.audiences import To
from petitmot.posts.models import Arrival, Post, Visibility
from petitmot.reading import candidates, marks, today
from petitmot.reading.models import ReadMark, ReadPost


def texts(reader, **more):
    ids = today.page(reader, **more).ids
    by_id = Post.objects.in_bulk(ids)
    return [(by_id[id_].shares or by_id[id_]).plain for id_ in ids]


def test_rule_11_today_holds_what_my_people_wrote_oldest_first_and_nothing_of_mine(world):
    world.follow(world.ana, world.bruno)
    for text in ("un", "deux", "trois"):
        world.says(world.bruno, text)
    world.says(world.ana, "le mien")
    world.says(world.esther, "une inconnue")
    assert texts(world.ana) == ["un", "deux", "trois"]


def test_rule_10_on_a_first_follow_the_newest_five_are_unread(world):
    for number in range(8):
        world.says(world.bruno, str(number))
    Follow.objects.create(follower=world.ana, followed=world.bruno, since=clock.now())
    assert texts(world.ana) == ["3", "4", "5", "6", "7"]  # before the reaction has run
    Follow.objects.all().delete()
    world.follow(world.ana, world.bruno)
    assert texts(world.ana) == ["3", "4", "5", "6", "7"]
    world.says(world.bruno, "8")
    assert texts(world.ana) == ["3", "4", "5", "6", "7", "8"]


def test_rule_10_nothing_written_since_the_follow_is_left_out_however_late_its_reaction_comes(world):
    for number in range(7):
        world.says(world.bruno, str(number))
    follows.follow(world.ana, world.bruno)
    for number in range(7, 15):
        world.says(world.bruno, str(number))
    since_the_third = [str(number) for number in range(2, 15)]
    assert texts(world.ana) == since_the_third  # before the reaction has run
    world.settle()
    assert texts(world.ana) == since_the_third


def test_rule_11_pages_of_twenty_then_the_end(world):
    world.follow(world.ana, world.bruno)
    for number in range(25):
        world.says(world.bruno, str(number))
    first = today.page(world.ana)
    assert (len(first.ids), first.has_more) == (20, True)
    marks.mark_read(world.ana, first.ids)
    second = today.page(world.ana)
    assert (len(second.ids), second.has_more) == (5, False)
    assert not today.is_up_to_date(world.ana)
    marks.mark_read(world.ana, second.ids)
    assert today.is_up_to_date(world.ana)


def test_rule_11_replies_to_people_i_do_not_follow_are_not_there_unless_to_me(world):
    world.follow(world.ana, world.bruno)
    stranger = world.says(world.esther, "ailleurs")
    world.says(world.bruno, "réponse à une inconnue", answers=stranger)
    world.says(world.bruno, "réponse à moi", answers=world.says(world.ana, "à moi"))
    world.says(world.bruno, "à une inconnue, et @ana", answers=stranger)
    assert texts(world.ana) == ["réponse à moi", "à une inconnue, et @ana"]


def test_rule_11_a_share_shows_once_and_a_read_post_does_not_come_back_by_a_share(world):
    lucie = world.extra("lucie")
    world.follow(world.ana, world.bruno)
    world.follow(world.ana, lucie)
    post = world.says(world.esther, "à partager")
    liking.share(world.bruno, post)
    liking.share(lucie, post)
    page = today.page(world.ana)
    assert texts(world.ana) == ["à partager"]
    marks.mark_read(world.ana, page.ids)
    assert today.is_up_to_date(world.ana)
    world.follow(world.ana, world.esther)
    assert "à partager" not in texts(world.ana)


def test_rule_11_muted_people_and_words_are_not_there(world):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "La saison des courges")
    assert len(texts(world.ana)) == 1
    made = filters.make(world.ana, "Le potager", ["home"], action="hide")
    filters.add_words(world.ana, made.pk, "COURGES")
    assert texts(world.ana) == [] and today.is_up_to_date(world.ana)
    filters.drop(world.ana, made.pk)
    distance.mute(world.ana, world.bruno)
    assert texts(world.ana) == []


def test_rule_13_garder_non_lu_stays_until_a_gesture_and_a_new_word_stays_unread(world):
    world.follow(world.ana, world.bruno)
    post = world.says(world.bruno, "à garder")
    shown = today.page(world.ana).ids
    world.says(world.bruno, "arrivé entre-temps")
    marks.keep_unread(world.ana, post)
    marks.mark_read(world.ana, shown, by_gesture=False)
    assert texts(world.ana) == ["à garder", "arrivé entre-temps"]
    marks.mark_read(world.ana, shown)
    assert texts(world.ana) == ["arrivé entre-temps"]


def test_rule_7_what_is_brought_in_later_never_enters_today(world):
    world.follow(world.ana, world.bruno)
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        post = world.says(world.bruno, "vieux", arrival=Arrival.IMPORT, published=_day("2020-01-01"))
    assert post.pk < world.says(world.bruno, "neuf").pk
    assert post.published.year == 2020
    assert texts(world.ana) == ["neuf"]


def test_rule_9_single_rows_are_folded_into_the_mark(world):
    world.follow(world.ana, world.bruno)
    posts = [world.says(world.bruno, str(number)) for number in range(6)]
    marks.mark_read(world.ana, [posts[0].pk, posts[1].pk, posts[3].pk])
    marks.fold_marks()
    assert ReadMark.objects.get(reader=world.ana).up_to == posts[1].pk
    assert list(ReadPost.objects.values_list("post_id", flat=True)) == [posts[3].pk]
    assert texts(world.ana) == ["2", "4", "5"]


@pytest.mark.slow
@pytest.mark.once
def test_rule_9_of_a_hundred_thousand_posts_that_were_read_a_few_hundred_rows_are_left(world):
    """Ten people write for years; now and then they answer strangers, whom Today leaves out, and one word is kept."""
    people = [world.extra(f"personne{number}") for number in range(10)]
    for person in people:
        world.follow(world.ana, person)
    stranger = world.says(world.esther, "Qui vient dimanche ?")
    model = world.says(world.esther, "un mot")
    kept = world.says(people[1], "à garder")
    marks.keep_unread(world.ana, kept)
    read = 0
    for start in range(0, 100_000, 5_000):
        _write_many(model, people, stranger, range(start, start + 5_000))
        ids = [id_ for id_ in candidates.unread_ids(world.ana.pk, limit=5_002) if id_ != kept.pk]
        marks.mark_read(world.ana, ids)
        read += len(ids)
        marks.fold_marks()
    assert 95_000 < read < 100_000
    assert ReadPost.objects.count() + ReadMark.objects.count() < 300
    assert texts(world.ana) == ["à garder"]
    late = world.says(people[0], "après tout cela")
    assert [late.plain] == texts(world.ana)[1:]


def _write_many(model, people, stranger, places):
    """Write the rows of live public words straight; every fiftieth answers a stranger."""
    rows = []
    for place in places:
        row = copy.copy(model)
        row.pk = row.thread = model.pk - ((200_000 - place) << 16)  # each a millisecond, all long ago
        row.uri, row.author, row._state = f"{model.uri}-{place}", people[place % 10], ModelState()
        if place % 50 == 7:
            row.in_reply_to_id, row.thread = stranger.pk, stranger.pk
        rows.append(row)
    Post.objects.bulk_create(rows)


def test_what_today_never_shows_does_not_hold_up_the_mark_but_what_it_still_has_to_show_does(world):
    world.follow(world.ana, world.bruno)
    first = world.says(world.bruno, "pas encore lu")
    world.says(world.bruno, "pour mon cercle", To(Visibility.NAMED, people=(world.esther,)))
    posts = [world.says(world.bruno, str(number)) for number in range(marks.MOST_LOOSE + 1)]
    marks.mark_read(world.ana, [post.pk for post in posts])
    marks.fold_marks()
    assert texts(world.ana) == ["pas encore lu"]
    assert ReadPost.objects.count() == len(posts)
    marks.mark_read(world.ana, [first.pk])
    marks.fold_marks()
    assert texts(world.ana) == []
    assert ReadPost.objects.count() == 0
    assert ReadMark.objects.get(reader=world.ana).up_to == posts[-1].pk


def test_private_words_stand_in_conversations_not_in_today(world):
    world.connect(world.ana, world.bruno)
    world.writes(world.bruno, world.ana)
    assert texts(world.ana) == []


def test_contacts_words_reach_contacts_and_not_followers(world):
    lucie = world.extra("lucie")
    world.connect(world.ana, world.bruno)
    world.follow(lucie, world.bruno)
    world.says(world.bruno, "entre nous", "contacts")
    assert texts(world.ana) == ["entre nous"]
    assert texts(lucie) == []


def _day(text):
    from datetime import UTC, datetime

    return datetime.fromisoformat(text).replace(tzinfo=UTC)
