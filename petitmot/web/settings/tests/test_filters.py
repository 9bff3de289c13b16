"""Filters of words on pages: made, changed, taken back, and obeyed wherever words stand."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from petitmot.kit import clock
from petitmot.people import circles, filters
from petitmot.people.models import WordFilter
from petitmot.posts import picturing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility
from petitmot.posts.publishing import publish
from petitmot.posts.tests.uploads import photo
from petitmot.reading import today
from tests.world import World

LIST = "/reglages/filtres/"


def shown(answer) -> str:
    return html.unescape(answer.content.decode()).replace("\u202f", " ").replace("\xa0", " ")


def made(world: World, action: str, *places: str, words: str = "mercato") -> WordFilter:
    found = filters.make(world.ana, "Le sport", places or ["home"], action=action)
    filters.add_words(world.ana, found.pk, words)
    return found


def test_a_filter_is_made_changed_and_taken_back(world: World):
    client = world.client(world.ana)
    form = {"words": "Mercato", "whole": "on", "places": ["home", "thread"], "action": "warn", "until": "7"}
    there = client.post(LIST, form).headers["Location"]
    found = WordFilter.objects.get()
    assert (
        there == f"{LIST}{found.pk}/" and "Mercato" in shown(client.get(there)) and "Mercato" in shown(client.get(LIST))
    )
    assert (found.title, found.places, found.action) == ("Mercato", ["home", "thread"], "warn")
    assert abs(found.until - clock.now() - timedelta(days=7)) < timedelta(minutes=1)
    client.post(f"{there}mots/", {"words": "transfert"})
    assert [(row.words, row.whole) for row in found.words.order_by("pk")] == [("Mercato", True), ("transfert", False)]
    client.post(there, {"title": "Le sport", "places": ["public"], "action": "hide", "until": "idem"})
    changed = WordFilter.objects.get()
    assert (changed.title, changed.places, changed.action, changed.until) == (
        "Le sport",
        ["public"],
        "hide",
        found.until,
    )
    client.post(f"{there}mots/{found.words.order_by('pk').first().pk}/oter/")
    assert [row.words for row in found.words.all()] == ["transfert"]
    client.post(f"{there}oter/")
    assert not WordFilter.objects.exists() and client.get(there).status_code == 404


@pytest.mark.parametrize("wrong", [{"words": " "}, {"places": []}, {"action": "effacer"}, {"words": "x" * 600}])
def test_what_is_refused_keeps_what_was_typed_and_makes_nothing(world: World, wrong: dict[str, object]):
    form = {"words": "mercato", "places": ["home"], "action": "warn", "until": ""} | wrong
    answer = world.client(world.ana).post(LIST, form)
    assert answer.status_code == 422 and 'role="alert"' in shown(answer)
    assert not WordFilter.objects.exists()
    if wrong.get("places") == []:
        assert 'value="mercato"' in shown(answer)


def test_rule_11_today_leaves_out_what_a_filter_hides_and_says_its_end(world: World):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Le MERCATO bat son plein.")
    made(world, "hide")
    page = shown(world.client(world.ana).get("/"))
    assert "bat son plein" not in page and "Vous êtes à jour" in page


def test_rule_11_today_folds_what_a_filter_warns_of_and_it_is_marked_as_all_else(world: World):
    world.follow(world.ana, world.bruno)
    post = world.says(world.bruno, "Le mercato bat son plein.")
    made(world, "warn")
    page = shown(world.client(world.ana).get("/"))
    folded = page.partition('<details class="warned covered">')[2].partition("</details>")[0]
    assert "Votre filtre : Le sport" in folded and "bat son plein" in folded
    assert f'name="post" value="{post.pk}"' in page
    assert today.page(world.ana).ids == [post.pk]


PLACES = ["home", "public", "thread", "account", "notifications"]


@pytest.mark.parametrize("action", ["hide", "warn"])
@pytest.mark.parametrize("place", PLACES)
def test_a_filter_serves_in_its_places_and_nowhere_else(world: World, place: str, action: str):
    world.follow(world.ana, world.bruno)
    first = world.says(world.esther, "Quoi de neuf ?")
    world.says(world.bruno, "Le #mercato, @ana ?", answers=first)
    circle = circles.form(world.ana, "Le lavoir")
    circles.take_in(circle, world.ana, world.bruno)
    circles.settle(circle, world.ana, replies="followed")
    world.follow(world.ana, world.esther)
    world.settle()
    pages = {
        "home": ["/", f"/cercles/{circle.pk}/mots/"],
        "public": ["/mots/mercato", "/chercher/?q=mercato"],
        "thread": [f"/@esther/{first.pk}"],
        "account": ["/@bruno?reponses"],
        "notifications": ["/avis/"],
    }
    made(world, action, place)
    client, others = world.client(world.ana), world.client(world.bruno)
    for where, paths in pages.items():
        for path in paths:
            page = shown(client.get(path))
            assert ("Votre filtre : Le sport" in page) == (where == place and action == "warn"), path
            assert ("@ana" in page.partition("<main")[2]) == (where != place or action == "warn"), path
            assert "Votre filtre" not in shown(others.get(path)), "it is nobody else's"


def test_what_one_asks_for_by_its_address_and_ones_own_words_are_never_held_back(world: World):
    hers = world.says(world.bruno, "Le mercato bat son plein.")
    world.says(world.ana, "Mon mercato à moi.")
    made(world, "hide", *PLACES)
    client = world.client(world.ana)
    assert "bat son plein" in shown(client.get(f"/@bruno/{hers.pk}"))
    assert "Mon mercato à moi." in shown(client.get("/@ana"))


def test_a_filter_that_is_over_holds_nothing_and_words_of_one_are_whole_or_not(world: World):
    world.follow(world.ana, world.bruno)
    world.says(world.bruno, "Le fournil est éteint.")
    found = made(world, "hide", words="FOUR")
    assert len(today.page(world.ana).ids) == 1, "a whole word"
    filters.add_words(world.ana, found.pk, "eteint")
    assert today.page(world.ana).ids == [], "accents do not count"
    WordFilter.objects.update(until=clock.now() - timedelta(minutes=1))
    assert len(today.page(world.ana).ids) == 1


def test_only_the_pictures_wait_where_the_filter_says_so(world: World, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world.follow(world.ana, world.bruno)
    picture = picturing.take_picture(world.bruno, photo(), alt="Du givre.")
    publish(world.bruno, typed("Le mercato en image.", pictures=[picture]), To(Visibility.PUBLIC))
    made(world, "blur")
    page = shown(world.client(world.ana).get("/"))
    folded = page.partition('<details class="warned covered">')[2].partition("</details>")[0]
    assert "Images, votre filtre : Le sport" in folded and "<img" in folded and "en image" not in folded
