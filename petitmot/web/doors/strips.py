"""Lines that stand above every page until something about the account is settled."""

from __future__ import annotations

from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language
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
        found.append(_unconfirmed(get_language() or "fr"))
    return found


@lru_cache(maxsize=8)
def _unconfirmed(_language: str) -> Markup:
    said = _("Votre adresse e-mail attend d’être confirmée : jusque-là, nous ne vous écrivons pas.")
    return _LINE.format(said, "/reglages/adresse/", _("Recevoir le lien"))
