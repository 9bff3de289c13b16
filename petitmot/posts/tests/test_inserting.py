"""Rows written by the compiled INSERT are the rows that the ORM would have written (`petitmot.kit.inserting`)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from petitmot.kit import clock
from petitmot.kit.inserting import Insert
from petitmot.posts.content import typed
from petitmot.posts.models import Audience, Post, SentSheet
from petitmot.posts.publishing import publish
from petitmot.reading.models import PostText


def columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_holds_what_the_orm_would_have_written(world):
    kept = publish(world.ana, typed("Un *mot*, à l’ombre", warning="ombre"))
    written = columns(Post.objects.get(pk=kept.pk))
    assert written == columns(kept)
    Post.objects.filter(pk=kept.pk).delete()
    Post(**written).save(force_insert=True)
    assert columns(Post.objects.get(pk=kept.pk)) == written


def test_several_rows_are_written_at_once_and_are_known_to_be_there(world):
    post = publish(world.ana, typed("Un mot"))
    rows = [Audience(post=post, person=person) for person in (world.bruno, world.esther)]
    Insert(Audience)(*rows)
    assert {row.person_id for row in Audience.objects.filter(post=post)} == {world.bruno.pk, world.esther.pk}
    assert not any(row._state.adding for row in rows)
    Insert(Audience)()  # nothing to write


def test_what_is_there_already_is_an_error_left_alone_or_written_over(world):
    post = publish(world.ana, typed("Un mot"))
    world.settle()
    with pytest.raises(IntegrityError), transaction.atomic():
        Insert(PostText)(PostText(post=post, text="autre"))
    Insert(PostText, unique="post", update=("text",))(PostText(post=post, text="autre"))
    assert PostText.objects.get(post=post).text == "autre"
    for _ in range(2):
        Insert(SentSheet, ignore=True)(SentSheet(owner=world.ana, name="feuille", at=clock.now()))
    assert SentSheet.objects.count() == 1
