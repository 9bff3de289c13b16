"""The unbreakable spaces of French."""

import pytest

from petitmot.kit.typography import NARROW, NO_BREAK, elided, french


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Oui ; non !", f"Oui{NARROW}; non{NARROW}!"),
        ("Voici : un mot", f"Voici{NO_BREAK}: un mot"),
        ("« Bonjour »", f"«{NO_BREAK}Bonjour{NO_BREAK}»"),
        ("à 9 h 14", f"à 9{NO_BREAK}h{NO_BREAK}14"),
        ("https://exemple.fr/a?b=c", "https://exemple.fr/a?b=c"),
        ("12:30", "12:30"),
    ],
)
def test_spaces_are_put_where_french_wants_them(written, set_):
    assert french(written) == set_
    assert french(set_) == set_


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ana", "Les mots d’Ana"),
        ("Éric", "Les mots d’Éric"),
        ("<b>Inès</b>", "Les mots d’<b>Inès</b>"),
        ("Hélène", "Les mots d’Hélène"),
        ("Hubert", "Les mots d’Hubert"),
        ("Hassan", "Les mots de Hassan"),
        ("Yann", "Les mots de Yann"),
        ("Yves", "Les mots d’Yves"),
        ("Muriel", "Les mots de Muriel"),
        ("12", "Les mots de 12"),
    ],
)
def test_a_name_runs_into_the_word_before_it_where_french_wants_it(name, said):
    values = {"name": name}
    assert elided("Les mots de %(name)s", values) % values == said


def test_only_the_word_before_a_name_is_touched():
    values = {"name": "Ana", "other": "Olga"}
    assert elided("Parce que %(name)s, de la part de %(other)s", values) == "Parce qu’%(name)s, de la part d’%(other)s"
    assert elided("Modèle %(name)s de bois", values) == "Modèle %(name)s de bois"
