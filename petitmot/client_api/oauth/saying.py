"""What an application may do, said to a person: scopes in a few sentences."""

from __future__ import annotations

from collections.abc import Iterable

from petitmot.kit.language import _


def in_words(scopes: Iterable[str]) -> list[str]:
    """Return what the scopes allow, a sentence each, the gravest last."""
    asked = set(scopes)
    said = []
    if asked == {"profile"}:
        return [_("Savoir qui vous êtes : votre nom et votre page.")]
    if any(scope.split(":")[0] == "read" for scope in asked):
        said.append(_("Lire ce que vous lisez : les mots des vôtres, vos conversations, vos avis."))
    if any(scope.split(":")[0] == "write" for scope in asked):
        said.append(_("Écrire en votre nom : publier, répondre, aimer, changer votre profil."))
    if asked & {"follow", "write", "write:follows", "write:blocks", "write:mutes"}:
        said.append(_("Suivre, bloquer, mettre en sourdine."))
    if "push" in asked:
        said.append(_("Vous prévenir sur cet appareil."))
    if any(scope.startswith("admin") for scope in asked):
        said.append(_("Modérer ce serveur, si vous en avez la charge."))
    return said or [_("Savoir qui vous êtes : votre nom et votre page.")]
