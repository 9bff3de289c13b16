"""Conversations as pages: only for their people, nothing lost, nothing marked by a look (rules 12, 19, 31)."""

import pytest

from petitmot.posts import conversations
from petitmot.posts.models import Post


@pytest.fixture
def talk(world):
    world.connect(world.ana, world.bruno)
    return world.writes(world.bruno, world.ana, text="Le pain est **cuit**.")


def test_the_list_says_who_and_the_last_words_and_a_look_marks_nothing(world, talk):
    page = world.client(world.ana).get("/conversations/").content.decode()
    assert "Bruno Keller" in page and "Le pain est" in page
    world.client(world.ana).get(f"/conversations/{talk.conversation_id}/")
    assert conversations.has_unread(world.ana)


def test_reading_is_a_gesture_up_to_what_was_shown(world, talk):
    client = world.client(world.ana)
    later = world.writes(world.bruno, world.ana, text="Et encore chaud.")
    client.post(f"/conversations/{talk.conversation_id}/lu/", {"up_to": talk.pk})
    assert conversations.has_unread(world.ana)
    client.post(f"/conversations/{talk.conversation_id}/lu/", {"up_to": later.pk})
    assert not conversations.has_unread(world.ana)


def test_an_answer_is_sent_to_all_of_the_conversation(world, talk):
    answer = world.client(world.ana).post(f"/conversations/{talk.conversation_id}/", {"words": "J’arrive."})
    post = Post.objects.get(author=world.ana)
    assert answer["Location"].endswith(f"#p{post.pk}")
    assert (post.conversation_id, post.visibility, post.thread) == (talk.conversation_id, "named", talk.thread)


def test_a_refused_answer_keeps_the_words(world, talk):
    long = "mot " * 2000
    answer = world.client(world.ana).post(f"/conversations/{talk.conversation_id}/", {"words": long})
    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()


@pytest.mark.parametrize("address", ["", "lu/", "sourdine/", "ranger/", "quitter/"])
@pytest.mark.parametrize("who", ["stranger", "visitor"])
def test_nobody_else_comes_in(world, talk, address, who):
    client = world.client(world.esther if who == "stranger" else None)
    answer = client.post(f"/conversations/{talk.conversation_id}/{address}", {"words": "Coucou.", "up_to": talk.pk})
    assert answer.status_code in (302, 404)
    if who == "visitor":
        assert answer["Location"].startswith("/entrer/")
    assert Post.objects.count() == 1


def test_beginning_one_with_two_people(world):
    lucie = world.extra("lucie")
    world.connect(world.ana, world.bruno)
    world.connect(world.ana, lucie)
    client = world.client(world.ana)
    client.post("/conversations/nouvelle/", {"to": "bruno", "person": str(lucie.pk), "words": "Samedi ?"})
    assert Post.objects.get().audience.count() == 2


def test_an_unknown_address_keeps_what_was_written(world):
    client = world.client(world.ana)
    answer = client.post("/conversations/nouvelle/", {"to": "personne", "words": "Samedi ?"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Samedi ?" in page and "personne" in page


def test_rule_19_the_sheet_says_that_a_first_word_waits_on_the_desk(world):
    world.bruno
    page = world.client(world.ana).get("/conversations/nouvelle/?a=bruno").content.decode()
    assert "Bruno ne vous connaît pas encore" in page
    world.connect(world.ana, world.bruno)
    assert "ne vous connaît pas" not in world.client(world.ana).get("/conversations/nouvelle/?a=bruno").content.decode()


def test_rule_31_muting_hiding_and_leaving_are_ones_own(world, talk):
    client = world.client(world.ana)
    for gesture in ("sourdine", "ranger", "quitter"):
        assert client.post(f"/conversations/{talk.conversation_id}/{gesture}/").status_code == 302
    assert client.get(f"/conversations/{talk.conversation_id}/").status_code == 404
    assert world.client(world.bruno).get(f"/conversations/{talk.conversation_id}/").status_code == 200


def test_the_list_takes_few_queries_however_long(world, django_assert_max_num_queries):
    for number in range(12):
        other = world.extra(f"voisine{number}")
        world.connect(other, world.ana)
        world.writes(other, world.ana)
    client = world.client(world.ana)
    with django_assert_max_num_queries(12):
        client.get("/conversations/")
