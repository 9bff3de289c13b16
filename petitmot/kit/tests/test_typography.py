"""The unbreakable spaces of French."""

import pytest

from petitmot.kit.typography import NARROW, NO_BREAK, french


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
