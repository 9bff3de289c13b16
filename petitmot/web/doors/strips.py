"""Lines that stand above every page until something about the account is settled."""

from __future__ import annotations

from django.utils import timezone
from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.look.moments import date
from petitmot.people.models import Account

_LINE = Markup('{} <a href="{}">{}</a>')


def of(account: Account) -> list[Markup]:
    """Return the lines for this account: no query, everything stands on its row."""
    found = []
    if account.leaves_at:
        said = _("Votre compte sera supprimé le %(date)s.", date=date(timezone.localtime(account.leaves_at)))
        found.append(_LINE.format(said, "/reglages/partir/", _("Rester")))
    if account.confirmed_at is None:
        said = _("Votre adresse e-mail attend d’être confirmée : jusque-là, nous ne vous écrivons pas.")
        found.append(_LINE.format(said, "/reglages/adresse/", _("Recevoir le lien")))
    return found
