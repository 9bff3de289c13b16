"""What the frame of every page needs: who acts, where one is, and what waits."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import get_language

from petitmot.attentions import dots
from petitmot.kit import clock
from petitmot.kit.ids import first_id_at
from petitmot.look.environment import csrf_field
from petitmot.people.models import Account
from petitmot.web.doors import strips
from petitmot.web.pages import viewer
from petitmot.web.who import who

# The places that have an occupant; the look knows their names and drawings.
PLACES = {"today": "/", "conversations": "/conversations/", "community": "/communaute/", "write": "/ecrire/"}
LIVE = "/vivant/"  # the stream of the quiet line (`petitmot.live`)


class Token:
    """The hidden field of a page's forms: one token for all of them, drawn when the first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.field = request, ""

    def __html__(self) -> str:
        self.field = self.field or csrf_field(self.request)
        return self.field

    __str__ = __html__


def frame(request: HttpRequest, waits: set[str] | None = None) -> dict[str, Any]:
    """Return the acting person and the places where something waits (a dot, no number), unless these are known."""
    person = viewer(request)
    spoken = {"language": get_language() or "fr", "csrf_input": Token(request)}
    if person is None:
        return {"me": None, "waits": set(), **spoken}
    account = cast(Account, request.user)
    return {
        "me": who(person),
        "waits": dots.places(person) if waits is None else waits,
        "places": PLACES,
        "theme": account.theme,
        "keys_off": person.manners.hides_one_letter_keys,
        "strips": strips.of(account),
        "live_url": LIVE,
        "live_since": first_id_at(clock.now()),
        **spoken,
    }
