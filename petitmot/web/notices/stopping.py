"""The way out of mails, without signing in: a page with one button, and what mail programs press by themselves (RFC 8058)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.post_office import leaving
from petitmot.web.pages import show


@csrf_exempt  # the token in the address is the proof: mail programs have no cookie and no form of ours
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """`/courrier/arreter/<token>/`: looking changes nothing, the button (or the mail program) ends all mails."""
    person = leaving.person_of(token)
    if person is None:
        raise NotFound(
            _("Ce lien n’est pas entier. Reprenez-le dans le courriel, ou réglez vos courriels une fois entré.")
        )
    if request.method == "POST":
        leaving.stop(person)
    return show(
        request,
        "web/notices/stop.html",
        stopped=request.method == "POST" or not person.manners.mails_of,
        called=person.called,
    )
