"""Fixed behaviours of the judge, one for each kind of note."""

import pytest

from petitmot.kit.language import override
from petitmot.people.judging import Case, Recipient, Sender, judge
from petitmot.people.judging.features import measure
from petitmot.people.judging.sentences import HINTS, REASONS
from petitmot.people.judging.tests.cast import AGATHE, to_agathe

GIONO = "Un Giono de poche, dont le dos tient au scotch depuis 1998. Ma sœur me le rend toujours avec une excuse."

PERSONAL = {
    "an answer to the welcome line": to_agathe(GIONO),
    "a shared memory": to_agathe(
        "Nous étions assises côte à côte au salon de Vendôme, j’ai renversé votre thé sur le catalogue."
    ),
    "a question": to_agathe(
        "Pour les taches de cire, vous grattez ou vous laissez ? J’ai un missel de 1840 qui colle aux doigts."
    ),
    "an acquaintance": to_agathe(
        "Delphine Roy m’a dit que vous aviez sauvé son herbier. Le mien a pris l’eau en août."
    ),
    "few words": to_agathe("L’annuaire, c’était celui de mon père."),
    "a politeness, then something of one’s own": to_agathe(
        "Bonjour, je souhaite rejoindre votre réseau. Pardon, c’est le bouton. Votre colle sent-elle aussi le poisson quand il pleut ?"
    ),
    "the manner of another note, with other things in it": to_agathe(
        "Un Simenon. Mon chien a mangé la fin, je ne sais toujours pas qui a tué la concierge.",
        "Un plat à tarte. Mon chat l’a poussé du buffet.",
    ),
    "English": to_agathe(
        "The Moby-Dick I dropped in the bath at whale number nine. It still smells of lavender.", lang="en"
    ),
    "German": to_agathe(
        "Ein Kochbuch meiner Großmutter, Seite 40 klebt seit 1971 zusammen. Was steht da wohl?", lang="de"
    ),
}
IMPERSONAL = {
    "nothing": to_agathe(""),
    "a drawing": to_agathe("🌸🌸"),
    "a greeting": to_agathe("Bonjour Agathe 😊"),
    "a network’s sentence": to_agathe("Bonjour, je vous invite à rejoindre mon réseau professionnel."),
    "the same in English": to_agathe("I'd like to add you to my professional network on LinkedIn.", lang="en"),
    "the same in Spanish": to_agathe("Hola, me gustaría agregarte a mi red profesional.", lang="es"),
    "the same in German": to_agathe("Ich möchte Sie gerne zu meinem beruflichen Netzwerk hinzufügen.", lang="de"),
    "the same in Italian": to_agathe("Vorrei aggiungerla alla mia rete professionale.", lang="it"),
    "the same in Portuguese": to_agathe("Gostaria de adicioná-la à minha rede profissional.", lang="pt"),
    "a letter with slots": to_agathe(
        "Bonjour Agathe, en tant que Relieuse à Blois, vous allez adorer nos cuirs. On s’appelle ?",
        "Bonjour Karim, en tant que Luthier à Tours, vous allez adorer nos bois. On s’appelle ?",
    ),
    "a title in a frame": to_agathe(
        "Bonjour Agathe, « Pourquoi je ne répare pas les taches » m’a beaucoup inspirée. Bravo pour votre parcours !"
    ),
    "a personal letter sent to three people": to_agathe(GIONO, GIONO, GIONO),
    "an offer": to_agathe("Découvrez notre gamme de colles à -20 %, devis gratuit, lien en bio !"),
    "a collector": to_agathe("Bientôt 10 000 contacts, j’accepte tout le monde, agrandissons notre réseau !"),
    "praise": to_agathe("Agathe, chaque livre a une âme et vous en êtes la gardienne. Merci d’embellir le monde."),
    "politeness": to_agathe("Votre métier est passionnant, au plaisir d’échanger avec vous."),
    "the welcome line again": to_agathe("Quel livre ? Tous ! Belle journée"),
}


@pytest.mark.parametrize("case", PERSONAL.values(), ids=PERSONAL.keys())
def test_words_for_one_person_are_personal(case: Case):
    verdict = judge(case)
    assert verdict.personal, verdict
    assert verdict.paper == "note"
    assert all(reason.good for reason in verdict.reasons)


@pytest.mark.parametrize("case", IMPERSONAL.values(), ids=IMPERSONAL.keys())
def test_words_for_anybody_are_not(case: Case):
    verdict = judge(case)
    assert not verdict.personal, verdict
    assert verdict.paper != "note"
    assert verdict.reasons and not any(reason.good for reason in verdict.reasons)


def test_rule_25_half_and_above_is_personal_everywhere():
    from petitmot.people.judging import PERSONAL as LINE
    from petitmot.people.judging import Verdict

    assert LINE == 0.5
    assert Verdict(0.5, (), "note").personal
    assert not Verdict(0.4999, (), "copies").personal


