"""What a sheet on the desk says of itself: where it comes from, why it lies there."""

from __future__ import annotations

import re

from petitmot.attentions.sheets import Sheet
from petitmot.kit.language import _
from petitmot.look.names import goodwill
from petitmot.web.asking.sheet import line_of
from petitmot.web.who import who

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def line(sheet: Sheet) -> str:
    """Return the line under a name: who somebody is, or where they come from."""
    asker = sheet.request.asker
    if sheet.first_meeting:
        return _("%(address)s, un serveur que vous rencontrez pour la première fois", address=who(asker).handle)
    return line_of(asker) or ("" if asker.server.is_local else who(asker).handle)


def title_of(sheet: Sheet, place: int) -> str:
    """Return what stands above the reasons of a sheet; `place` is its place in the pile."""
    codes = {reason.code for reason in sheet.reasons}
    if sheet.is_talk:
        return _("Aimerait vous parler, sans demander plus")
    if sheet.paper == "blank":
        elsewhere = not sheet.request.asker.server.is_local
        return _("Peut-être sans moyen d’écrire") if elsewhere else _("Presque rien d’écrit")
    if sheet.paper == "flyer":
        return _("Quelque chose à vendre")
    if sheet.paper == "copies":
        same = codes & {"ready_made", "same_letter", "same_letter_slots"}
        return _("La même feuille, plusieurs fois") if same else _("Des mots qui iraient à d’autres")
    if "short_but_yours" in codes:
        return _("Court, mais pour vous")
    return _("Pourquoi en premier") if place == 0 else _("Pourquoi ici")


def reasons(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Return why a sheet lies where it does, each a sentence with `yes` (it speaks for it) or `no`."""
    found = [("yes" if reason.good else "no", reason.text) for reason in sheet.reasons if reason.code != "no_words"]
    if sheet.paper == "blank" and not sheet.request.asker.server.is_local:
        found.append(
            ("no", _("Là d’où vient cette demande, on demande souvent d’un seul geste, sans place pour des mots."))
        )
    if sheet.known_by:
        known = goodwill([person.first_name for person in sheet.known_by])
        name = sheet.request.asker.first_name
        if len(sheet.known_by) == 1:
            found.append(("yes", _("%(known)s, que vous connaissez, connaît %(name)s.", known=known, name=name)))
        else:
            found.append(("yes", _("%(known)s connaissent %(name)s.", known=known, name=name)))
    if _LINK.search(sheet.request.note):
        found.append(("no", _("Le lien n’est ici que du texte : il ne s’ouvre pas.")))
    return tuple(found)
