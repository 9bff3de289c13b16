"""What the judge says, in words: reasons for the one who was asked, hints for the one who asks."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

import petitmot
from petitmot.kit import language
from petitmot.kit.typography import french

Values = dict[str, str]


_SPOKEN: ContextVar[str] = ContextVar("spoken", default="fr")


def _(message: str, **values: str) -> str:
    """Translate as the house does; before Django is set up (command line, tools) straight from the catalogue."""
    if apps.ready:
        return language._(message, **values)
    text = french(message) if _SPOKEN.get() == "fr" else _catalogue(_SPOKEN.get()).gettext(message)
    return text % values if values else text


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    """Return the compiled catalogue of a language; an empty one where it was not compiled."""
    return gettext.translation("django", Path(petitmot.__file__).parent / "locale", [lang], fallback=True)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Say reasons and hints in `lang` within the block, whether Django is set up or not."""
    before = _SPOKEN.set(lang)
    try:
        if apps.ready:
            with language.override(lang):
                yield
        else:
            yield
    finally:
        _SPOKEN.reset(before)


@dataclass(frozen=True)
class Reason:
    """Why a note stands where it stands on the desk: a stable code, and a sentence in the reader's language."""

    code: str
    good: bool
    values: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Return the sentence, in the language of whoever is being spoken to."""
        return REASONS[self.code](dict(self.values))


@dataclass(frozen=True)
class Hint:
    """What the asker is told, and only they, while writing: a stable code, and a sentence in their language."""

    code: str
    good: bool
    values: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Return the sentence, in the language of whoever is being spoken to."""
        return HINTS[self.code](dict(self.values))


REASONS: dict[str, Callable[[Values], str]] = {
    "answers_welcome": lambda v: _("Ces mots répondent à votre mot d’accueil."),
    "speaks_of": lambda v: _("Ces mots parlent de « %(title)s », et pas seulement du titre.", title=v["title"]),
    "speaks_of_words": lambda v: _("Ces mots parlent de ce que vous avez écrit."),
    "between_you": lambda v: _("Il est question de quelque chose qui s’est passé entre vous."),
    "named": lambda v: _("Une personne est citée entre vous : %(name)s.", name=v["name"]),
    "someone_between": lambda v: _("Quelqu’un est cité entre vous."),
    "asks": lambda v: _("Une question précise vous est posée."),
    "own_details": lambda v: _("On y lit des détails qui ne viennent pas de votre page."),
    "short_but_yours": lambda v: _("Peu de mots, mais aucun ne conviendrait à quelqu’un d’autre."),
    "unlike_others": lambda v: _("Ces mots ne ressemblent pas à ceux envoyés à d’autres."),
    "no_words": lambda v: _("Rien n’est écrit."),
    "only_signs": lambda v: _("Un dessin ou un lien, et pas encore de mots."),
    "greeting_only": lambda v: _("Un bonjour, et rien d’autre pour l’instant."),
    "ready_made": lambda v: _("C’est la phrase toute prête d’un autre réseau, ou presque."),
    "same_letter": lambda v: _("Les mêmes mots sont partis vers d’autres, tels quels."),
    "same_letter_slots": lambda v: _(
        "La même lettre est partie vers d’autres ; seuls un nom et quelques mots changent."
    ),
    "page_in_slots": lambda v: _("Votre métier ou votre ville sont posés dans une phrase faite pour d’autres."),
    "title_in_slot": lambda v: _("« %(title)s » est cité, mais il n’en est rien dit.", title=v["title"]),
    "sells": lambda v: _("Il y a quelque chose à vendre."),
    "praises": lambda v: _("Les compliments sont beaux ; ils iraient à beaucoup de monde."),
    "collects": lambda v: _("On y compte des contacts ; vous en seriez un de plus."),
    "repeats_welcome": lambda v: _("Votre mot d’accueil y est repris, sans vraie réponse."),
    "anyone": lambda v: _("Ces mots pourraient aller à n’importe qui."),
    "nothing_of_you": lambda v: _("Rien ici ne parle de vous en particulier."),
}

HINTS: dict[str, Callable[[Values], str]] = {
    "answers_question": lambda v: _("Vous répondez à sa question."),
    "answers_welcome": lambda v: _("Vous répondez à son mot d’accueil."),
    "speaks_of": lambda v: _("Vous parlez de « %(title)s », et pas seulement du titre.", title=v["title"]),
    "speaks_of_words": lambda v: _("Vous parlez de ce que %(name)s a écrit.", name=v["name"]),
    "between_you": lambda v: _("Vous rappelez quelque chose qui s’est passé entre vous."),
    "named": lambda v: _("Vous dites qui est entre vous : %(name)s.", name=v["name"]),
    "asks": lambda v: _("Votre question est précise : elle appelle une réponse."),
    "own_details": lambda v: _("Ces détails sont bien à vous."),
    "unlike_others": lambda v: _("Ces mots ne ressemblent à aucun de ceux que vous avez envoyés."),
    "greeting_only": lambda v: _("C’est un bonjour. Dites maintenant ce qui vous amène."),
    "ready_made": lambda v: _("C’est la phrase toute prête d’un réseau. Les vôtres plairont davantage."),
    "sent_before": lambda v: _("Vous avez déjà envoyé ces mots à quelqu’un d’autre."),
    "sent_to_many": lambda v: _("Vous avez envoyé ces mots à %(number)s personnes.", number=v["number"]),
    "page_in_slots": lambda v: _("Ces mots iraient aussi à quelqu’un d’autre du même métier."),
    "title_in_slot": lambda v: _("Vous citez « %(title)s ». Qu’en avez-vous retenu ?", title=v["title"]),
    "sells": lambda v: _("Ces mots ressemblent à une offre plus qu’à une rencontre."),
    "praises": lambda v: _(
        "Ces compliments iraient à beaucoup de monde. Lequel est pour %(name)s seulement ?", name=v["name"]
    ),
    "collects": lambda v: _("Ces mots comptent des contacts. Parlez plutôt de vous deux."),
    "repeats_welcome": lambda v: _("Vous reprenez son mot d’accueil. Il attend une réponse."),
    "question_waits": lambda v: _("Son mot d’accueil pose une question ; elle attend encore."),
    "nothing_yet": lambda v: _("Ces mots ne s’adressent pas encore à %(name)s en particulier.", name=v["name"]),
}
