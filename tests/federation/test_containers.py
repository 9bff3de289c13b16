"""A talk within a circle whose people live on three servers (FEP-171b; rules 28 and 29)."""

from __future__ import annotations

import json

import pytest

from petitmot.federation.models import OutgoingActivity
from petitmot.people import circles
from petitmot.people.models import Person
from petitmot.posts import conversations, editing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Audience, Post, Visibility
from petitmot.posts.seeing import may_see
from tests.federation.cast import follow, texts


@pytest.fixture
def talk(rig3):
    """Ana, here, writes to a circle of Dov (here), Bruno (there) and Chloé (elsewhere)."""
    with rig3.here:
        ana, dov = rig3.here.world.ana, rig3.here.world.extra("dov")
        rig3.here.world.follow(ana, dov)
    with rig3.there:
        bruno, stranger = rig3.there.world.bruno, rig3.there.world.extra("stranger")
    with rig3.elsewhere:
        chloe = rig3.elsewhere.world.extra("chloe")
    follow(rig3, rig3.here, ana, rig3.there, bruno)
    follow(rig3, rig3.here, ana, rig3.elsewhere, chloe)
    follow(rig3, rig3.there, stranger, rig3.here, ana)
    with rig3.here:
        circle = circles.form(ana, "Les cousins de Sologne")
        for uri in (bruno.uri, chloe.uri, dov.uri):
            circles.take_in(circle, ana, Person.objects.get(uri=uri))
        post = rig3.here.world.says(ana, "Qui vient dimanche ?", To(Visibility.CIRCLE, circle))
    rig3.settle()
    return {"ana": ana, "dov": dov, "bruno": bruno, "chloe": chloe, "stranger": stranger, "post": post}


def replies(rig, house, author, to, text):
    """Somebody answers words as their own server holds them."""
    with house:
        made = house.world.says(
            Person.objects.get(pk=author.pk), text, Visibility.CIRCLE, answers=Post.objects.get(uri=to.uri)
        )
    rig.settle()
    return made


def test_rule_28_a_reply_from_another_server_reaches_the_whole_circle(rig3, talk):
    replies(rig3, rig3.there, talk["bruno"], talk["post"], "Moi, avec le pain.")
    for house, reader in ((rig3.here, "ana"), (rig3.here, "dov"), (rig3.elsewhere, "chloe")):
        assert texts(house, talk["bruno"]) == ["Moi, avec le pain."]
        with house:
            post = Post.objects.get(author__uri=talk["bruno"].uri)
            assert may_see(talk[reader], post)
            assert (post.visibility, post.in_reply_to.uri) == ("circle", talk["post"].uri)
            assert not conversations.of_person(talk[reader]).exists()  # it is no private word
    with rig3.there:
        assert not may_see(talk["stranger"], Post.objects.get(author=talk["bruno"]))


def test_rule_28_replies_to_replies_and_those_of_the_owners_server_reach_it_too(rig3, talk):
    first = replies(rig3, rig3.there, talk["bruno"], talk["post"], "Moi, avec le pain.")
    second = replies(rig3, rig3.elsewhere, talk["chloe"], first, "Et moi le fromage.")
    replies(rig3, rig3.here, talk["dov"], second, "Je conduis.")
    for house in (rig3.here, rig3.there, rig3.elsewhere):
        with house:
            said = list(Post.objects.order_by("pk").values_list("plain", "visibility"))
        assert said == [
            ("Qui vient dimanche ?", "circle"),
            ("Moi, avec le pain.", "circle"),
            ("Et moi le fromage.", "circle"),
            ("Je conduis.", "circle"),
        ]


def test_edits_and_deletions_of_a_reply_reach_it_too(rig3, talk):
    mine = replies(rig3, rig3.there, talk["bruno"], talk["post"], "Moi, avec le pain.")
    with rig3.there:
        editing.edit(mine, talk["bruno"], typed("Moi, avec deux pains."))
    rig3.settle()
    assert texts(rig3.elsewhere, talk["bruno"]) == ["Moi, avec deux pains."]
    with rig3.there:
        editing.delete(mine, talk["bruno"])
    rig3.settle()
    assert texts(rig3.here, talk["bruno"]) == texts(rig3.elsewhere, talk["bruno"]) == []


def test_an_edit_and_a_deletion_by_somebody_of_the_owners_server_reach_it_too(rig3, talk):
    mine = replies(rig3, rig3.here, talk["dov"], talk["post"], "Je conduis.")
    with rig3.here:
        editing.edit(mine, talk["dov"], typed("Je conduis, à dix heures."))
    rig3.settle()
    assert texts(rig3.there, talk["dov"]) == texts(rig3.elsewhere, talk["dov"]) == ["Je conduis, à dix heures."]
    with rig3.here:
        editing.delete(mine, talk["dov"])
    rig3.settle()
    assert texts(rig3.there, talk["dov"]) == texts(rig3.elsewhere, talk["dov"]) == []


def test_a_private_answer_to_circle_words_stays_between_the_two(rig3, talk):
    with rig3.there:
        answers = Post.objects.get(uri=talk["post"].uri)
        to = To(Visibility.NAMED, people=(answers.author,))
        rig3.there.world.says(talk["bruno"], "Entre nous : je viens.", to, answers=answers)
    rig3.settle()
    assert texts(rig3.here, talk["bruno"]) == ["Entre nous : je viens."]
    assert texts(rig3.elsewhere, talk["bruno"]) == []
    with rig3.here:
        assert not may_see(talk["dov"], Post.objects.get(plain="Entre nous : je viens."))


def test_rule_29_nobody_learns_the_circle_its_name_or_who_else_is_in_it(rig3, talk):
    replies(rig3, rig3.there, talk["bruno"], talk["post"], "Moi, avec le pain.")
    for house in (rig3.here, rig3.there, rig3.elsewhere):
        with house:
            sent = list(OutgoingActivity.objects.values_list("body", flat=True))
        for body in sent:
            assert "cousins" not in body
            assert talk["dov"].uri not in body
            if '"Add"' in body:
                assert json.loads(body)["to"] == [talk["chloe"].uri]
            if "Moi, avec le pain" in body and '"Add"' not in body:
                assert talk["chloe"].uri not in body
    with rig3.there:
        listed = set(Audience.objects.filter(post__uri=talk["post"].uri).values_list("person__uri", flat=True))
    assert listed == {talk["bruno"].uri}  # who said nothing is not known there
