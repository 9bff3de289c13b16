"""What a composer lets choose from: audiences, circles, languages, how long a poll lasts."""

from __future__ import annotations

from petitmot.kit.language import _
from petitmot.people import circles
from petitmot.people.models import Circle, Person
from petitmot.posts.models import Visibility
from petitmot.web.words.composer import Composer
from petitmot.web.words.written import LANGUAGES, LASTS


def lasts() -> list[tuple[str, str]]:
    """Return how long a poll may last: minutes, and what is said."""
    said = (_("une heure"), _("six heures"), _("un jour"), _("trois jours"), _("une semaine"))
    return list(zip(LASTS, said, strict=True))


Choice = tuple[str, str, str]  # value, label, hint


def choices(person: Person, composer: Composer) -> list[Choice]:
    """Return the audiences one may choose from, the widest first."""
    if composer.is_bounded:
        return _bounded_choices(composer)
    anybody = (
        "" if person.approves_followers else _("N’importe qui peut vous suivre : tout le monde peut donc les lire.")
    )
    listed: list[Choice] = [
        ("public", _("Tout le monde"), _("Aussi sans compte.")),
        ("quiet", _("Tout le monde, sans bruit"), _("Ni dans les mots-clés, ni dans les recherches.")),
        ("followers", _("Ceux qui me suivent"), anybody),
        ("contacts", _("Mes contacts"), ""),
        ("circle", _("Un cercle"), _("Personne ne saura lequel.")),
        ("named", _("Les personnes nommées"), _("En privé, dans vos conversations.")),
    ]
    return [choice for choice in listed if composer.quotes is None or choice[0] != "named"]


def _bounded_choices(composer: Composer) -> list[Choice]:
    assert composer.answers is not None
    author = composer.answers.author.called
    if composer.answers.visibility == Visibility.NAMED:
        return [("named", _("Les personnes de cette conversation"), "")]
    return [
        (composer.answers.visibility, _("Ceux qui peuvent lire ces mots"), ""),
        ("named", _("%(name)s, en privé", name=author), ""),
    ]


def circle_choices(person: Person) -> list[tuple[int, str]]:
    """Return the circles of somebody: ids, and what they are called."""
    return [(circle.pk, circle_name(circle)) for circle in circles.circles_of(person)]


def circle_name(circle: Circle) -> str:
    """Return what its owner calls a circle; the one of close ones has no name of its own."""
    return _("Mes proches") if circle.kind == Circle.Kind.CLOSE else circle.name


def language_choices(person: Person) -> list[tuple[str, str]]:
    """Return the languages one may write in: codes and names; one's own that are not on the list go by their code."""
    more = {code: code for code in person.languages if code not in LANGUAGES}
    return list((LANGUAGES | more).items())
