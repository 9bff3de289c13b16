"""Who asked to be told of somebody's words is told of these, once (`Follow.tells`)."""

from __future__ import annotations

import pytest

from petitmot.attentions.models import Notice
from petitmot.people import distance, follows
from petitmot.posts import liking
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Visibility
from petitmot.posts.publishing import publish
from petitmot.web.notices.telling import tell as told_on_page
from tests.world import World

Kind = Notice.Kind


def told(world: World) -> list[str]:
    world.settle()
    return list(Notice.objects.filter(person=world.ana).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("text", "visibility", "language", "expected"),
    [
        ("Bonjour.", "public", "fr", [Kind.WROTE]),
        ("Bonjour.", "followers", "fr", [Kind.WROTE]),
        ("Bonjour @ana.", "public", "fr", [Kind.MENTIONED]),
        ("Guten Tag.", "public", "de", []),
        ("Entre nous.", "contacts", "fr", []),
    ],
)
def test_words_are_told_where_they_may_be_seen_and_are_read(world: World, text, visibility, language, expected):
    follows.follow(world.ana, world.bruno, tells=True, languages=["fr"])
    publish(world.bruno, typed(text, language=language), To(Visibility(visibility)))
    assert told(world) == expected


def test_neither_shares_nor_replies_to_others_nor_private_words_are_told_so_but_what_goes_on(world: World):
    follows.follow(world.ana, world.bruno, tells=True)
    first = world.says(world.bruno)
    liking.share(world.bruno, world.says(world.esther))
    world.says(world.bruno, "Oui", answers=world.says(world.esther))
    assert told(world) == [Kind.WROTE]
    world.says(world.bruno, "La suite", answers=first)
    assert told(world) == [Kind.WROTE] * 2


def test_it_ends_with_the_choice_a_mute_or_a_block(world: World):
    follows.follow(world.ana, world.bruno, tells=True)
    distance.mute(world.ana, world.bruno)
    world.says(world.bruno)
    assert told(world) == []
    distance.mute(world.ana, world.bruno, hides_notices=False)
    world.says(world.bruno)
    assert told(world) == [Kind.WROTE]
    distance.unmute(world.ana, world.bruno)
    follows.follow(world.ana, world.bruno, tells=False)
    world.says(world.bruno)
    assert told(world) == [Kind.WROTE]


def test_its_sentence_says_who_wrote_and_leads_to_the_words(world: World):
    from petitmot.attentions import notice_lines

    follows.follow(world.ana, world.bruno, tells=True)
    post = world.says(world.bruno, "La brume se lève.")
    world.settle()
    (line,) = told_on_page(world.ana, notice_lines.of_person(world.ana))
    assert (line.said, line.words, line.url) == ("Bruno Keller a écrit.", "La brume se lève.", f"/@bruno/{post.pk}")
