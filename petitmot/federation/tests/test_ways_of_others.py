"""What is allowed for because others do it is no way round the rules: votes together, quotes that are said twice."""

from __future__ import annotations

import pytest

from petitmot.federation.knowing.persons import person_at
from petitmot.federation.tests.peers import post_of
from petitmot.posts import polls, publishing
from petitmot.posts.content import Content
from petitmot.posts.models import Post, Vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def muriel(world, peer):
    """Followed by Ana."""
    person = person_at(peer.uri("/users/muriel"))
    world.follow(world.ana, person)
    return person


def test_votes_in_one_activity_are_votes_of_who_signed(world, peer, muriel):
    post = publishing.publish(world.ana, Content("?", "<p>?</p>", "?", poll=polls.Asked(("Oui", "Non"), True)))
    votes = [
        peer.note(name=choice, inReplyTo=post.uri, to=[world.ana.uri], cc=[]) for choice in ("Jamais", "Oui", "Non")
    ]
    for vote in votes:
        vote.pop("content")
    peer.actor("zoe")
    votes[2]["attributedTo"] = peer.uri("/users/zoe")
    create = {**peer.does("Create", votes[0]), "object": [*votes, "https://ailleurs.example/1", None, 3]}
    peer.says(world, create)
    assert list(Vote.objects.values_list("person", "place")) == [(muriel.pk, 0)]
    assert not Post.objects.exclude(pk=post.pk).exists()


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("D’accord.<br>RE: <a href='{said}'>{said}</a>", "D’accord."),
        ("<p>D’accord.</p><p>RE: {said}</p>", "D’accord."),
        ("<p>D’accord. RE: <a href='{said}'>là-bas</a></p>", "D’accord. RE: là-bas"),
        ("<p>RE: https://ailleurs.example/ D’accord.</p>", "RE: https://ailleurs.example/ D’accord."),
    ],
)
def test_a_quote_is_not_said_twice_and_other_words_stay(world, peer, muriel, content, shown):
    said = world.says(world.ana)
    note = peer.note(content=content.format(said=said.uri), quoteUrl=said.uri)
    peer.says(world, peer.does("Create", note))
    assert (post_of(note).plain, post_of(note).quotes) == (shown, said)
