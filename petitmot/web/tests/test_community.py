"""Ma communauté and circles as pages (rules 29, 33, 34, 35)."""

import re

import pytest

from petitmot.attentions import owed
from petitmot.attentions.community import community_of
from petitmot.people import circles
from petitmot.people.models import Circle


def page(world, person, address):
    return world.client(person).get(address).content.decode()


def test_the_picture_has_everybody_and_a_table_says_the_same(world):
    world.connect(world.ana, world.bruno)
    world.follow(world.ana, world.esther)
    html = page(world, world.ana, "/communaute/")
    table = html[html.index("<table") :]
    for name in ("Bruno Keller", "Esther"):
        assert name in table and html.count(name) >= 2


def test_who_waits_for_a_word_stands_there_until_it_is_answered_or_needs_none(world):
    world.connect(world.ana, world.bruno)
    world.writes(world.bruno, world.ana, text="Tu viens samedi ?")
    world.settle()
    assert "Tu viens samedi" in page(world, world.ana, "/communaute/")
    line = owed.owed_by(world.ana)[0].line
    assert world.client(world.esther).post(f"/communaute/pas-besoin/{line}/").status_code == 302
    assert len(owed.owed_by(world.ana)) == 1
    world.client(world.ana).post(f"/communaute/pas-besoin/{line}/")
    assert owed.owed_by(world.ana) == []


def test_the_ring_says_how_lately(world):
    world.connect(world.ana, world.bruno)
    world.writes(world.bruno, world.ana)
    world.settle()
    near = community_of(world.ana).people[0]
    assert (near.ring, near.tie) == (0, "they_wait")
    world.writes(world.ana, world.bruno)
    world.settle()
    assert community_of(world.ana).people[0].tie == "talk"


def test_nobody_counts_anything_on_the_page(world):
    for number in range(12):
        world.connect(world.extra(f"voisin{number}"), world.ana)
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page(world, world.ana, "/communaute/"), flags=re.S)
    assert not re.search(r"\b1[12]\b", text)


def test_a_circle_is_formed_filled_named_and_ended(world):
    world.connect(world.ana, world.bruno)
    client = world.client(world.ana)
    client.post("/cercles/former/", {"name": "La chorale"})
    circle = Circle.objects.get(name="La chorale")
    client.post(f"/cercles/{circle.pk}/remplir/", {"person": [world.bruno.pk, world.esther.pk]})
    assert list(circle.members.all()) == [world.bruno]  # Esther is not known
    client.post(f"/cercles/{circle.pk}/nommer/", {"name": "Le chœur"})
    assert "Le chœur" in page(world, world.ana, "/cercles/")
    client.post(f"/cercles/{circle.pk}/defaire/")
    assert "Le chœur" not in page(world, world.ana, "/cercles/")


@pytest.mark.parametrize("address", ["", "remplir/", "nommer/", "defaire/"])
def test_rule_29_nobody_else_learns_of_a_circle(world, address):
    circle = circles.form(world.ana, "Les intimes")
    world.connect(world.ana, world.bruno)
    circles.take_in(circle, world.ana, world.bruno)
    client = world.client(world.bruno)
    answer = client.post(f"/cercles/{circle.pk}/{address}", {"name": "volé"})
    assert answer.status_code in (302, 404)
    assert "Les intimes" not in answer.content.decode()
    circle.refresh_from_db()
    assert (circle.name, circle.ended_at, circle.members.count()) == ("Les intimes", None, 1)


def test_close_ones_cannot_be_renamed_or_ended(world):
    close = circles.close_ones(world.ana)
    client = world.client(world.ana)
    client.post(f"/cercles/{close.pk}/nommer/", {"name": "Autre"})
    client.post(f"/cercles/{close.pk}/defaire/")
    close.refresh_from_db()
    assert (close.name, close.ended_at) == ("", None)


def test_the_page_takes_few_queries_however_many_people(world, django_assert_max_num_queries):
    for number in range(15):
        other = world.extra(f"voisine{number}")
        world.connect(other, world.ana)
        world.writes(other, world.ana)
    world.settle()
    client = world.client(world.ana)
    with django_assert_max_num_queries(30):
        client.get("/communaute/")


def test_no_face_lies_on_another_in_the_picture(world):
    from petitmot.web.community.picture import DESK, draw

    for number in range(24):
        other = world.extra(f"visage{number}")
        world.connect(other, world.ana)
        world.writes(other, world.ana)
    world.settle()
    places = draw(community_of(world.ana), DESK).places
    assert len(places) == 24
    for number, one in enumerate(places):
        for other in places[number + 1 :]:
            across = abs(one.x - other.x) / ((one.width + other.width) / 2)
            down = abs(one.y - other.y) / ((one.height + other.height) / 2)
            assert max(across, down) > 0.8
