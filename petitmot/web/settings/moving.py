"""Moving house: one's other addresses, going to live under one of them, coming back."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from petitmot.federation import finding
from petitmot.federation.knowing.addresses import also_known_as
from petitmot.kit.addresses import split_handle
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal, TryLater
from petitmot.people import moving
from petitmot.people.models import Person
from petitmot.web.doors import watching
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import who


@member_page
def addresses(request: MemberRequest) -> HttpResponse:
    """`/reglages/demenager/`: where one lives, one's other addresses, and a line for one more."""
    values = typed(request, "other")

    def page(refusal: Refusal | None = None) -> HttpResponse:
        now = request.person.moved_to
        return show(
            request,
            "web/settings/moving.html",
            f=lines(values, refusal),
            errors=wrong(refusal, values),
            others=[who(other) for other in moving.others(request.person)],
            lives_at=who(now) if now is not None else None,
            here=f"@{request.person.name}@{settings.PETITMOT_DOMAIN}",
        )

    def keep() -> HttpResponse:
        other = _meant(values["other"], request.person, "other")
        moving.name_other(request.person, other)
        messages.success(request, _("%(name)s est aussi une adresse à vous.", name=f"@{who(other).handle}"))
        return redirect("settings-moving")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@gesture
def unname(request: MemberRequest, other: int) -> HttpResponse:
    """Say of an address that it is one's own no more."""
    moving.unname_other(request.person, other)
    return redirect("settings-moving")


@member_page
def _go(request: MemberRequest) -> HttpResponse:
    values = typed(request, "to", "how")

    def page(refusal: Refusal | None = None) -> HttpResponse:
        shown, errors = lines(values, refusal), wrong(refusal, values)
        return show(request, "web/settings/moving_away.html", f=shown, errors=errors, how=values["how"] or "along")

    def do() -> HttpResponse:
        to = _meant(values["to"], request.person, "to")
        if values["how"] == "along":
            moving.move(request.person, to, known_as=_other_addresses(to))
        else:
            moving.point_to(request.person, to)
        watching.note(request, request.user, "moved_away")
        messages.success(request, _("Votre page dit maintenant où vous vivez."))
        return redirect("settings-moving")

    return form_or_refusal(do, page) if request.method == "POST" else page()


def go(request: HttpRequest) -> HttpResponse:
    """`/reglages/demenager/partir/`: what it means, where to; it asks who one is first."""
    if request.user.is_authenticated:
        return reauthentication_required(_go)(request)  # type: ignore[no-any-return]
    return _go(request)


@gesture
def come_back(request: MemberRequest) -> HttpResponse:
    """Live here again."""
    moving.come_back(request.person)
    watching.note(request, request.user, "moved_back")
    messages.success(request, _("Vous vivez de nouveau ici."))
    return redirect("settings-moving")


def _meant(text: str, by: Person, field: str) -> Person:
    """Who is called so, here or elsewhere. Refused: `not_found` at the line it was typed into."""
    found: object = finding.find(text, by=by)
    if found is None and not finding.is_elsewhere(text):
        name, _host = split_handle(text) or ("", None)
        found = Person.objects.present().here().select_related("server").named(name).first()
    if not isinstance(found, Person):
        raise NotFound(_("Personne ne répond à cette adresse. Elle s’écrit @nom@serveur."), field=field)
    return found


def _other_addresses(to: Person) -> list[str]:
    try:
        return also_known_as(to)
    except TryLater:
        raise Refusal(
            _("Son serveur ne répond pas maintenant. Réessayez dans un moment."), code="later", field="to"
        ) from None
    except NotFound:
        raise NotFound(_("Personne ne répond à cette adresse. Elle s’écrit @nom@serveur."), field="to") from None
