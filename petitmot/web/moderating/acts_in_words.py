"""Every act of the staff, as the trail says it."""

from __future__ import annotations

from petitmot.kit.language import _


def acts_in_words() -> dict[str, str]:
    return _about_reports() | _about_persons() | _about_the_door() | _about_the_house()


def _about_reports() -> dict[str, str]:
    return {
        "nothing": _("a classé sans suite"),
        "words_removed": _("a retiré des mots"),
        "read_private_words": _("a lu les mots privés signalés"),
        "opened_again": _("a rouvert un signalement"),
        "taken": _("s’occupe d’un signalement"),
        "given_back": _("laisse un signalement à d’autres"),
        "filed": _("a précisé un signalement"),
    }


def _about_persons() -> dict[str, str]:
    return {
        "reminded": _("a rappelé les règles"),
        "covered": _("a couvert les images"),
        "limited": _("a retiré des listes"),
        "shut_out": _("a fermé la porte"),
        "suspended": _("a suspendu"),
        "forgiven": _("a levé un rappel"),
        "uncovered": _("a découvert les images"),
        "unlimited": _("a remis dans les listes"),
        "door_opened": _("a rouvert la porte"),
        "reinstate": _("a rétabli"),
        "erased": _("a effacé pour de bon"),
        "appeal_granted": _("a levé une décision, après réponse"),
        "appeal_kept": _("a gardé une décision, après réponse"),
        "note": _("a noté quelque chose"),
    }


def _about_the_door() -> dict[str, str]:
    return {
        "let_in": _("a laissé entrer"),
        "turned_away": _("n’a pas ouvert"),
        "email_domain_blocked": _("refuse un domaine d’e-mail"),
        "email_blocked": _("refuse une adresse e-mail"),
        "network_blocked": _("restreint un réseau"),
        "network_changed": _("a changé ce qui vaut pour un réseau"),
        "block_lifted": _("accepte de nouveau"),
    }


def _about_the_house() -> dict[str, str]:
    return {
        "server_refused": _("a refusé un serveur"),
        "server_silenced": _("a mis un serveur en retrait"),
        "server_nothing": _("a restreint un serveur"),
        "server_lifted": _("a reçu un serveur de nouveau"),
        "server_allowed": _("a mis un serveur sur la liste"),
        "server_not_allowed": _("a retiré un serveur de la liste"),
        "announced": _("a écrit une annonce"),
        "announcement_planned": _("a préparé une annonce"),
        "announcement_changed": _("a retouché une annonce"),
        "announcement_withdrawn": _("a retiré une annonce"),
        "words_kept_ready": _("a gardé des mots tout prêts"),
        "ready_words_dropped": _("a retiré des mots tout prêts"),
        "emoji_drawn": _("a ajouté un émoji"),
        "emoji_withdrawn": _("a retiré un émoji"),
    }
