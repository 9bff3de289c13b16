"""Conversation containers (FEP-171b): what is handed on is believed only of the owner, and only with its author's proof."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection
from django.test.utils import CaptureQueriesContext

from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Container, HandedOn, OutgoingActivity
from petitmot.federation.multikeys import base58
from petitmot.federation.signatures.proofs import prove
from petitmot.federation.tests.asking import ask
from petitmot.federation.tests.peers import post_of
from petitmot.kit import clock
from petitmot.people import circles
from petitmot.posts.audiences import To
from petitmot.posts.models import Post, Visibility
from petitmot.posts.seeing import may_see

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Secret:
    """An Ed25519 key of somebody on a peer, and how their document names it."""

    owner: str
    secret: Ed25519PrivateKey

    @property
    def key_id(self):
        return f"{self.owner}#ed25519"

    def private(self):
        return self.secret

    def multikey(self):
        raw = self.secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        said = {"id": self.key_id, "type": "Multikey", "controller": self.owner}
        return said | {"publicKeyMultibase": base58(b"\xed\x01" + raw)}


@pytest.fixture
def pia(other_peer):
    """Pia, on the other peer, has a key to prove with."""
    secret = Secret(other_peer.uri("/users/pia"), Ed25519PrivateKey.generate())
    other_peer.actor("pia", assertionMethod=[secret.multikey()], contactWords=True)
    return secret


@pytest.fixture
def root(world, peer):
    """Muriel, elsewhere, writes to some people; Ana is one of them."""
    peer.actor("muriel", contactWords=True)
    note = peer.note(to=[world.ana.uri], cc=[], context=peer.uri("/contexts/1"))
    peer.says(world, peer.does("Create", note))
    return post_of(note)


def said_by_pia(other_peer, root, pia, *, kind="Create", **more):
    """What Pia does within Muriel's words."""
    note = other_peer.note("pia", "<p>Moi aussi.</p>", to=[root.author.uri], cc=[], inReplyTo=root.uri)
    said = other_peer.does(kind, note, actor="pia", **more)
    return prove(said, pia, clock.now())


def add(peer, said, *, actor="muriel", container="/contexts/1"):
    owner = peer.uri(f"/users/{actor}")
    target = {"type": "OrderedCollection", "id": peer.uri(container), "attributedTo": owner}
    return peer.does("Add", said, actor=actor, target=target)


def test_the_container_of_words_for_some_is_remembered(world, peer, root):
    assert Container.objects.get().uri == peer.uri("/contexts/1")
    other = peer.note(to=[world.ana.uri], cc=[], context="https://ailleurs.example/contexts/1")
    peer.says(world, peer.does("Create", other))
    assert Container.objects.count() == 1


def test_a_proven_reply_handed_on_by_the_owner_is_for_those_the_words_are_for(world, peer, other_peer, root, pia):
    peer.says(world, add(peer, said_by_pia(other_peer, root, pia)))
    post = Post.objects.get(plain="Moi aussi.")
    assert (post.visibility, post.in_reply_to, post.author.uri) == ("circle", root, pia.owner)
    assert may_see(world.ana, post)
    assert not may_see(world.bruno, post)


def test_without_a_proof_or_with_a_wrong_one_it_is_not_believed(world, peer, other_peer, root, pia):
    said = said_by_pia(other_peer, root, pia)
    bare = {name: value for name, value in said.items() if name != "proof"}
    changed = {**said, "object": {**said["object"], "content": "<p>Autre chose.</p>"}}
    thief = Secret(pia.owner, Ed25519PrivateKey.generate())
    for lie in (
        bare,
        changed,
        prove(bare, thief, clock.now()),
        prove(bare, Secret(root.author.uri, thief.secret), clock.now()),
    ):
        peer.says(world, add(peer, lie))
    assert Post.objects.count() == 1


