"""The account itself: language, time zone, light, keys; and the log of what happened at its door."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _, override
from petitmot.kit.refusals import Refusal
from petitmot.people import accounts, profiles, security
from petitmot.web.doors import browsers
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.settings import choices

NAMES = ("language", "time_zone", "theme")


@member_page
def account(request: MemberRequest) -> HttpResponse:
    """`/reglages/compte/`."""
    values = {name: str(getattr(request.user, name)) for name in NAMES}
    if request.method == "POST":
        values = typed(request, *NAMES)
    keys_off = request.person.manners.hides_one_letter_keys

    def page(refusal: Refusal | None = None) -> HttpResponse:
        offered: dict[str, Any] = {
            "languages": [("fr", "Français"), ("en", "English")],
            "zones": choices.zones(),
            "lights": choices.lights(),
            "keys_off_now": keys_off,
        }
        errors = wrong(refusal, values)
        return show(request, "web/settings/account.html", f=lines(values, refusal), errors=errors, **offered)

    def keep() -> HttpResponse:
        accounts.settle_in(request.user, **values)
        profiles.mind(request.person, hides_one_letter_keys=bool(request.POST.get("hides_one_letter_keys")))
        with override(values["language"]):
            messages.success(request, _("C’est gardé."))
        return redirect("settings-account")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@member_page
def journal(request: MemberRequest) -> HttpResponse:
    """`/reglages/securite/journal/`: one's own events only (rule 44)."""
    said = _sentences()
    events = [
        {
            "what": said.get(event.kind, event.kind),
            "at": event.at,
            "from": event.address,
            "with": browsers.called(event.agent) if event.agent else "",
        }
        for event in security.events_of(request.user)
    ]
    return show(request, "web/settings/journal.html", events=events)


def _sentences() -> dict[str, str]:
    return {
        "sign_up": _("Le compte a été ouvert"),
        "sign_in": _("Quelqu’un est entré"),
        "sign_out": _("Quelqu’un est sorti"),
        "password_changed": _("Le mot de passe a changé"),
        "password_reset": _("Le mot de passe a été refait par courriel"),
        "email_confirmed": _("L’adresse e-mail a été confirmée"),
        "email_changed": _("L’adresse e-mail a changé"),
        "code_app_added": _("Un code est demandé depuis lors"),
        "code_app_removed": _("Le code n’est plus demandé"),
        "key_added": _("Une clé d’accès a été ajoutée"),
        "key_removed": _("Une clé d’accès a été retirée"),
        "recovery_codes_made": _("Des codes de secours ont été faits"),
        "recovery_code_used": _("Un code de secours a servi"),
        "sessions_ended": _("Les autres appareils ont été déconnectés"),
        "application_allowed": _("Une application a été laissée entrer"),
        "application_ended": _("L’accès d’une application a été retiré"),
        "export_asked": _("Une copie de tout a été demandée"),
        "export_fetched": _("La copie de tout a été emportée"),
        "deletion_asked": _("La suppression du compte a été demandée"),
        "deletion_undone": _("La suppression du compte a été annulée"),
        "moved_away": _("Une nouvelle adresse a été dite"),
        "moved_back": _("L’adresse d’ici est de nouveau la bonne"),
    }
