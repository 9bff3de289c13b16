"""Portraits for people without a picture."""

from __future__ import annotations

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.test import RequestFactory

from petitmot.look import answers
from petitmot.look.faces import features, hair
from petitmot.look.faces.markup import face, face_url
from petitmot.look.faces.portrait import portrait_svg, traits


def test_the_same_seed_always_gives_the_same_portrait():
    assert portrait_svg("muriel") == portrait_svg("muriel")
    assert portrait_svg("muriel") != portrait_svg("marco")


def test_two_hundred_people_have_two_hundred_portraits():
    assert len({portrait_svg(f"person {n}") for n in range(200)}) == 200


def test_every_shape_of_hair_and_every_complexion_is_drawn():
    drawn = [traits(f"person {n}") for n in range(1500)]
    assert {it.hair for it in drawn} == set(hair.STYLES)
    assert {it.skin for it in drawn} == set(features.SKINS)
    assert {it.clothes for it in drawn} == set(features.CLOTHES)
    assert {it.beard for it in drawn} == set(features.BEARDS)
    assert {it.glasses for it in drawn} == set(features.GLASSES)


def test_beards_go_with_short_hair():
    assert all(it.hair in hair.SHORT for it in map(traits, map(str, range(1500))) if it.beard != "none")


@pytest.mark.parametrize("seed", [f"s{n}" for n in range(60)])
def test_a_portrait_is_a_sound_document_without_scripts(seed):
    root = ElementTree.fromstring(portrait_svg(seed))
    assert root.get("viewBox") == "0 0 88 108"
    tags = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert tags <= {"svg", "g", "path", "circle", "ellipse", "clipPath"}
    assert "INK" not in portrait_svg(seed)
    assert "ACCENT" not in portrait_svg(seed)


def test_a_picture_goes_before_a_drawn_portrait():
    assert 'src="/media/a.webp"' in face(SimpleNamespace(name="A", face="/media/a.webp"))
    assert 'src="/look/face/' in face(SimpleNamespace(name="A", face=""))


def test_an_address_of_a_portrait_does_not_tell_whose_it_is():
    assert "muriel" not in face_url("muriel@petitmot.example")


def test_what_a_person_is_called_cannot_leave_its_attribute():
    markup = face(SimpleNamespace(name="A", face='"><script>'), alt='"><script>')
    assert "<script>" not in markup


def test_a_portrait_is_answered_as_an_image_and_never_as_a_page():
    answer = answers.portrait(RequestFactory().get("/"), "abc")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "immutable" in answer["Cache-Control"]
