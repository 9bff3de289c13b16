"""What the asker is told while writing."""

from petitmot.kit.language import override
from petitmot.people.judging import hints
from petitmot.people.judging.tests.cast import to_agathe

GIONO = "Un Giono de poche, dont le dos tient au scotch depuis 1998. Ma sœur me le rend avec une excuse."


def codes(*args, **more) -> list[str]:
    return [hint.code for hint in hints(to_agathe(*args), **more)]


def test_nothing_is_said_before_anything_is_written():
    assert hints(to_agathe("")) == []
    assert hints(to_agathe("  \n")) == []


def test_an_answer_to_the_question_is_seen():
    assert codes(GIONO)[0] == "answers_question"
    with override("fr"):
        assert hints(to_agathe(GIONO))[0].text == "Vous répondez à sa question."


def test_words_unlike_all_others_are_seen():
    assert "unlike_others" in codes(GIONO, "Bonjour Marc, merci pour le vélo.")


def test_words_sent_before_are_told_even_when_they_are_good():
    assert codes(GIONO, GIONO)[0] == "sent_before"
    assert codes(GIONO, GIONO, GIONO)[0] == "sent_to_many"
    with override("fr"):
        assert hints(to_agathe(GIONO), sent_to=6)[0].text == "Vous avez envoyé ces mots à 6 personnes."


def test_a_ready_made_sentence_is_told():
    assert "ready_made" in codes("Je souhaite rejoindre votre réseau professionnel.")


def test_words_for_nobody_in_particular_are_told_with_the_name():
    with override("fr"):
        texts = [hint.text for hint in hints(to_agathe("Je serais heureux de pouvoir échanger."))]
    assert any("Agathe" in text for text in texts)


def test_a_title_alone_calls_for_more():
    assert "title_in_slot" in codes("Bravo pour « Pourquoi je ne répare pas les taches », très inspirant !")


def test_there_are_never_more_than_three():
    everything = (
        "Bonjour Agathe, rejoignez mon réseau, 10 000 contacts, offre gratuite, lien en bio, quelle âme lumineuse !"
    )
    assert 1 <= len(hints(to_agathe(everything, everything, everything))) <= 3


def test_a_hint_never_forbids():
    for note in ("Salut", "Offre gratuite !", GIONO):
        for hint in hints(to_agathe(note)):
            assert "interdit" not in hint.text and "!" not in hint.text
