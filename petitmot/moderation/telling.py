"""How a decision is said to the person it is about: the same sentence in the letter and on its page."""

from __future__ import annotations

from petitmot.kit.language import _
from petitmot.moderation.models import Sanction

Kind = Sanction.Kind


def said(kind: str) -> str:
    """Return what a decision changes for its person, in one sentence."""
    return {
        Kind.WARNED: lambda: _("Rien ne change pour vous ; nous vous demandons d’en tenir compte."),
        Kind.COVERED: lambda: _("Désormais, vos images se montrent derrière un avertissement."),
        Kind.LIMITED: lambda: _(
            "Désormais, vos mots ne sont plus dans les listes ni dans les recherches : seules les personnes qui vous "
            "suivent les y lisent."
        ),
        Kind.SHUT_OUT: lambda: _("Désormais, vous ne pouvez plus entrer ici. Ce que vous avez écrit reste lisible."),
        Kind.SUSPENDED: lambda: _("Votre compte est suspendu : votre page et vos mots ne se voient plus."),
    }[Kind(kind)]()