def test_nobody_but_the_owner_hands_on(world, peer, other_peer, root, pia):
    said = said_by_pia(other_peer, root, pia)
    peer.actor("zoe", contactWords=True)
    peer.says(world, add(peer, said, actor="zoe"), by="zoe")
    peer.says(world, add(peer, said, container="/contexts/2"))
    target = {"type": "OrderedCollection", "id": peer.uri("/contexts/1"), "attributedTo": pia.owner}
    other_peer.says(world, other_peer.does("Add", said, actor="pia", target=target), by="pia")
    assert Post.objects.count() == 1


def test_an_owner_says_nothing_in_the_name_of_somebody_here_nor_of_another_thread(world, peer, other_peer, root, pia):
    mine = world.says(world.bruno, "Ailleurs.")
    forged = {"id": f"{mine.uri}/create", "type": "Create", "actor": world.bruno.uri, "object": {"id": mine.uri}}
    peer.says(world, add(peer, forged))
    outside = other_peer.note("pia", "<p>Hors sujet.</p>", to=[root.author.uri], cc=[], inReplyTo=mine.uri)
    peer.says(world, add(peer, prove(other_peer.does("Create", outside, actor="pia"), pia, clock.now())))
    assert Post.objects.count() == 2


@pytest.fixture
def circle_post(world, peer, other_peer, pia):
    """Ana writes to a circle of Muriel and Pia, who live on two other servers."""
    peer.actor("muriel", contactWords=True)
    people = [person_at(peer.uri("/users/muriel")), person_at(pia.owner)]
    circle = circles.form(world.ana, "Chœur")
    for person in people:
        world.follow(world.ana, person)
        circles.take_in(circle, world.ana, person)
    post = world.says(world.ana, "À dimanche ?", To(Visibility.CIRCLE, circle))
    world.settle()
    return post


def answers(other_peer, post, pia, **more):
    context = f"http://petitmot.test/ap/contexts/{post.pk}"
    tag = [{"type": "Mention", "href": post.author.uri, "name": "@ana@petitmot.test"}]
    note = other_peer.note(
        "pia", "<p>Oui.</p>", to=[post.author.uri], cc=[], inReplyTo=post.uri, tag=tag, context=context
    )
    return other_peer.does("Create", note | more, actor="pia")


def adds():
    return [
        json.loads(body)
        for body in OutgoingActivity.objects.filter(body__contains='"Add"').values_list("body", flat=True)
    ]


def test_a_reply_that_names_the_container_goes_on_to_the_others_as_it_came(world, other_peer, circle_post, pia):
    said = prove(answers(other_peer, circle_post, pia), pia, clock.now())
    other_peer.says(world, said, by="pia")
    assert Post.objects.get(plain="Oui.").visibility == "circle"
    (made,) = adds()
    assert (made["actor"], made["object"]) == (world.ana.uri, said)
    assert made["target"] == {
        "type": "OrderedCollection",
        "id": f"http://petitmot.test/ap/contexts/{circle_post.pk}",
        "attributedTo": world.ana.uri,
    }
    assert len(made["to"]) == 1 and made["to"][0].endswith("/users/muriel")


def test_without_the_container_it_is_a_private_word_and_without_a_proof_it_goes_no_further(
    world, other_peer, circle_post, pia
):
    other_peer.says(world, answers(other_peer, circle_post, pia, context=None), by="pia")
    assert Post.objects.get(plain="Oui.").visibility == "named"
    assert adds() == []


def test_who_is_not_of_the_circle_says_nothing_in_it(world, other_peer, circle_post, pia):
    other_peer.actor("quidam")
    note = {**answers(other_peer, circle_post, pia)["object"], "attributedTo": other_peer.uri("/users/quidam")}
    note["id"] = other_peer.uri("/users/quidam/statuses/9")
    with clock.living_at(clock.now() + timedelta(minutes=1)):
        other_peer.says(world, other_peer.does("Create", note, actor="quidam"), by="quidam")
    assert not Post.objects.filter(visibility="circle", plain="Oui.").exists()
    assert adds() == []


def container_of(post, by=None):
    """What the container's address answers to somebody who signs, or to nobody in particular."""
    return ask(f"/ap/contexts/{post.pk}", by=by)


@pytest.fixture
def muriel_key(peer):
    return peer.key("muriel")


