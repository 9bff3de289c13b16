"""The desk, driven without a script (rules 4, 19, 20, 23 to 26)."""

import pytest
import time_machine

from petitmot.kit import clock
from petitmot.people import contacts, gestures, ties
from petitmot.people.models import Block, ContactRequest, Follow, FollowRequest, Gesture, Manners, Person
from petitmot.people.standing import as_seen_by_asker
from petitmot.people.tests.test_asking import NOON
from petitmot.posts.models import Post
from petitmot.web.tests.test_asking_pages import text
from tests.world import WORDS

DESK = "/demandes/"


def asked(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    world.settle()
    return request


def test_an_empty_desk_teaches(world):
    page = text(world.client(world.bruno).get(DESK))
    assert "Personne n’attend de réponse de vous" in page and "/reglages/abord/" in page


def test_rule_26_the_title_says_names_and_no_score_is_ever_shown(world):
    for name in ("camille", "leila", "sophie"):
        contacts.ask(world.extra(name), world.bruno, words=WORDS)
    world.settle()
    page = text(world.client(world.bruno).get(DESK))
    assert "Camille, Leila et quelques autres aimeraient vous connaître" in page
    for request in ContactRequest.objects.all():
        assert str(request.score)[:5] not in page


def test_words_of_strangers_are_plain_text_and_their_links_are_inert(world):
    words = "Un <b>mot</b> sur https://exemple.fr et <script>alert(1)</script> pour vous dire bonjour."
    contacts.ask(world.ana, world.bruno, words=words)
    page = world.client(world.bruno).get(DESK).content.decode()
    assert "&lt;script&gt;" in page and "<script>alert" not in page
    assert 'href="https://exemple.fr' not in page


def test_a_get_marks_nothing_and_the_button_or_any_gesture_marks_as_read(world):
    request = asked(world)
    bruno = world.client(world.bruno)
    bruno.get(DESK)
    assert ContactRequest.objects.get().read_at is None
    assert f'name="request" value="{request.pk}"' in bruno.get(DESK).content.decode()
    bruno.post("/demandes/lues/", {"request": [request.pk]})
    assert as_seen_by_asker(ContactRequest.objects.get()) == "read"


def test_the_mark_at_the_end_of_a_note_marks_it_as_read(world):
    request = asked(world)
    bruno = world.client(world.bruno)
    assert f'hx-post="/demandes/{request.pk}/lu/"' in bruno.get(DESK).content.decode()
    assert bruno.post(f"/demandes/{request.pk}/lu/").status_code == 204
    assert ContactRequest.objects.get().state == "read"


def test_accepting_with_a_word_makes_contacts_and_can_be_undone(world):
    request = asked(world)
    bruno = world.client(world.bruno)
    answer = bruno.post(
        f"{DESK}{request.pk}/accepter/", {"accept_words": "Entrez.", "follow_chosen": "1", "follow_back": "1"}
    )
    assert (answer.status_code, answer["Location"]) == (303, DESK)
    assert ties.are_contacts(world.bruno, world.ana) and ties.follows(world.bruno, world.ana)
    page = text(bruno.get(DESK))
    assert "Vous avez dit oui à Ana" in page and "Entrez." in page
    bruno.post(f"{DESK}{request.pk}/defaire/")
    assert not ties.are_contacts(world.bruno, world.ana)
    assert "Vous avez dit oui" not in text(bruno.get(DESK))


def test_rule_2_the_box_may_be_unticked(world):
    request = asked(world)
    world.client(world.bruno).post(f"{DESK}{request.pk}/accepter/", {"accept_words": "Entrez.", "follow_chosen": "1"})
    assert ties.are_contacts(world.bruno, world.ana) and not ties.follows(world.bruno, world.ana)


def test_rule_23_without_words_the_next_page_asks_for_them(world):
    request = asked(world)
    bruno = world.client(world.bruno)
    answer = bruno.post(f"{DESK}{request.pk}/accepter/", {"accept_words": ""})
    page = f"{DESK}{request.pk}/un-mot/"
    assert answer["Location"] == page
    assert ties.are_contacts(world.bruno, world.ana)
    assert WORDS in text(bruno.get(page))
    refused = bruno.post(page, {"words": "ok"})
    assert refused.status_code == 422 and ">ok</textarea>" in refused.content.decode()
    bruno.post(page, {"words": "Votre étang me plaît déjà."})
    assert ContactRequest.objects.get().acceptance_words == "Votre étang me plaît déjà."
    assert bruno.get(page).status_code == 404


def test_a_refused_gesture_keeps_what_was_typed(world):
    request = asked(world)
    words = "mot " * 251
    answer = world.client(world.bruno).post(f"{DESK}{request.pk}/accepter/", {"accept_words": words})
    assert answer.status_code == 422
    assert words in answer.content.decode() and "mille signes au plus" in text(answer)
    assert not ties.are_contacts(world.bruno, world.ana)


def test_rule_23_a_kind_refusal_shows_how_to_undo_it_and_leaves_after_two_minutes(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = asked(world)
        bruno = world.client(world.bruno)
        bruno.post(f"{DESK}{request.pk}/decliner/", {"decline_words": "Pas cette fois, merci de vos mots."})
        page = text(bruno.get(DESK))
        assert "Vous déclinez, gentiment : Ana le saura bientôt." in page
        assert f'formaction="{DESK}{request.pk}/defaire/"' in page
        time.shift(121)
        world.settle()
        page = text(world.client(world.ana).get("/demandes/envoyees/"))
        assert "Pas cette fois, merci de vos mots." in page and "préfère en rester là" in page


def test_declining_silently_and_blocking_can_be_taken_back(world):
    request = asked(world)
    bruno = world.client(world.bruno)
    bruno.post(f"{DESK}{request.pk}/sans-bruit/")
    assert f'formaction="{DESK}{request.pk}/defaire/"' in bruno.get(DESK).content.decode()
    bruno.post(f"{DESK}{request.pk}/defaire/")
    bruno.post(f"{DESK}{request.pk}/bloquer/")
    assert Block.objects.exists()
    bruno.post(f"{DESK}{request.pk}/defaire/")
    assert not Block.objects.exists()
    assert ContactRequest.objects.on_desk().get() == request


def test_reporting_waits_and_can_be_undone(world):
    request = asked(world)
    bruno = world.client(world.bruno)
    bruno.post(f"{DESK}{request.pk}/signaler/")
    assert Gesture.objects.get().kind == "report"
    bruno.post(f"{DESK}{request.pk}/defaire/")
    assert not Gesture.objects.exists()


def test_rule_24_the_whole_way_of_the_question_without_a_script(world):
    with time_machine.travel(NOON, tick=False) as time:
        request = contacts.ask(world.ana, world.bruno, words="Bonjour, au plaisir.")
        world.settle()
        bruno, ana = world.client(world.bruno), world.client(world.ana)
        assert "J’ai bien reçu votre demande" in text(bruno.get(DESK))
        bruno.post(f"{DESK}{request.pk}/demander/", {"question": "Dites-m’en un peu plus."})
        time.shift(121)
        world.settle()
        page = text(ana.get("/demandes/envoyees/"))
        assert "Bruno vous demande quelques mots de plus." in page and "Dites-m’en un peu plus." in page
        question = world.bruno.questions.get()
        empty = ana.post(f"/demandes/questions/{question.pk}/repondre/", {"words": " "})
        assert empty.status_code == 422
        ana.post(f"/demandes/questions/{question.pk}/repondre/", {"words": "Je relie des livres, vous les usez."})
        world.settle()
        page = text(bruno.get(DESK))
        assert "Je relie des livres, vous les usez." in page and "Ce qui était écrit d’abord" in page
        assert f"{DESK}{request.pk}/demander/" not in page  # asked once, ever
        assert (
            world.client(world.esther)
            .post(f"/demandes/questions/{question.pk}/repondre/", {"words": WORDS})
            .status_code
            != 200
        )
        assert Post.objects.filter(author=world.esther).count() == 0


def test_rule_4_a_wordless_follower_is_asked_with_one_gesture(world):
    world.follow(world.ana, world.bruno)
    bruno = world.client(world.bruno)
    assert "Vous suivent, sans un mot" in text(bruno.get(DESK))
    bruno.post(f"/demandes/suivi/{world.ana.pk}/demander/", {"question": "Qu’est-ce qui vous amène ?"})
    assert Gesture.objects.get().words == "Qu’est-ce qui vous amène ?"
    bruno.post(f"/demandes/suivi/{world.ana.pk}/defaire/")
    assert not Gesture.objects.exists()
    bruno.post(f"/demandes/suivi/{world.esther.pk}/demander/", {"question": "Qu’est-ce qui vous amène ?"})
    assert not Gesture.objects.exists()


def test_rule_19_answering_opens_the_conversation_and_makes_nobody_a_contact(world):
    world.writes(world.ana, world.bruno, text="Votre vitrine m’a arrêtée net, hier au soir.")
    world.settle()
    request = ContactRequest.objects.get()
    bruno = world.client(world.bruno)
    assert "Répondre à Ana" in text(bruno.get(DESK))
    answer = bruno.post(f"{DESK}{request.pk}/repondre/", {"reply_words": "Elle est faite pour cela."})
    world.settle()
    assert answer["Location"].startswith("/conversations/")
    assert not ties.are_contacts(world.bruno, world.ana)
    assert not ContactRequest.objects.open().exists()


def test_rule_25_the_tally_is_shown_with_names_to_its_owner(world):
    with time_machine.travel(NOON, tick=False) as time:
        world.follow(world.ana, world.bruno)
        gestures.ask_for_words(world.bruno, world.ana, words="")
        time.shift(121)
        world.settle()
        page = text(world.client(world.bruno).get(DESK))
        assert "Une question posée, pas encore de réponse." in page and "Ana" in page
        assert "question posée" not in text(world.client(world.ana).get(DESK))


def test_withdrawing_brings_the_stamp_back(world):
    request = asked(world)
    ana = world.client(world.ana)
    ana.post(f"/demandes/envoyees/{request.pk}/retirer/")
    assert not ContactRequest.objects.exists()
    assert "Votre demande est retirée" in text(ana.get("/demandes/envoyees/"))


GESTURES = [
    "lu",
    "accepter",
    "repondre",
    "demander",
    "decliner",
    "sans-bruit",
    "bloquer",
    "signaler",
    "defaire",
    "un-mot",
]


@pytest.mark.parametrize("name", GESTURES)
@pytest.mark.parametrize("who", ["ana", "esther", None])
def test_only_the_one_who_was_asked_reaches_a_request(world, who, name):
    request = asked(world)
    client = world.client(getattr(world, who) if who else None)
    before = ContactRequest.objects.values().get()
    answer = client.post(
        f"{DESK}{request.pk}/{name}/",
        {"words": WORDS, "accept_words": WORDS, "question": WORDS},
        headers={"hx-request": "true"},
    )
    assert answer.status_code == (404 if who else 302)
    assert client.get(f"{DESK}{request.pk}/").status_code == (404 if who else 302)
    assert ContactRequest.objects.values().get() == before
    assert not Gesture.objects.exists() and not Block.objects.exists()


@pytest.mark.parametrize("name", [name for name in GESTURES if name != "un-mot"])
def test_no_get_is_a_gesture(world, name):
    request = asked(world)
    assert world.client(world.bruno).get(f"{DESK}{request.pk}/{name}/").status_code == 405


def test_only_the_asker_withdraws(world):
    request = asked(world)
    for other in (world.bruno, world.esther):
        world.client(other).post(f"/demandes/envoyees/{request.pk}/retirer/")
    assert ContactRequest.objects.exists()


def test_marking_many_as_read_marks_only_ones_own(world):
    request = asked(world)
    world.client(world.esther).post("/demandes/lues/", {"request": [request.pk, "x", "9" * 30]})
    assert ContactRequest.objects.get().read_at is None


def test_manners_are_kept_and_a_refusal_keeps_what_was_typed(world):
    bruno = world.client(world.bruno)
    given = {
        "welcome_line": "Entrez.",
        "welcome_question": "Par où ?",
        "question": "Et vous ?",
        "lapse_days": "14",
        "asks_by_itself": "1",
    }
    answer = bruno.post("/reglages/abord/", given | {"lapse_days": "120"})
    assert answer.status_code == 422 and "Et vous ?" in text(answer) and "Par où ?" in text(answer)
    assert bruno.post("/reglages/abord/", given).status_code == 302
    world.bruno.refresh_from_db()
    manners = Manners.objects.get(person=world.bruno)
    assert (world.bruno.welcome_line, manners.question, manners.lapse_days) == ("Entrez.", "Et vous ?", 14)
    assert (manners.asks_by_itself, manners.lets_read_be_seen, manners.opens_conversations) == (True, False, False)


def test_who_asks_somebody_not_yet_let_in_is_told_that_the_question_may_be_put_aside(world):
    told = "peut ranger votre question parmi les messages filtrés"
    contacts.ask(world.chloe, world.ana, words="")
    client = world.client(world.ana)
    assert told not in client.get("/demandes/").content.decode()
    Follow.objects.all().delete()
    FollowRequest.objects.create(follower=world.chloe, followed=world.ana, since=clock.now())
    assert told in client.get("/demandes/").content.decode()
    assert "messages filtrés" in client.get("/reglages/abord/").content.decode()


def test_a_desk_with_fifty_requests_asks_few_questions_of_the_database(world, django_assert_max_num_queries):
    posts = [world.says(world.bruno, f"Mot du jour, le {number}.") for number in range(5)]
    for number in range(50):
        asker = world.extra(f"voisin{number}")
        contacts.ask(asker, world.bruno, words=f"{WORDS} Le {number}.", because=posts[number % 5].pk)
    world.connect(world.esther, world.bruno)
    world.settle()
    bruno = world.client(world.bruno)
    bruno.get(DESK)
    with django_assert_max_num_queries(16):
        page = bruno.get(DESK).content.decode()
    assert page.count('class="ask" id="d') == 50


def test_a_kept_sheet_changes_with_all_it_is_made_of(world):
    request = asked(world)
    bruno = world.client(world.bruno)
    assert text(bruno.get(DESK)) == text(bruno.get(DESK))
    Person.objects.filter(pk=world.ana.pk).update(display_name="Ana du Lavoir")
    assert "Ana du Lavoir" in text(bruno.get(DESK))
    ContactRequest.objects.filter(pk=request.pk).update(words="D’autres mots que les premiers.")
    assert "D’autres mots que les premiers." in text(bruno.get(DESK))
    world.connect(world.bruno, world.esther)
    world.connect(world.ana, world.esther)
    assert "Esther, que vous connaissez, connaît Ana" in text(bruno.get(DESK))
