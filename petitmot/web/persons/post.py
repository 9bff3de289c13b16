"""The page of some words, with what they answer and what answers them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Gone, NotFound
from petitmot.kit.text import excerpt
from petitmot.people.models import Person
from petitmot.posts import gathering, threads
from petitmot.posts.models import Post, Tombstone, Visibility
from petitmot.posts.models.post import OPEN_TO_ALL
from petitmot.web import fragments
from petitmot.web.finished import Finished
from petitmot.web.pages import require_safe, viewer
from petitmot.web.persons.public import cacheable, private
from petitmot.web.skeletons import filled
from petitmot.web.who import page_of

DEEPEST = 3  # beyond it replies stand at one margin, so that a phone can show them


@require_safe
def post(request: HttpRequest, handle: str, post_id: str) -> HttpResponse:
    """Show a post and its thread, as far as this viewer may see them."""
    me = viewer(request)
    found = find_post(me, int(post_id))
    if found.shares is not None:
        return HttpResponseRedirect(f"{page_of(found.shares.author)}/{found.shares_id}")
    gathering.put_authors([found], gathering.people_by_id([found.author_id]))
    if (proper := f"{page_of(found.author)}/{found.pk}") != request.path:
        return HttpResponsePermanentRedirect(proper)
    line = threads.line_of(me, found)
    every = fragments.pieces(me, line.facts, lead=line.middle)
    main = every[line.middle]
    before, after = every[: line.middle], zip(every[line.middle + 1 :], line.depths, strict=True)
    deep = [b'<div class="deep-%d">%b</div>' % (min(depth, DEEPEST), piece.raw) for piece, depth in after]
    answer = filled(
        request,
        "web/persons/post.html",
        {
            "before": fragments.one_after_the_other(before),
            "main": Finished(main.raw),
            "after": Finished(b"".join(deep)),
        },
        any_before=bool(before),
        any_after=bool(deep),
        it=main.told,
        may_index=found.visibility == Visibility.PUBLIC,
        summary=excerpt(found.warning or found.plain, 200),
        has_versions=found.edited_at is not None,
        uri=found.uri if found.visibility in OPEN_TO_ALL else "",
        origin=f"{settings.PETITMOT_SCHEME}://{settings.PETITMOT_DOMAIN}",
    )
    if me is not None or found.visibility not in OPEN_TO_ALL:
        return private(answer)
    return cacheable(request, answer, changed=max((it.told.edited or it.told.when) for it in every[line.middle :]))


def find_post(viewer: Person | None, post_id: int) -> Post:
    """Return a post the viewer may see. Refused: `gone` where a tombstone stands, else `not_found`."""
    found = gathering.visible_posts(viewer, [post_id]).get(post_id) if post_id < 2**63 else None
    if found is not None:
        return found
    if post_id < 2**63 and Tombstone.objects.filter(pk=post_id).exists():
        raise Gone(_("Ces mots ont été retirés par qui les avait écrits."))
    raise NotFound(_("Ces mots ne sont pas là, ou pas pour vous."))
