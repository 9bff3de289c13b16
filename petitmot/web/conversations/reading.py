"""The list of conversations and the letters of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.kit.text import excerpt, row_number
from petitmot.look.names import together
from petitmot.people import pace
from petitmot.people.emoji import by_id
from petitmot.people.models import Emoji, Person
from petitmot.posts import conversations, correspondence, drafts, picturing
from petitmot.posts.audiences import To
from petitmot.posts.content import typed
from petitmot.posts.models import Member, Picture, Post, Visibility
from petitmot.posts.publishing import publish
from petitmot.web.emoji import in_words
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.photos import Photo, photos
from petitmot.web.who import Who, who
from petitmot.web.words.written import sheet_of


@dataclass(frozen=True)
class Letter:
    """One private word on the page."""

    id: int
    author: Who
    when: datetime
    html: Markup
    lang: str
    mine: bool
    edited: bool
    pictures: tuple[Photo, ...] = ()


@member_page
def index(request: MemberRequest) -> HttpResponse:
    """`/conversations/`: the newest word first."""
    lines, has_more = correspondence.list_of(request.person, before=row_number(request.GET.get("avant")) or None)
    return show(
        request,
        "web/conversations/index.html",
        place="conversations",
        lines=[(line, [who(other) for other in line.others], _last(line, request.person)) for line in lines],
        has_more=has_more,
    )


@member_page
def conversation(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """`/conversations/<id>/`: GET shows the letters, POST adds one."""
    member = conversations.find(request.person, conversation_id)
    if request.method != "POST":
        return _page(request, member)
    words = request.POST.get("words", "")

    def send() -> HttpResponse:
        pace.spend(request.person, "write")
        others = correspondence.others_in(member)
        post = publish(
            request.person,
            typed(words, language=request.user.language, place_for="words"),
            To(Visibility.NAMED, people=tuple(others)),
            answers=_last_post(member),
        )
        key = f"message:{conversation_id}"
        drafts.forget(request.person, key, sheet=sheet_of(request))
        messages.success(request, _("Votre mot est parti."), extra_tags=f"draft:{key}")
        return redirect(f"/conversations/{conversation_id}/#p{post.pk}")

    return form_or_refusal(send, lambda refusal: _page(request, member, words=words, refusal=refusal))


def _page(request: MemberRequest, member: Member, *, words: str = "", refusal: Refusal | None = None) -> HttpResponse:
    before = row_number(request.GET.get("avant"))
    page = correspondence.letters(member, before=before or None)
    draft = drafts.find(request.person, f"message:{member.conversation_id}")
    pictures = picturing.of_posts(page.posts)
    emoji = by_id({id_ for post in page.posts for id_ in post.emoji})
    others = [who(other) for other in correspondence.others_in(member)]
    return show(
        request,
        "web/conversations/conversation.html",
        place="conversations",
        member=member,
        sheet=(sheet_of(request) if refusal else "") or drafts.new_sheet(),
        others=others,
        title=together([other.name for other in others]) or _("Une conversation avec vous-même"),
        letters=[_letter(post, request.person, pictures.get(post.pk, ()), emoji) for post in page.posts],
        has_older=page.has_older,
        up_to=page.posts[-1].pk if page.posts and not before else 0,
        is_unread=member.conversation.last_post > member.read_up_to,
        words=words or (draft.words if draft else ""),
        refusal=refusal,
    )


def _letter(post: Post, reader: Person, pictures: tuple[Picture, ...], emoji: Mapping[int, Emoji]) -> Letter:
    return Letter(
        id=post.pk,
        author=who(post.author),
        when=post.published,
        html=in_words(post.html, [emoji[id_] for id_ in post.emoji if id_ in emoji]),
        lang=post.language,
        mine=post.author_id == reader.pk,
        edited=post.edited_at is not None,
        pictures=photos(pictures, post.pk),
    )


def _last(line: correspondence.Line, reader: Person) -> str:
    """Return the newest word on one line, said with who wrote it."""
    if line.last is None:
        return ""
    words = excerpt(line.last.plain, 90)
    if line.last.author_id == reader.pk:
        return _("Vous : %(words)s", words=words)
    if len(line.others) > 1:
        return _("%(name)s : %(words)s", name=line.last.author.first_name, words=words)
    return words


def _last_post(member: Member) -> Post | None:
    """The word that is answered: letters of a conversation stand in one thread."""
    return Post.objects.filter(conversation=member.conversation_id).order_by("-pk").first()
