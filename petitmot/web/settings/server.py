"""What the operator says of the server: its name, its description, the pages of the house with their versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.people import server_texts
from petitmot.web.legal.texts import titles
from petitmot.web.lines import lines, typed, wrong
from petitmot.web.pages import MemberRequest, by_operator, form_or_refusal, member_page, show


@member_page
@by_operator
def server(request: MemberRequest) -> HttpResponse:
    """`/reglages/serveur/`."""
    values = {kind: server_texts.current(kind, "").text for kind in server_texts.SHORT}
    if request.method == "POST":
        values = typed(request, *server_texts.SHORT)

    def page(refusal: Refusal | None = None) -> HttpResponse:
        texts = [
            (titles()[kind], [server_texts.current(kind, language) for language in server_texts.LANGUAGES])
            for kind in server_texts.LEGAL
        ]
        doors: dict[str, str] = {
            "open": _("ouverte à tous"),
            "invitation": _("ouverte à qui est invité"),
            "words": _("ouverte à qui écrit quelques mots"),
        }
        told: dict[str, Any] = {"texts": texts, "door": doors[settings.PETITMOT_SIGN_UP]}
        errors = wrong(refusal, values)
        return show(request, "web/settings/server.html", f=lines(values, refusal), errors=errors, **told)

    def keep() -> HttpResponse:
        for kind, text in values.items():
            server_texts.write(request.user, kind, "", text)
        messages.success(request, _("C’est gardé."))
        return redirect("settings-server")

    return form_or_refusal(keep, page) if request.method == "POST" else page()


@member_page
@by_operator
def text(request: MemberRequest, kind: str, language: str) -> HttpResponse:
    """`/reglages/serveur/<kind>/<language>/`: one text in one language."""
    if kind not in server_texts.LEGAL or language not in server_texts.LANGUAGES:
        raise NotFound(_("Il n’y a pas de texte de ce nom."))
    now = server_texts.current(kind, language)
    values = typed(request, kind) if request.method == "POST" else {kind: now.text}

    def page(refusal: Refusal | None = None) -> HttpResponse:
        told: dict[str, Any] = {"now": now, "title": titles()[kind], "errors": wrong(refusal, values)}
        return show(request, "web/settings/server_text.html", line=lines(values, refusal)[kind], **told)

    def keep() -> HttpResponse:
        server_texts.write(request.user, kind, language, values[kind])
        messages.success(request, _("Cette version est en place."))
        return redirect("settings-server")

    return form_or_refusal(keep, page) if request.method == "POST" else page()
