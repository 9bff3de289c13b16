"""One person to write to, and a short way to write to her."""

from petitmot.people.judging import Case, Recipient, Sender

AGATHE = Recipient(
    name="Agathe Roussel",
    bio="Relieuse à Blois. Je réponds à tout le monde, lentement.",
    welcome="Quel livre avez-vous usé à force de le lire ?",
    posts=("Pourquoi je ne répare pas les taches", "L’annuaire d’un monsieur", "Trop humide pour coller"),
    tags=("reliure", "livres"),
    places=("Blois", "Vendôme"),
)


def to_agathe(note: str, *before: str, bio: str = "conceptrice-rédactrice", lang: str = "fr") -> Case:
    """Return a case: a note from Hélène to Agathe, after `before` to others."""
    return Case(Sender("Hélène Marchand", bio), AGATHE, note, before, lang)
