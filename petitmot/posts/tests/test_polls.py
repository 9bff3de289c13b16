"""Polls: asked, answered once, hidden where they should be, over at their moment."""

from datetime import timedelta

import pytest

from petitmot.attentions.models import Notice
from petitmot.kit import clock
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.posts import editing, poll_results, polls, showing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Poll, Visibility, Vote
from petitmot.posts.publishing import publish

DAY = timedelta(days=1)


def ask(author, answers=("Thé", "Café"), *, to=Visibility.PUBLIC, lasts=DAY, text="Que boit-on ?", **more):
    return publish(author, typed(text, poll=polls.typed(answers, lasts, **more)), To(to))


def seen(viewer, post):
    return showing.show(viewer, [post.pk])[0].poll


@pytest.mark.parametrize(
    ("answers", "lasts", "code"),
    [
        (["Thé"], DAY, "poll_too_few"),
        (["Thé", "  "], DAY, "poll_too_few"),
        (["a", "b", "c", "d", "e"], DAY, "poll_too_many"),
        (["Thé", "a" * 51], DAY, "poll_too_long"),
        (["Thé", " thé "], DAY, "poll_same_twice"),
        (["Thé", "Café"], timedelta(minutes=4), "poll_too_short"),
        (["Thé", "Café"], timedelta(days=31), "poll_lasts_too_long"),
    ],
)
def test_a_poll_that_cannot_be_is_refused(answers, lasts, code):
    with pytest.raises(Refusal) as refused:
        polls.typed(answers, lasts)
    assert (refused.value.code, refused.value.field) == (code, "poll")


def test_who_answers_sees_what_was_answered(world):
    post = ask(world.ana)
    assert seen(world.bruno, post).may_vote
    polls.vote(world.bruno, post, [1])
    poll = seen(world.bruno, post)
    assert (poll.voted, poll.may_vote, poll.voters) == (True, False, 1)
    assert [(answer.words, answer.votes, answer.chosen) for answer in poll.answers] == [
        ("Thé", 0, False),
        ("Café", 1, True),
    ]
    assert not any(answer.chosen for answer in seen(world.ana, post).answers)


@pytest.mark.parametrize(
    ("who", "places", "code"),
    [
        ("ana", [0], "poll_own"),
        ("bruno", [], "no_choice"),
        ("bruno", [7], "no_choice"),
        ("bruno", [0, 1], "one_only"),
        ("dov", [0], "not_found"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_and_leaves_nothing(world, who, places, code):
    post = ask(world.ana)
    with pytest.raises(Refusal) as refused:
        polls.vote(getattr(world, who), post, places)
    assert refused.value.code == code
    assert not Vote.objects.exists()


def test_one_answers_once(world):
    post = ask(world.ana)
    polls.vote(world.bruno, post, [0])
    with pytest.raises(Refusal, match="déjà"):
        polls.vote(world.bruno, post, [1])
    assert Vote.objects.count() == 1


def test_several_answers_count_as_one_person(world):
    post = ask(world.ana, several=True)
    polls.vote(world.bruno, post, [0, 1, 1])
    poll = seen(world.ana, post)
    assert ([answer.votes for answer in poll.answers], poll.voters) == ([1, 1], 1)


def test_who_may_not_see_the_words_cannot_answer(world):
    post = ask(world.ana, to=Visibility.CONTACTS)
    with pytest.raises(NotFound):
        polls.vote(world.bruno, post, [0])


def test_hidden_results_are_hidden_until_the_end(world):
    post = ask(world.ana, hides_results=True)
    polls.vote(world.bruno, post, [0])
    assert [answer.votes for answer in seen(world.ana, post).answers] == [None, None]
    with clock.living_at(clock.now() + DAY):
        assert [answer.votes for answer in seen(world.ana, post).answers] == [1, 0]


def test_a_poll_that_is_over_takes_no_answer_and_tells_those_concerned_once(world):
    post = ask(world.ana)
    polls.vote(world.bruno, post, [0])
    world.settle()
    with clock.living_at(clock.now() + DAY):
        with pytest.raises(Refusal, match="terminé"):
            polls.vote(world.esther, post, [0])
        for _time in range(2):
            polls.end_due()
            world.settle()
    told = Notice.objects.filter(kind="poll_ended").values_list("person__name", "actor__name")
    assert sorted(told) == [("ana", "ana"), ("bruno", "ana")]


def test_other_answers_throw_the_votes_away_and_the_same_keep_them(world):
    post = ask(world.ana)
    polls.vote(world.bruno, post, [0])
    same = typed("Que boit-on, ce soir ?", poll=polls.typed(["Thé", "Café"], DAY))
    editing.edit(post, world.ana, same)
    assert Vote.objects.count() == 1
    editing.edit(post, world.ana, typed("Et là ?"), keeps_poll=True)
    assert Vote.objects.count() == 1
    other = typed("Que boit-on ?", poll=polls.typed(["Thé", "Tisane"], DAY))
    post = editing.edit(post, world.ana, other)
    assert not Vote.objects.exists()
    assert [answer.words for answer in seen(world.bruno, post).answers] == ["Thé", "Tisane"]
    post = editing.edit(post, world.ana, typed("Sans question."))
    assert not post.has_poll
    assert not Poll.objects.exists()


def test_polls_of_a_page_cost_the_same_for_one_and_for_many(world, django_assert_max_num_queries):
    one = [ask(world.ana)]
    many = [ask(world.ana) for _number in range(6)]
    viewer = world.bruno
    for posts in (one, many):
        with django_assert_max_num_queries(5):
            assert len(poll_results.shown(viewer, {post.pk: post.author for post in posts})) == len(posts)
