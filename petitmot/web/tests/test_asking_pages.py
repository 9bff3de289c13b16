"""The page on which one asks, without a script (rules 2, 18, 21, 22)."""

import re

import pytest

from petitmot.people import contacts, gestures, stamps
from petitmot.people.models import ContactRequest
from petitmot.posts import drafts
from petitmot.posts.models import Visibility
from tests.world import WORDS

PAGE = "/@bruno/demander/"


@pytest.fixture(autouse=True)
def _bruno_lives_here(world):
    assert world.bruno


def text(answer):
    """Return the page as one line, with ordinary spaces, without its token and the moment it was made at."""
    return (
        re.sub(r'\s+|name="csrfmiddlewaretoken" value="\w+"|data-since="\d+"', " ", answer.content.decode())
        .replace("\u202f", " ")
        .replace("\xa0", " ")
    )


def test_the_welcome_line_and_its_question_come_first_then_who_they_are_and_what_they_last_wrote(world):
    world.says(world.bruno, "La colle sèche mal en novembre.")
    page = text(world.client(world.ana).get(PAGE))
    welcome, question = page.index("Dites-moi ce qui vous amène."), page.index("Quel livre avez-vous usé ?")
    assert welcome < question < page.index("<textarea") < page.index("La colle sèche mal")


def test_asking_with_words_sends_the_asker_to_where_the_request_stands(world):
    ana = world.client(world.ana)
    answer = ana.post(PAGE, {"words": WORDS})
    assert (answer.status_code, answer["Location"]) == (303, "/demandes/envoyees/")
    page = text(ana.get("/demandes/envoyees/"))
    assert "Vos mots sont partis chez Bruno Keller." in page
    assert "Vos mots sont arrivés chez Bruno." in page
    assert ContactRequest.objects.get().words == WORDS


@pytest.mark.parametrize("words", ["", "   ", "Bruno !", "https://exemple.fr"])
def test_rule_18_asking_without_words_is_impossible_and_the_text_is_kept(world, words):
    answer = world.client(world.ana).post(PAGE, {"words": words})
    assert answer.status_code == 422
    page = text(answer)
    assert 'aria-invalid="true"' in page and "Il manque encore quelques mots" in page
    assert f">{words}</textarea>" in answer.content.decode()
    assert not ContactRequest.objects.exists()


def test_rule_18_no_form_of_the_page_asks_without_its_words(world):
    page = world.client(world.ana).get(PAGE).content.decode()
    form = re.search(r'<form class="compose".*?</form>', page, re.S)
    assert form and 'name="words"' in form[0] and " required" in form[0]
    assert page.count(f'action="{PAGE}"') == 1


def test_the_post_that_brought_the_asker_goes_with_the_words(world):
    post = world.says(world.bruno, "La colle sèche mal en novembre.")
    ana = world.client(world.ana)
    assert f'value="{post.pk}" checked' in ana.get(f"{PAGE}?mot={post.pk}").content.decode()
    ana.post(PAGE, {"words": WORDS, "because": str(post.pk)})
    assert ContactRequest.objects.get().because == post.pk


def test_a_post_one_may_not_see_or_of_somebody_else_is_not_attached(world):
    hidden = world.says(world.bruno, "Pour mes contacts.", Visibility.CONTACTS)
    other = world.says(world.esther, "Rien à voir.")
    ana = world.client(world.ana)
    for post in (hidden, other):
        assert "Pour mes contacts" not in text(ana.get(f"{PAGE}?mot={post.pk}"))
        ana.post(PAGE, {"words": WORDS, "because": str(post.pk)})
        assert ContactRequest.objects.get().because is None
        ContactRequest.objects.all().delete()


def test_reading_again_without_a_script_gives_hints_and_keeps_nothing(world):
    answer = world.client(world.ana).post(f"{PAGE}relire/", {"words": "Bonjour, au plaisir de vous lire."})
    assert answer.status_code == 200
    page = text(answer)
    assert "Personne d’autre que vous ne voit ces lignes." in page
    assert "Bonjour, au plaisir de vous lire.</textarea>" in page
    assert not ContactRequest.objects.exists() and drafts.find(world.ana, f"ask:{world.bruno.pk}") is None


def test_hints_with_a_script_are_a_fragment(world):
    answer = world.client(world.ana).post(
        f"{PAGE}relire/", {"words": "Bonjour, au plaisir."}, headers={"hx-request": "true"}
    )
    assert "<html" not in answer.content.decode() and "<li" in answer.content.decode()


def test_a_draft_is_kept_and_forgotten_once_the_words_have_left(world):
    ana = world.client(world.ana)
    assert (
        ana.post(f"{PAGE}brouillon/", {"words": "Je cherche"}, headers={"x-requested-with": "fetch"}).status_code == 204
    )
    assert "Je cherche</textarea>" in ana.get(PAGE).content.decode()
    assert "Je cherche" not in world.client(world.esther).get(PAGE).content.decode()
    ana.post(PAGE, {"words": WORDS})
    assert drafts.find(world.ana, f"ask:{world.bruno.pk}") is None


def test_rule_22_the_sheet_shows_where_each_stamp_is_and_the_last_refusal_keeps_the_words(world):
    for number in range(10):
        contacts.ask(world.ana, world.extra(f"voisin{number}"), words=WORDS)
    ana = world.client(world.ana)
    page = text(ana.get(PAGE))
    assert "chez Voisin0" in page and "chez Voisin9" in page
    answer = ana.post(PAGE, {"words": WORDS})
    assert answer.status_code == 422
    assert "Tous vos timbres sont en route" in text(answer) and WORDS in text(answer)
    assert stamps.left(world.ana) == 0


def test_what_stands_in_the_way_is_said_instead_of_a_form(world):
    ana = world.client(world.ana)
    ana.post(PAGE, {"words": WORDS})
    page = text(ana.get(PAGE))
    assert "Votre demande est déjà partie" in page and "<textarea" not in page


def test_rule_20_a_silent_refusal_shows_nothing_on_the_page_either(world):
    request = contacts.ask(world.ana, world.bruno, words=WORDS)
    ana = world.client(world.ana)
    before = [text(ana.get(address)) for address in (PAGE, "/demandes/envoyees/")]
    gestures.decline_silently(request, world.bruno)
    assert [text(ana.get(address)) for address in (PAGE, "/demandes/envoyees/")] == before


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        (None, PAGE, 302),
        ("ana", PAGE, 200),
        ("bruno", PAGE, 200),
        ("dov", "/@ana/demander/", 404),
        ("ana", "/@dov/demander/", 404),
        ("ana", "/@personne/demander/", 404),
        ("ana", "/@chloe@ailleurs.example/demander/", 200),
        ("ana", "/@<script>/demander/", 404),
    ],
)
def test_who_reaches_the_page(world, who, address, status):
    for name in ("ana", "bruno", "chloe", "dov"):
        getattr(world, name)
    client = world.client(getattr(world, who) if who else None)
    assert client.get(address).status_code == status


def test_the_page_asks_few_questions_of_the_database(world, django_assert_max_num_queries):
    for number in range(12):
        world.says(world.bruno, f"Mot du jour, le {number}.")
    ana = world.client(world.ana)
    ana.get(PAGE)
    with django_assert_max_num_queries(16):
        ana.get(PAGE)