@pytest.mark.parametrize(
    ("name", "paper", "code"),
    [
        ("nothing", "blank", "no_words"),
        ("a drawing", "blank", "only_signs"),
        ("a greeting", "blank", "greeting_only"),
        ("a network’s sentence", "copies", "ready_made"),
        ("a letter with slots", "copies", "same_letter_slots"),
        ("a title in a frame", "copies", "title_in_slot"),
        ("a personal letter sent to three people", "copies", "same_letter"),
        ("an offer", "flyer", "sells"),
        ("a collector", "copies", "collects"),
        ("praise", "copies", "praises"),
    ],
)
def test_the_paper_and_the_reason_say_what_is_the_matter(name: str, paper: str, code: str):
    verdict = judge(IMPERSONAL[name])
    if paper != "copies" or code not in ("same_letter_slots",):
        assert verdict.paper == paper
    assert code in [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("an answer to the welcome line", "answers_welcome"),
        ("a shared memory", "between_you"),
        ("a question", "asks"),
        ("an acquaintance", "named"),
        ("few words", "short_but_yours"),
    ],
)
def test_a_personal_note_says_why_it_stands_first(name: str, code: str):
    assert code in [reason.code for reason in judge(PERSONAL[name]).reasons]


def test_the_acquaintance_is_called_by_name():
    with override("fr"):
        texts = [reason.text for reason in judge(PERSONAL["an acquaintance"]).reasons]
    assert any("Delphine Roy" in text for text in texts)


def test_reasons_are_said_in_the_readers_language():
    reason = judge(IMPERSONAL["nothing"]).reasons[0]
    with override("fr"):
        assert reason.text == "Rien n’est écrit."
    with override("en"):
        assert reason.text == "Nothing is written."


@pytest.mark.parametrize("table", [REASONS, HINTS], ids=["reasons", "hints"])
def test_every_sentence_exists_in_both_languages(table):
    values = {"title": "Un titre", "name": "Delphine", "number": "6"}
    for code, sentence in table.items():
        with override("fr"):
            french = sentence(values)
        with override("en"):
            english = sentence(values)
        assert french and english and french != english, code


def test_no_reason_shows_a_score():
    for case in [*PERSONAL.values(), *IMPERSONAL.values()]:
        for reason in judge(case).reasons:
            assert "%" not in reason.text and "0." not in reason.text


def test_a_note_to_somebody_with_an_empty_page_is_judged_on_its_own_words():
    nobody = Recipient()
    assert judge(Case(Sender(), nobody, GIONO)).personal
    assert not judge(Case(Sender(), nobody, "Bonjour, au plaisir d’échanger !")).personal


def test_the_same_case_always_gets_the_same_verdict():
    assert judge(to_agathe(GIONO)) == judge(to_agathe(GIONO))


def test_every_figure_is_between_nought_and_two():
    for case in [*PERSONAL.values(), *IMPERSONAL.values()]:
        assert all(0 <= value <= 2 for value in measure(case).values())


def test_capitals_accents_and_apostrophes_change_nothing():
    plain = to_agathe("Bonjour, je vous invite a rejoindre mon reseau professionnel.")
    shouted = to_agathe("BONJOUR, JE VOUS INVITE À REJOINDRE MON RÉSEAU PROFESSIONNEL.")
    assert "ready_made" in [r.code for r in judge(plain).reasons]
    assert "ready_made" in [r.code for r in judge(shouted).reasons]


def test_agathe_is_never_mistaken_for_a_word_of_ones_own():
    figures = measure(to_agathe("Agathe Roussel"))
    assert figures["own"] == 0 and figures["topic"] == 0
    assert AGATHE.name


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("J’ai grandi dans le Loiret, où mon père relevait des nasses.", "Loiret"),
        ("Mon grand-père tenait une forge en Sologne, tout près de chez vous.", "Sologne"),
        ("Je reviens de l’Yonne avec un cageot de cerises tardives.", "Yonne"),
        ("Nous avons une barque sur la Loire, elle prend l’eau.", "Loire"),
        ("I grew up near the Loiret, my father had a boat.", "Loiret"),
        ("We paddled down the Loire Valley and lost an oar.", "Valley"),
    ],
)
def test_a_place_is_not_somebody(words, place):
    assert all(f"{place}" not in reason.text for reason in judge(to_agathe(words)).reasons)


def test_somebody_is_named_though_a_place_is_named_before():
    told = " ".join(
        reason.text for reason in judge(to_agathe("Dans le Loiret, Delphine Roy m’a parlé de vous.")).reasons
    )
    assert "Delphine Roy" in told and "Loiret" not in told
