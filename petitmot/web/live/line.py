"""« Delphine et Marco ont écrit »: names, no figure (rule 37), of what Today holds for this reader at this moment."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.kit.language import _
from petitmot.look.names import names
from petitmot.posts.models import Post
from petitmot.reading import today
from petitmot.web.pages import MemberRequest, member_page, show

MOST = 40  # posts looked at: more names than a line has room for


@member_page
def line(request: MemberRequest) -> HttpResponse:
    """Return who wrote since an id (`?depuis=`), as a link to Today; 204 where nobody did. Marks nothing."""
    since = request.GET.get("depuis", "")
    after = int(since) if since.isascii() and since.isdigit() and len(since) < 19 else 0
    ids = today.page(request.person, after=after, size=MOST).ids
    rows = Post.objects.filter(pk__in=ids).select_related("author").order_by("pk")
    called = list(dict.fromkeys(post.author.called for post in rows))
    if not called:
        return HttpResponse(status=204)
    said = _("%(name)s a écrit", name=called[0]) if len(called) == 1 else _("%(names)s ont écrit", names=names(called))
    answer = show(request, "web/live/line.html", said=said)
    answer["Cache-Control"] = "no-store"
    return answer
