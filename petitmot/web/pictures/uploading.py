"""For scripts: a file is sent as soon as it is chosen, is asked about while it is made, and can be given up again. Forms do the
same without them."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.posts import attaching, picturing
from petitmot.posts.models import Picture
from petitmot.web.pages import MemberRequest, back, gesture, member_page
from petitmot.web.who import media_url


@gesture
def upload(request: MemberRequest) -> HttpResponse:
    """`POST /images/` with the file as `picture`: answers 201 with `id`, `src` (a small one) and `row`, its place in a form.

    Refused as `attaching.take` says; with `Accept: application/json` as JSON with the sentence.
    """
    file = request.FILES.get("picture")
    if file is None:
        raise Refusal(_("Aucune image n’est arrivée. Choisissez-la de nouveau."), code="no_picture", field="pictures")
    picture = attaching.take(request.person, file, alt=request.POST.get("alt", ""))
    return JsonResponse(_told(request, picture), status=201)


@member_page
def one(request: MemberRequest, picture_id: int) -> HttpResponse:
    """`GET /images/<id>/`: how far the making of one's own sound or film is, in no post yet."""
    return JsonResponse(_told(request, _mine(request, picture_id)))


def _told(request: MemberRequest, picture: Picture) -> dict[str, str]:
    row = render_to_string("web/pictures/row.html", {"picture": picture}, request=request, using="jinja2")
    src = media_url(picture.files[0]["name"]) if picture.files else ""
    return {"id": str(picture.pk), "src": src, "row": row, "making": picture.making}


def _mine(request: MemberRequest, picture_id: int) -> Picture:
    picture = Picture.objects.filter(pk=picture_id, owner=request.person).first() if picture_id < 2**63 else None
    if picture is None:
        raise NotFound(_("Cette image n’est plus là."))
    return picture


@gesture
def discard(request: MemberRequest, picture_id: int) -> HttpResponse:
    """Give up a picture of one's own that is in no post; one that is not there, or not one's own, is not there."""
    picturing.discard(_mine(request, picture_id), request.person)
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    return back(request, "/ecrire/")
