"""Public words under a tag, for everybody; the words of a circle's people, for its owner alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import urlencode

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.people import circles
from petitmot.people.models import InCircle
from petitmot.posts import wall
from petitmot.web import fragments
from petitmot.web.pages import MemberRequest, member_page, require_safe, show, viewer
from petitmot.web.persons.public import cacheable, private
from petitmot.web.words.composing import circle_name


@require_safe
def tag(request: HttpRequest, name: str) -> HttpResponse:
    """Show public words that carry a tag, the newest first. No count, no ranking."""
    me = viewer(request)
    if request.path.endswith("/"):
        return HttpResponsePermanentRedirect(request.path.rstrip("/"))
    name = name.replace("\x00", "")[:100]
    found = wall.find_tag(name)
    stretch = wall.tagged(me, found, before=before_of(request)) if found else wall.Stretch([], 0)
    posts = fragments.of(me, stretch.ids)
    shown = found.shown if found else name
    answer = show(request, "web/tags/page.html", tag=shown, posts=posts, older=stretch.older)
    return cacheable(request, answer) if me is None else private(answer)


@member_page
def circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Read by circle: what its people wrote, the newest first."""
    if circle_id >= 2**63:
        raise NotFound(_("Ce cercle n’est pas là."))
    mine = circles.my_circle(request.person, circle_id)
    people = list(InCircle.objects.filter(circle=mine).values_list("person_id", flat=True))
    stretch = wall.of_people(request.person, people, before=before_of(request))
    posts = fragments.of(request.person, stretch.ids)
    return show(
        request,
        "web/tags/circle.html",
        place="community",
        name=circle_name(mine),
        write_url=f"/ecrire/?{urlencode({'cercle': mine.pk})}",
        is_empty=not people,
        posts=posts,
        older=stretch.older,
    )


def before_of(request: HttpRequest) -> int:
    """Read where a page of a list begins (`?avant=`), 0 for its top."""
    text = request.GET.get("avant", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
