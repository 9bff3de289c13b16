"""Portrait and banner: a picture is sent, made clean, and kept; or taken away again."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import pace, profiles
from petitmot.posts.pictures.making import make_picture
from petitmot.posts.picturing import at_a_path
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.who import media_url

SHAPES = {"portrait": ((320,), True), "banner": ((1440,), False)}  # widths in pixels, square
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
        said = [_("C’est gardé.") for name in SHAPES if _keep(request, name)]
        if said:
            messages.success(request, said[0])
        return redirect(after)

    return form_or_refusal(keep, page) if request.method == "POST" else page()


def _keep(request: MemberRequest, name: str) -> bool:
    """Keep or take away one of the two; returns whether anything changed."""
    sent = request.FILES.get(name)
    if sent is not None and sent.size:
        profiles.set_picture(request.person, **{name: _made(request, name, sent)})
    elif request.POST.get("without") == name:
        profiles.set_picture(request.person, **{name: ""})
    else:
        return False
    return True


def _made(request: MemberRequest, name: str, sent: UploadedFile[bytes]) -> str:
    """Return the media file's name. Refused as `make_picture` refuses, at this picture's line."""
    widths, square = SHAPES[name]
    try:
        pace.spend(request.person, "upload")
        with at_a_path(sent) as path:
            made = make_picture(path, widths=widths, square=square)
    except Refusal as refusal:
        refusal.field = name
        raise
    return made.files[-1].name
