"""Public words under a tag, for everybody; the words of a circle's people, for its owner alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import urlencode

from petitmot.kit.language import _
from petitmot.kit.pages import Window
from petitmot.kit.refusals import NotFound
from petitmot.people import circles
from petitmot.people.models import InCircle
from petitmot.posts import wall
from petitmot.reading import timelines
from petitmot.reading.models import FollowedTag
from petitmot.web import fragments
from petitmot.web.pages import MemberRequest, member_page, require_safe, show, viewer
from petitmot.web.persons.public import cacheable, private
from petitmot.web.words.choices import circle_name


@require_safe
def tag(request: HttpRequest, name: str) -> HttpResponse:
    """Show public words that carry a tag, the newest first. No count, no ranking."""
    me = viewer(request)
    if request.path.endswith("/"):
        return HttpResponsePermanentRedirect(request.path.rstrip("/"))
    name = name.replace("\x00", "")[:100]
    found = wall.find_tag(name)
    stretch = wall.tagged(me, found, before=before_of(request)) if found else wall.Stretch([], 0)
    posts = fragments.of(me, stretch.ids, place="public")
    shown = found.shown if found and stretch.ids else name  # how private words write it is nobody’s business
    follows = me is not None and found is not None and FollowedTag.objects.filter(reader=me, tag=found).exists()
    answer = show(request, "web/tags/page.html", tag=shown, posts=posts, older=stretch.older, follows=follows)
    return cacheable(request, answer) if me is None else private(answer)


@member_page
def circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Read by circle: what its people wrote, the newest first."""
    if circle_id >= 2**63:
        raise NotFound(_("Ce cercle n’est pas là."))
    mine = circles.my_circle(request.person, circle_id)
    part = Window(max_id=before_of(request) or None, limit=wall.PAGE)
    found = timelines.of_circle(request.person, part, mine)
    posts = fragments.of(request.person, found.items, place="home")
    return show(
        request,
        "web/tags/circle.html",
        place="community",
        name=circle_name(mine),
        write_url=f"/ecrire/?{urlencode({'cercle': mine.pk})}",
        is_empty=not InCircle.objects.filter(circle=mine).exists(),
        posts=posts,
        older=found.older if len(found.items) == wall.PAGE else 0,
    )


def before_of(request: HttpRequest) -> int:
    """Read where a page of a list begins (`?avant=`), 0 for its top."""
    text = request.GET.get("avant", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
