"""Pages for what went wrong: each says what happened, why, and what can be done now."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from petitmot.kit.language import _, override
from petitmot.site.request_log import ERROR
from petitmot.web.languages import browser_language

log = structlog.get_logger("petitmot.bug")


def texts(status: int) -> tuple[str, str]:
    """The heading and the sentence that go with a status."""
    makers: dict[int, Callable[[], tuple[str, str]]] = {
        400: lambda: (
            _("Cette demande n’est pas lisible"),
            _("Elle contient des signes que ce serveur ne sait pas lire. Revenez en arrière et recommencez."),
        ),
        403: lambda: (
            _("Ce geste n’a pas pu être fait"),
            _("La page était peut-être ouverte depuis longtemps. Revenez en arrière, rechargez-la et recommencez."),
        ),
        404: lambda: (
            _("Il n’y a rien à cette adresse"),
            _("Elle est peut-être incomplète, ou ce qui s’y trouvait n’est plus là."),
        ),
        408: lambda: (
            _("L’envoi s’est interrompu"),
            _("Rien n’arrivait plus depuis une minute. Revenez en arrière et recommencez."),
        ),
        410: lambda: (
            _("Ce qui était ici a été retiré"),
            _("La personne qui l’avait écrit l’a enlevé, ou n’est plus là. Cette adresse ne servira plus."),
        ),
        413: lambda: (
            _("C’est trop lourd pour ce serveur"),
            _("Revenez en arrière et envoyez moins à la fois, ou des images plus légères."),
        ),
        421: lambda: (
            _("Ce serveur porte un autre nom"),
            _("Vous le trouverez à l’adresse %(address)s.", address=origin()),
        ),
        429: lambda: (
            _("Laissez passer un moment"),
            _("Ce geste a été fait très souvent en peu de temps. Il sera de nouveau possible tout à l’heure."),
        ),
        503: lambda: (
            _("Il y a beaucoup de monde en ce moment"),
            _("Le serveur n’arrive plus à suivre. Réessayez dans une minute."),
        ),
    }
    return makers.get(status, makers[400])()


def origin() -> str:
    """The address under which this server is reached."""
    return f"{settings.PETITMOT_SCHEME}://{settings.PETITMOT_DOMAIN}"


def page(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    """Answer with a page of one heading and one sentence (JSON for those who only read that).

    The page asks nothing of the database, so that it can be shown whatever is broken.
    """
    accepted = request.META.get("HTTP_ACCEPT", "")
    if "json" in accepted and "text/html" not in accepted:  # also activity+json and ld+json: other servers
        response: HttpResponse = JsonResponse({"error": sentence}, status=status)
    else:
        response = HttpResponse(_html(status, heading, sentence), status=status)
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = "60"
    return response


def _html(status: int, heading: str, sentence: str) -> str:
    # Without the request, so that nothing is looked up for the frame.
    return render_to_string("site/error.html", {"status": status, "heading": heading, "sentence": sentence})


def at_the_edge(request: HttpRequest, status: int) -> HttpResponse:
    """Answer a request that goes no further: no session is read, the language is the browser's."""
    with override(browser_language(request)):
        response = page(request, status, *texts(status))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; manifest-src 'self'"
    )
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return page(request, status, *texts(status))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return page(request, 403, *texts(403))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What is shown when a form comes without its own token."""
    return page(request, 403, *texts(403))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    return page(request, 404, *texts(404))


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: a bug. It is noted under a short id, which the person is shown."""
    error = secrets.token_hex(4)
    request.META[ERROR] = error
    log.exception("bug", error=error)
    heading = _("Quelque chose n’a pas marché")
    sentence = _("C’est une panne de ce serveur, notée sous le numéro %(id)s. Réessayez dans un moment.", id=error)
    return page(request, 500, heading, sentence)
