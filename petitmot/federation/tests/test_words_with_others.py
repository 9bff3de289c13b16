"""A few words with people whose servers know nothing of them: hostile ones first, then Mastodon as it is."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import msgspec
import pytest
from django.test import Client

from petitmot.attentions import winks
from petitmot.federation.knowing.persons import person_at
from petitmot.federation.models import Delivery, OutgoingActivity
from petitmot.federation.tests import at_once
from petitmot.federation.tests.far import Far, plain_luggage
from petitmot.kit import clock
from petitmot.people import contacts, follows, gestures, requests
from petitmot.people.models import AnswerLink, Contact, ContactRequest, Follow, Manners, NeverAsked, Person, Question
from petitmot.people.standing import as_seen_by_asker
from petitmot.posts.models import Favourite, Post
from tests.world import WORDS

pytestmark = pytest.mark.django_db

HERE = "http://petitmot.test"


@pytest.fixture
def muriel(world, peer):
    return person_at(peer.uri("/users/muriel"))


@pytest.fixture
def far():
    return Far()


@pytest.fixture
def send(world, far):
    """Let everything happen, deliveries included; `minutes` later where said. Returns what arrived since."""

    def go(minutes=0):
        before = len(far.got)
        with clock.living_at(clock.now() + timedelta(minutes=minutes)):
            for _round in range(3):
                world.settle()
                at_once.send_due(far.post, plain_luggage())
        return [msgspec.json.decode(body) for _url, body in far.got[before:]]

    return go


def says_privately(peer, world, whom, text, **more):
    mention = f'<a href="{whom.uri}" class="u-url mention">@{whom.name}</a>'
    tag = [{"type": "Mention", "href": whom.uri, "name": f"@{whom.name}"}]
    note = peer.note(content=f"<p>{mention} {text}</p>", to=[whom.uri], cc=[], tag=tag, **more)
    note["published"] = clock.now().isoformat()
    return peer.says(world, peer.does("Create", note, to=[whom.uri]), to=whom)


def asks_by_itself(person):
    Manners.objects.filter(person=person).update(asks_by_itself=True)
    person.refresh_from_db()


def link_in(activities):
    text = html.unescape(" ".join(a["object"]["content"] for a in activities if a["type"] == "Create"))
    return re.search(r"http://petitmot\.test(/repondre/[\w-]+/)", text)[1]


def followed_and_asked(world, peer, send):
    asks_by_itself(world.ana)
    peer.says(world, peer.does("Follow", world.ana.uri))
    send()
    return send(minutes=2)


# What must not be


def test_words_with_markup_are_plain_text_and_too_many_are_cut(world, peer, muriel):
    hostile = (
        '<script>alert(1)</script><p>Bonjour <a href="javascript:x">ici</a> <img src=x onerror=y></p>' + "a" * 5000
    )
    asked = {"type": "Follow", "actor": world.ana.uri, "object": muriel.uri}
    peer.says(world, peer.does("Offer", asked, content=hostile))
    words = ContactRequest.objects.get().words
    assert "<" not in words and "onerror" not in words and len(words) <= 1_000


def test_a_link_is_not_guessed_nor_used_up_by_looking_and_works_once(world, peer, muriel, send):
    link = link_in(followed_and_asked(world, peer, send))
    token = link.split("/")[2]
    assert len(token) >= 22
    assert not AnswerLink.objects.filter(token_hash=token).exists()
    assert not Post.objects.filter(html__contains=token).exists()
    visitor = Client(headers={"host": "petitmot.test"})
    assert visitor.get("/repondre/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    for _time in range(3):
        page = visitor.get(link)
        assert page.status_code == 200
        assert "noindex" in page["X-Robots-Tag"] and "og:" not in page.content.decode()
        assert visitor.head(link).status_code == 200
    assert visitor.post(link, {"words": " "}).status_code == 422
    assert visitor.post(link, {"words": "x" * 1001}).status_code == 422
    assert visitor.post(link, {"words": WORDS}).status_code == 200
    request = ContactRequest.objects.get()
    assert (request.answer, request.answered_by_link, request.state) == (WORDS, True, "answered")
    assert visitor.get(link).status_code == 404
    assert visitor.post(link, {"words": "encore"}).status_code == 404
    assert "Écrit par le lien de votre question" in world.client(request.asked).get("/demandes/").content.decode()


def test_a_link_is_dead_after_the_lapse(world, peer, muriel, send):
    link = link_in(followed_and_asked(world, peer, send))
    with clock.living_at(clock.now() + timedelta(days=31)):
        assert Client(headers={"host": "petitmot.test"}).get(link).status_code == 404


def test_rule_24_who_says_no_thanks_is_never_asked_again(world, peer, muriel, send):
    link = link_in(followed_and_asked(world, peer, send))
    Client(headers={"host": "petitmot.test"}).post(link, {"wish": "never"})
    assert NeverAsked.objects.filter(person=muriel).exists()
    asks_by_itself(world.bruno)
    peer.says(world, peer.does("Follow", world.bruno.uri))
    send()
    assert not [a for a in send(minutes=2) if a["type"] == "Create"]


def test_no_question_where_the_accept_did_not_arrive_or_the_follow_was_undone(world, peer, muriel, far, send):
    asks_by_itself(world.ana)
    far.says[peer.host] = None
    follow = peer.does("Follow", world.ana.uri)
    peer.says(world, follow)
    send()
    assert not send(minutes=5) and not Question.objects.exists()
    far.says[peer.host] = 202
    assert [a["type"] for a in send(minutes=60)] == ["Accept"]
    peer.says(world, peer.does("Undo", follow))
    assert not [a for a in send(minutes=65) if a["type"] == "Create"]
    assert not Question.objects.exists()


def test_rule_24_following_again_and_again_is_asked_once(world, peer, muriel, send):
    arrived = followed_and_asked(world, peer, send)
    assert [a["type"] for a in arrived] == ["Create"]
    with clock.living_at(clock.now() + timedelta(minutes=10)):
        peer.says(world, peer.does("Undo", peer.does("Follow", world.ana.uri)))
        peer.says(world, peer.does("Follow", world.ana.uri))
        send()
        assert not [a for a in send(minutes=5) if a["type"] == "Create"]


def test_no_question_to_a_machine_or_a_group(world, peer, send):
    asks_by_itself(world.ana)
    for name, kind in (("robot", "Service"), ("club", "Group")):
        peer.actor(name, type=kind)
        peer.says(world, peer.does("Follow", world.ana.uri, actor=name), by=name)
    send()
    assert not [a for a in send(minutes=2) if a["type"] == "Create"]


# What should be


def test_rule_04_the_question_goes_a_minute_after_the_accept_arrived(world, peer, muriel, send):
    asks_by_itself(world.ana)
    peer.says(world, peer.does("Follow", world.ana.uri))
    assert [a["type"] for a in send()] == ["Accept"]
    [asked] = send(minutes=2)
    assert asked["type"] == "Create" and asked["object"]["to"] == [muriel.uri]
    assert asked["object"]["tag"][0]["href"] == muriel.uri
    assert not send(minutes=30)
    assert not Delivery.objects.exists() and not OutgoingActivity.objects.exists()


def test_an_answer_by_message_is_the_note_and_the_acceptance_reaches_them(world, peer, muriel, send):
    followed_and_asked(world, peer, send)
    with clock.living_at(clock.now() + timedelta(minutes=3)):
        says_privately(peer, world, world.ana, WORDS)
        request = ContactRequest.objects.get()
        assert (request.asker, request.answer, request.answered_by_link) == (muriel, WORDS, False)
        contacts.accept(request, world.ana, words="Bienvenue parmi mes contacts.")
        arrived = send()
    assert Contact.objects.filter(person=world.ana, other=muriel).exists()
    assert any("Bienvenue" in a["object"]["content"] for a in arrived if a["type"] == "Create")


def test_a_question_by_hand_waits_for_the_accept_as_well(world, peer, muriel, far, send):
    far.says[peer.host] = None
    peer.says(world, peer.does("Follow", world.ana.uri))
    send()
    gestures.ask_for_words(world.ana, muriel, words="Qu’est-ce qui vous amène ?")
    assert not send(minutes=3)
    far.says[peer.host] = 202
    assert [a["type"] for a in send(minutes=60)] == ["Accept"]
    [asked] = send(minutes=62)
    assert "amène" in asked["object"]["content"] and "/repondre/" in asked["object"]["content"]


def test_rule_05_words_go_with_the_follow_and_as_a_message_and_an_answer_is_the_acceptance(world, peer, muriel, send):
    request = contacts.ask(world.ana, muriel, words=WORDS)
    follow, message = send()
    assert (follow["type"], follow["content"]) == ("Follow", WORDS)
    assert (message["type"], message["object"]["to"]) == ("Create", [muriel.uri])
    assert as_seen_by_asker(request) == "sent"
    peer.says(world, peer.does("Accept", follow))
    assert not Contact.objects.exists()
    says_privately(peer, world, world.ana, "Oh, quel plaisir !")
    assert Contact.objects.filter(person=world.ana, other=muriel).exists()
    request.refresh_from_db()
    assert as_seen_by_asker(request) == "accepted" and request.stamp_back_at is not None


def test_rule_05_a_follow_back_is_the_acceptance(world, peer, muriel, send):
    contacts.ask(world.ana, muriel, words=WORDS)
    send()
    peer.says(world, peer.does("Follow", world.ana.uri))
    assert Contact.objects.filter(person=world.ana, other=muriel).exists()


def test_an_offer_goes_to_smithereen_and_is_answered_by_following(world, peer, send):
    peer.actor("zoe", supportsFriendRequests=True)
    zoe = person_at(peer.uri("/users/zoe"))
    request = contacts.ask(world.ana, zoe, words=WORDS)
    follow, offer = send()
    assert follow["type"] == "Follow" and "content" not in follow
    assert (offer["type"], offer["content"], offer["object"]["actor"]) == ("Offer", WORDS, zoe.uri)
    requests.withdraw(request, world.ana)
    [undone] = send()
    assert (undone["type"], undone["object"]["type"], undone["object"]["id"]) == ("Undo", "Offer", offer["id"])


@pytest.mark.parametrize("first", ["follow", "words"])
def test_messages_around_a_follow_are_one_note(world, peer, muriel, first):
    follow = peer.does("Follow", world.ana.uri)
    if first == "follow":
        peer.says(world, follow)
    says_privately(peer, world, world.ana, "Votre billet sur la brume m’a plu.")
    says_privately(peer, world, world.ana, "Je pêche aussi, à Saint-Viâtre.")
    if first == "words":
        peer.says(world, follow)
    request = ContactRequest.objects.get()
    assert request.words == "Votre billet sur la brume m’a plu.\n\nJe pêche aussi, à Saint-Viâtre."
    assert (request.about, request.stamp) == ("contact", None)
    contacts.accept(request, world.ana)
    world.settle()
    assert Contact.objects.count() == 2


def test_a_message_long_after_a_follow_is_a_conversation(world, peer, muriel):
    peer.says(world, peer.does("Follow", world.ana.uri))
    with clock.living_at(clock.now() + timedelta(minutes=11)):
        says_privately(peer, world, world.ana, WORDS)
    assert ContactRequest.objects.get().about == "conversation"


def test_words_in_a_follow_are_a_request(world, peer, muriel):
    peer.says(world, peer.does("Follow", world.ana.uri, content=f"<p>{WORDS}</p>"))
    says_privately(peer, world, world.ana, WORDS)
    assert ContactRequest.objects.get().words == WORDS
    assert Follow.objects.filter(follower=muriel).exists()


def test_who_lets_followers_in_by_hand_asks_without_an_accept_and_lets_in_by_accepting(world, peer, muriel, send):
    Person.objects.filter(pk=world.ana.pk).update(approves_followers=True)
    asks_by_itself(world.ana)
    peer.says(world, peer.does("Follow", world.ana.uri))
    assert not send()
    [asked] = send(minutes=2)
    assert asked["type"] == "Create"
    with clock.living_at(clock.now() + timedelta(minutes=3)):
        says_privately(peer, world, world.ana, WORDS)
        contacts.accept(ContactRequest.objects.get(), world.ana, words="Entrez donc, la porte est ouverte.")
        assert "Accept" in [a["type"] for a in send()]


@pytest.mark.parametrize("way", ["words", "message", "mention"])
def test_rule_36_a_wink_elsewhere_is_a_like_or_what_was_chosen(world, peer, muriel, send, way):
    if way == "words":
        peer.says(world, peer.does("Create", peer.note(tag=[{"type": "Mention", "href": world.ana.uri}])))
    Manners.objects.filter(person=world.ana).update(wink_way=way if way != "words" else "message")
    follows.follow(muriel, world.ana)
    winks.wink(world.ana, muriel)
    [told] = send()
    assert told["type"] == ("Like" if way == "words" else "Create")
    assert Favourite.objects.exists() == (way == "words")
    if way != "words":
        to_all = any("Public" in each for each in told["object"]["cc"])
        assert to_all == (way == "mention")
