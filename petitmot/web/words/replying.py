"""To answer words, and to share them with words of one's own."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.kit.language import _
from petitmot.posts import seeing
from petitmot.posts.models import Visibility
from petitmot.web.pages import MemberRequest, member_page
from petitmot.web.words.composer import Composer
from petitmot.web.words.composing import answer
from petitmot.web.words.written import Written


@member_page
def reply(request: MemberRequest, post_id: int) -> HttpResponse:
    """Answer a post: for whom it is written, or fewer (rule 28)."""
    post = seeing.find(request.person, post_id)
    post = post.shares or post
    mine = post.author_id == request.person.pk
    composer = Composer(
        key=f"reply:{post.pk}",
        action=f"/mot/{post.pk}/repondre/",
        title=_("Ajouter un mot") if mine else _("Répondre à %(name)s", name=post.author.called),
        button=_("Ajouter") if mine else _("Répondre à %(name)s", name=post.author.first_name),
        answers=post,
    )
    return answer(request, composer, Written(whom=Visibility(post.visibility), language=request.user.language))


@member_page
def quote(request: MemberRequest, post_id: int) -> HttpResponse:
    """Share a post with a word: one's own words, and the post below them (rule 30)."""
    post = seeing.find(request.person, post_id)
    post = post.shares or post
    composer = Composer(
        key=f"quote:{post.pk}",
        action=f"/mot/{post.pk}/citer/",
        title=_("Partager avec un mot"),
        button=_("Partager"),
        quotes=post,
    )
    return answer(request, composer, Written(language=request.user.language))
