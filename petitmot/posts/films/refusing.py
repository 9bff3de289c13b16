"""The sentences with which a sound or a film is refused."""

from __future__ import annotations

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal


def refusal(code: str) -> Refusal:
    """The sentence that goes with a code, for the field `pictures`."""
    sentences = {
        "no_tools": _(
            "Ce serveur ne sait pas préparer les sons et les films. Vos mots et vos images, eux, peuvent partir."
        ),
        "too_heavy_film": _("Ce fichier est trop lourd : 99 Mo au plus pour un son ou un film."),
        "film_too_long": _("C’est trop long : un film dure un quart d’heure au plus, un son trois heures."),
        "film_too_large": _("Ce film est trop grand : 3840 points sur 2160 au plus."),
        "film_too_fast": _("Ce film a trop d’images par seconde : 120 au plus."),
        "wrong_type": _(
            "Ce fichier n’est ni un son ni un film que nous savons lire. Essayez en MP4, WebM, MOV, MP3, OGG, FLAC ou WAV."
        ),
        "malformed": _("Ce fichier est abîmé, ou n’est arrivé qu’en partie : nous n’arrivons pas à le lire."),
        "too_hard": _("Ce fichier demande trop de travail. Essayez avec un fichier plus court ou plus petit."),
        "lost": _("Ce fichier s’est perdu avant d’être prêt. Envoyez-le de nouveau."),
    }
    refused = Refusal(sentences[code], code=code, field="pictures")
    if code == "too_heavy_film":
        refused.status = 413
    return refused
