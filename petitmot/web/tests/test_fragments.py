"""Pieces and skeletons: kept by all they are made of, so never stale and never anybody else's."""

import pytest
from django.utils import timezone

from petitmot.people.models import Person
from petitmot.posts import editing, liking, showing
from petitmot.posts.content import typed
from petitmot.web import fragments, skeletons


def test_a_kept_piece_changes_with_the_words_the_name_and_the_likes(world):
    world.follow(world.ana, world.bruno)
    post = world.says(world.bruno, "Le lavoir est ouvert.")

    def said():
        return fragments.of(world.ana, [post.pk])[0].markup

    first = fragments.of(world.ana, [post.pk])[0]
    assert fragments.of(world.ana, [post.pk])[0] is first, "nothing changed, so it is the same piece"
    editing.edit(post, world.bruno, typed("Le lavoir est fermé."))
    assert "fermé" in said() and "ouvert" not in said()
    Person.objects.filter(pk=world.bruno.pk).update(display_name="Bruno du Lavoir")
    assert "Bruno du Lavoir" in said()
    liking.like(world.ana, post)
    assert "Vous aimez ces mots" in said()
    liking.like_no_more(world.ana, post)
    assert "aimez" not in said()


def test_what_is_told_to_one_reader_is_not_told_to_another(world):
    world.follow(world.ana, world.bruno)
    post = world.says(world.bruno, "Le lavoir est ouvert.")
    liking.like(world.ana, post)
    assert "Vous aimez" in fragments.of(world.ana, [post.pk])[0].markup
    assert "Vous aimez" not in fragments.of(world.chloe, [post.pk])[0].markup
    mine = fragments.of(world.bruno, [post.pk])[0].markup
    assert "/retirer/" in mine and "/retirer/" not in fragments.of(world.ana, [post.pk])[0].markup
    assert "<button" not in fragments.of(None, [post.pk])[0].markup, "a visitor has no gestures"
    hers = world.says(world.ana, "Le lavoir, encore.")
    assert fragments.of(world.bruno, [hers.pk]) and fragments.of(world.dov, [hers.pk]) == [], "whatever is kept"


def test_a_piece_and_a_skeleton_hold_no_token(world):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Le lavoir est ouvert.")
    client = world.client(world.ana)
    both = client.get("/").content.decode() + client.get("/").content.decode()
    tokens = {part.split('"')[0] for part in both.split('csrfmiddlewaretoken" value="')[1:]}
    assert len(tokens) == 2, "one token a page, and a new one each time"
    kept = repr(skeletons._kept)
    assert kept and not any(token in kept for token in tokens)


def test_a_skeleton_takes_no_row_for_a_value(world):
    with pytest.raises(TypeError):
        skeletons._frozen(world.ana)


def test_markup_and_a_text_of_the_same_signs_are_two_values():
    from markupsafe import Markup

    assert skeletons._frozen(Markup("<b>")) != skeletons._frozen("<b>")


def test_facts_make_what_is_shown_without_a_question(world, django_assert_num_queries):
    post = world.says(world.bruno, "Le lavoir est ouvert.")
    facts = showing.facts_of(world.ana, [post.pk])
    with django_assert_num_queries(0), timezone.override("Europe/Paris"):
        assert fragments.pieces(world.ana, facts)[0].told.url
