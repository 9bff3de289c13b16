"""Portrait and banner: a picture is sent, made clean, and kept; or taken away again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import profiles
from petitmot.posts import portraits
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.who import media_url

NAMES: tuple[portraits.Name, ...] = ("portrait", "banner")
BACK = ("/bienvenue/", "/reglages/portrait/")


@member_page
def portrait(request: MemberRequest) -> HttpResponse:
    """`/reglages/portrait/`: both pictures; a line that is left empty changes nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    after = wanted if wanted in BACK and url_has_allowed_host_and_scheme(wanted, None) else BACK[1]

    def page(refusal: Refusal | None = None) -> HttpResponse:
        errors = {refusal.field or "": refusal.sentence} if refusal else {}
        banner = media_url(request.person.banner)
        return show(request, "web/settings/portrait.html", errors=errors, banner=banner, after=after)

    def keep() -> HttpResponse:
        said = [_("C’est gardé.") for name in NAMES if _keep(request, name)]
        if said:
            messages.success(request, said[0])
        return redirect(after)

    return form_or_refusal(keep, page) if request.method == "POST" else page()


def _keep(request: MemberRequest, name: portraits.Name) -> bool:
    """Keep or take away one of the two; returns whether anything changed."""
    sent = request.FILES.get(name)
    if sent is not None and sent.size:
        portraits.keep(request.person, name, sent)
    elif request.POST.get("without") == name:
        profiles.set_picture(request.person, **{name: ""})
    else:
        return False
    return True
