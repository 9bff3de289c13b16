"""Search: accents folded, nothing that is not for the one who searches (rule 27)."""

import pytest

from petitmot.people import distance, profiles
from petitmot.posts import editing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility
from petitmot.reading import search


def found(world, viewer, text):
    from petitmot.posts.models import Post

    world.settle()
    return [Post.objects.get(pk=id_).plain for id_ in search.find_posts(viewer, text)]


def test_accents_and_capitals_do_not_matter_and_the_newest_is_first(world):
    world.says(world.bruno, "L’été des Érables")
    world.says(world.bruno, "un erable sous la neige")
    assert found(world, world.ana, "ÉRABLE") == ["un erable sous la neige", "L’été des Érables"]
    assert found(world, world.ana, "erables été") == ["L’été des Érables"]


def test_the_last_word_may_be_unfinished(world):
    world.says(world.bruno, "La clarinette de Rolyams")
    assert found(world, world.ana, "clari") == ["La clarinette de Rolyams"]


@pytest.mark.parametrize("visibility", [v for v in Visibility if v not in ("public", "named", "circle")])
def test_rule_27_only_public_words_of_others_are_found_and_all_of_ones_own(world, visibility):
    world.connect(world.ana, world.bruno)
    world.says(world.bruno, "un mot rare : guilleret", visibility)
    assert found(world, world.ana, "guilleret") == []
    assert found(world, world.bruno, "guilleret") == ["un mot rare : guilleret"]


def test_private_words_are_found_by_their_writer_alone(world):
    world.connect(world.ana, world.bruno)
    world.says(world.bruno, "secret de polichinelle", To(Visibility.NAMED, people=(world.ana,)))
    assert found(world, world.ana, "polichinelle") == []
    assert len(found(world, world.bruno, "polichinelle")) == 1


def test_rule_27_a_tag_of_words_that_are_not_for_all_is_found_by_their_writer_alone(world):
    world.connect(world.ana, world.bruno)
    world.says(world.bruno, "Le devis du #Secretariat", To(Visibility.NAMED, people=(world.ana,)))
    world.says(world.bruno, "Entre nous #secretsdefabrique", Visibility.QUIET)
    world.says(world.bruno, "Pour tous #Secrets")

    def tags(viewer):
        return [tag.shown for tag in search.find_tags(viewer, "secret")]

    assert tags(world.ana) == tags(None) == ["Secrets"]
    assert tags(world.bruno) == ["Secretariat", "Secrets", "secretsdefabrique"]
    distance.block(world.bruno, world.ana)
    assert tags(world.ana) == []


def test_an_edit_and_a_deletion_are_followed(world):
    post = world.says(world.bruno, "guilleret")
    editing.edit(post, world.bruno, typed("primesaut"))
    assert found(world, world.ana, "guilleret") == []
    assert found(world, world.ana, "primesaut") == ["primesaut"]
    editing.delete(post, world.bruno)
    assert found(world, world.ana, "primesaut") == []


@pytest.mark.parametrize(
    "hostile",
    ['"', "a OR b", "NEAR(a b)", "*", "a:*", "' ; DROP TABLE", "\x00", "()", "&", "!", "a & | b", "text:x", "-a"],
)
def test_whatever_is_typed_is_only_words(world, hostile):
    world.says(world.bruno, "des mots")
    found(world, world.ana, hostile)
    search.find_people(world.ana, hostile)
    search.find_tags(world.ana, hostile)


def test_people_are_found_by_name_place_trade_and_address(world):
    profiles.describe(world.bruno, card_does="Relieur", places=["Blois"])
    world.settle()
    for text in ("keller", "RELIEUR", "blois", "bruno@petitmot.test", "@bruno"):
        assert search.find_people(world.ana, text) == [world.bruno], text
    distance.block(world.bruno, world.ana)
    assert search.find_people(world.ana, "keller") == []
