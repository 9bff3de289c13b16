"""What the door of the server does not take: domains of e-mail, single e-mails, networks. For the operator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.moderation import doorkeeping
from petitmot.people.models import Account, NetworkBlock
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, by_operator, form_or_refusal, gesture, member_page, show

NAMES = ("domain", "email", "network", "severity", "comment", "days")
MOST = 500  # rows a page shows of each list
LONGEST = 3650  # days
Severity = NetworkBlock.Severity


@member_page
@by_operator
def door(request: MemberRequest) -> HttpResponse:
    """`/reglages/serveur/porte/`: the three lists; POST adds to the one whose button was pressed."""
    values = typed(request, *NAMES)
    values["severity"] = values["severity"] or Severity.WORDS

    def page(refusal: Refusal | None = None) -> HttpResponse:
        by, labels = request.user, _severities()
        shown = lines(values, refusal)
        return show(
            request,
            "web/settings/door.html",
            domains=doorkeeping.email_domains(by)[:MOST],
            emails=doorkeeping.emails(by)[:MOST],
            networks=[(row, labels[row.severity]) for row in doorkeeping.networks(by)[:MOST]],
            severities=list(labels.items()),
            f=shown,
            errors=wrong(refusal, shown),
        )

    def keep() -> HttpResponse:
        _add(request.user, request.POST.get("list", ""), values)
        messages.success(request, _("C’est gardé."))
        return redirect("settings-door")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


def _add(by: Account, which: str, values: dict[str, str]) -> None:
    adds: dict[str, Callable[[], object]] = {
        "domains": lambda: doorkeeping.block_email_domain(by, values["domain"]),
        "emails": lambda: doorkeeping.block_email(by, email=values["email"]),
        "networks": lambda: doorkeeping.block_network(
            by,
            values["network"],
            values["severity"],
            comment=values["comment"],
            ends_at=clock.now() + timedelta(days=days) if (days := _days(values["days"])) else None,
        ),
    }
    if which not in adds:
        raise NotFound(_("Il n’y a pas de liste de ce nom."))
    adds[which]()


@gesture
@by_operator
def lift(request: MemberRequest, which: str, row: int) -> HttpResponse:
    """Take one line off its list."""
    by = request.user
    ones: dict[str, Callable[[Account, int], doorkeeping.Block]] = {
        "domaines": doorkeeping.one_email_domain,
        "adresses": doorkeeping.one_email,
        "reseaux": doorkeeping.one_network,
    }
    if which not in ones:
        raise NotFound(_("Il n’y a pas de liste de ce nom."))
    doorkeeping.lift(by, ones[which](by, row))
    messages.success(request, _("C’est gardé."))
    return redirect("settings-door")


def _days(text: str) -> int:
    """Return for how many days; 0 for good."""
    text = text.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= LONGEST):
        raise Refusal(_("Écrivez un nombre de jours, ou rien."), code="days", field="days")
    return int(text)


def _severities() -> dict[str, str]:
    return {
        Severity.WORDS: _("Écrit quelques mots, et attend les modérateurs"),
        Severity.NO_SIGN_UP: _("N’ouvre pas de compte"),
        Severity.NO_ACCESS: _("N’entre pas du tout"),
    }
