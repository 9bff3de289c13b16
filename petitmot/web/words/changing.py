"""To say it better, to see what was said before, and to take words back (rules 30 and 41)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from petitmot.kit.language import _
from petitmot.kit.refusals import NotAllowed, Refusal
from petitmot.people.emoji import by_id
from petitmot.people.models import Emoji, Person
from petitmot.posts import editing, seeing, showing
from petitmot.posts.content import typed
from petitmot.posts.models import Picture, Post, Version
from petitmot.web.emoji import in_line, in_words
from petitmot.web.pages import MemberRequest, member_page, require_safe, show, viewer
from petitmot.web.pictures import joining
from petitmot.web.pictures.joining import Joined
from petitmot.web.telling import tell
from petitmot.web.who import page_of, who
from petitmot.web.words.written import LANGUAGES, Written, from_form


@member_page
def edit(request: MemberRequest, post_id: int) -> HttpResponse:
    """Retouch one's own words. The audience stays what it was."""
    post = mine(request.person, post_id)
    if post.shares_id is not None:
        raise NotAllowed(_("Un partage n’a pas de mots à corriger."), code="not_editable")
    written = Written(words=post.source, warning=post.warning, language=post.language)
    joined, asks_words = Joined(list(post.pictures.order_by("place"))), False
    refusal = None
    if request.method == "POST":
        written = from_form(request)
        joined = joining.attend(request, written, post)
        refusal = joined.refusal
        asks_words = joined.lacks_words and "sans-description" not in request.POST
        if not (refusal or joined.is_only_joining or asks_words):
            try:
                return _edit(request, post, written, joined.pictures)
            except Refusal as refused:
                refusal = refused
    return show(
        request,
        "web/words/edit.html",
        status=refusal.status if refusal else 200,
        post_url=f"{page_of(post.author)}/{post.pk}",
        written=written,
        wrong={refusal.field or "words": refusal.sentence} if refusal else {},
        languages=list((LANGUAGES | {post.language: LANGUAGES.get(post.language, post.language)}).items()),
        pictures=joined.pictures,
        asks_words=asks_words and not joined.is_only_joining,
        asked_words=asks_words or "sans-description" in request.POST,
        most=5000,
    )


def _edit(request: MemberRequest, post: Post, written: Written, pictures: list[Picture]) -> HttpResponse:
    content = typed(
        written.words,
        warning=written.warning,
        language=written.language if written.language in LANGUAGES else post.language,
        pictures=pictures,
        place_for="words",
        plain=post.is_plain,
        sensitive=post.is_sensitive,
    )
    editing.edit(post, request.person, content, keeps_poll=True)
    messages.success(request, _("C’est retouché. Ce qui était écrit avant reste lisible."))
    return HttpResponseRedirect(f"{page_of(post.author)}/{post.pk}")


@member_page
def delete(request: MemberRequest, post_id: int) -> HttpResponse:
    """Ask first, then take words back for good."""
    post = mine(request.person, post_id)
    if request.method == "POST":
        editing.delete(post, request.person)
        messages.success(request, _("Vos mots sont retirés."))
        return HttpResponseRedirect(page_of(request.person))
    shown = tell(request.person, showing.show(request.person, [post.pk]))
    return show(request, "web/words/delete.html", it=shown[0], post_url=f"{page_of(post.author)}/{post.pk}")


@require_safe
def versions(request: HttpRequest, post_id: int) -> HttpResponse:
    """What a post said before, the newest first, for whoever may see the post."""
    post = seeing.find(viewer(request), post_id)
    rows = list(post.versions.order_by("-at", "-pk"))
    emoji = by_id({*post.emoji, *(id_ for version in rows for id_ in version.emoji)})
    before = [_version(version, version.at, emoji) for version in rows]
    now = _version(post, post.edited_at or post.published, emoji)
    return show(
        request,
        "web/words/versions.html",
        author=who(post.author),
        post_url=f"{page_of(post.author)}/{post.pk}",
        lang=post.language,
        versions=[now, *before],
    )


def _version(said: Post | Version, at: datetime, emoji: Mapping[int, Emoji]) -> dict[str, object]:
    named = [emoji[id_] for id_ in said.emoji if id_ in emoji]
    return {"at": at, "html": in_words(said.html, named), "warning": in_line(said.warning, named)}


def mine(person: Person, post_id: int) -> Post:
    """Return a post of one's own; refused as not there where it may not be seen, as not one's own where it may."""
    post = seeing.find(person, post_id)
    if post.author_id != person.pk:
        raise NotAllowed(_("Ces mots ne sont pas les vôtres."), code="not_yours")
    return post
