"""One picture of a post, large, with the words that tell it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.posts import seeing
from petitmot.posts.models import Picture
from petitmot.posts.models.post import OPEN_TO_ALL
from petitmot.web.pages import require_safe, show, viewer
from petitmot.web.persons.public import private
from petitmot.web.photos import photo
from petitmot.web.who import media_url, page_of, who


@require_safe
def picture(request: HttpRequest, post_id: int, number: int) -> HttpResponse:
    """`/mot/<id>/image/<number>/`, counted from one; for whoever may see the post."""
    post = seeing.find(viewer(request), post_id)
    pictures = list(Picture.objects.filter(post=post).order_by("place", "pk"))
    if not 1 <= number <= len(pictures):
        raise NotFound(_("Cette image n’est plus là."))
    shown = pictures[number - 1]
    answer = show(
        request,
        "web/pictures/large.html",
        author=who(post.author),
        post_url=f"{page_of(post.author)}/{post.pk}",
        lang=post.language,
        it=photo(shown, post.pk, number),
        file=media_url(shown.files[-1]["name"]) if shown.files else "",
        before=f"/mot/{post.pk}/image/{number - 1}/" if number > 1 else "",
        after=f"/mot/{post.pk}/image/{number + 1}/" if number < len(pictures) else "",
    )
    return answer if post.visibility in OPEN_TO_ALL else private(answer)