def test_the_container_holds_adds_of_what_was_said_in_its_order(world, peer, other_peer, circle_post, pia, muriel_key):
    said = prove(answers(other_peer, circle_post, pia), pia, clock.now())
    other_peer.says(world, said, by="pia")
    world.says(world.ana, "Alors à dimanche.", Visibility.CIRCLE, answers=Post.objects.get(plain="Oui."))
    document = container_of(circle_post, by=muriel_key).json()
    assert (document["type"], document["attributedTo"], document["collectionOf"]) == (
        "OrderedCollection",
        world.ana.uri,
        "Activity",
    )
    items = document["orderedItems"]
    assert [item["type"] for item in items] == ["Add"] * 3
    assert [item["object"]["type"] for item in items] == ["Create"] * 3
    notes = [item["object"]["object"]["content"] for item in items]
    assert notes == ["<p>À dimanche ?</p>", "<p>Oui.</p>", "<p>Alors à dimanche.</p>"]
    assert items[1]["object"] == said  # with its proof
    assert items[1] == {name: told for name, told in adds()[0].items() if name != "@context"}  # as it was delivered
    for item in items:
        assert item["target"] == {"type": "OrderedCollection", "id": document["id"], "attributedTo": world.ana.uri}
        assert item["to"] == [peer.uri("/users/muriel")]
    assert pia.owner not in json.dumps([items[0], items[2]["object"]["to"]])  # nobody learns who else is there


def test_twice_as_many_words_in_it_cost_no_more_questions(world, circle_post, muriel_key):
    counts = []
    for _time in range(3):
        for _word in range(2):
            world.says(world.ana, "Et encore.", Visibility.CIRCLE, answers=circle_post)
        with CaptureQueriesContext(connection) as asked:
            container_of(circle_post, by=muriel_key)
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_the_post_and_its_create_name_the_container(world, peer, circle_post, muriel_key):
    note = ask(f"/ap/posts/{circle_post.pk}", by=muriel_key).json()
    create = ask(f"/ap/posts/{circle_post.pk}/create", by=muriel_key).json()
    assert note["context"] == note["contextHistory"] == create["context"]
    assert note["context"].endswith(f"/ap/contexts/{circle_post.pk}")


def test_what_has_no_proof_is_not_in_it(world, other_peer, circle_post, pia, muriel_key):
    other_peer.says(world, answers(other_peer, circle_post, pia), by="pia")
    assert Post.objects.get(plain="Oui.").visibility == "circle"
    assert len(container_of(circle_post, by=muriel_key).json()["orderedItems"]) == 1


def test_what_is_taken_back_leaves_no_word_in_it(world, other_peer, circle_post, pia, muriel_key):
    said = prove(answers(other_peer, circle_post, pia), pia, clock.now())
    other_peer.says(world, said, by="pia")
    gone = prove(other_peer.does("Delete", said["object"]["id"], actor="pia"), pia, clock.now())
    other_peer.says(world, gone, by="pia")
    answer = container_of(circle_post, by=muriel_key)
    assert [item["object"]["type"] for item in answer.json()["orderedItems"]] == ["Create", "Delete"]
    assert b"Oui." not in answer.content
    assert not HandedOn.objects.filter(said__contains="Oui.").exists()


def test_the_container_opens_to_those_the_words_are_for_and_to_nobody_else(world, peer, other_peer, circle_post):
    peer.actor("zoe")
    person_at(peer.uri("/users/zoe"))
    assert container_of(circle_post).status_code == 404
    assert container_of(circle_post, by=peer.key("zoe")).status_code == 404
    assert container_of(circle_post, by=peer.key("muriel")).headers["Cache-Control"] == "private, no-store"


def test_a_thread_for_all_is_a_collection_of_posts(world):
    post = world.says(world.ana, "Pour tous.")
    note = ask(f"/ap/posts/{post.pk}").json()
    assert "contextHistory" not in note
    document = ask(f"/ap/contexts/{post.pk}").json()
    assert (document["orderedItems"], document.get("collectionOf")) == ([post.uri], None)
