"""`/@name/signaler/?mot=<post>`: show a person, and words of theirs, to the moderators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.kit.text import excerpt, row_number
from petitmot.moderation import reporting
from petitmot.moderation.models import Report
from petitmot.people import pace, ties
from petitmot.people.models import Person, Selection
from petitmot.posts.models import Post
from petitmot.posts.seeing import visible_to
from petitmot.web.pages import MemberRequest, form_or_refusal, member_page, show
from petitmot.web.who import who
from petitmot.web.whom import person_named

LAST_WORDS = 5


@member_page
def report(request: MemberRequest, handle: str) -> HttpResponse:
    """GET shows the form, with the words one came from ticked; POST sends it."""
    person = person_named(handle)
    if person.pk == request.person.pk:
        raise NotFound(_("Cette personne n’est pas là."))
    if request.method != "POST":
        return _page(request, person)

    def send() -> HttpResponse:
        pace.spend(request.person, "report")
        ids = [row_number(id_) for id_ in request.POST.getlist("post")]
        reporting.report(
            request.person,
            person,
            reason=request.POST.get("reason", ""),
            words=request.POST.get("words", ""),
            posts=list(Post.objects.filter(pk__in=ids[: reporting.MOST_POSTS])),
            selections=_selections(request, person),
            forward="forward" in request.POST,
        )
        messages.success(
            request, _("C’est entre les mains des modérateurs. %(name)s n’en saura rien.", name=person.called)
        )
        return redirect(who(person).url if not ties.is_blocked_between(request.person, person) else "/")

    return form_or_refusal(send, lambda refusal: _page(request, person, refusal=refusal))


def _page(request: MemberRequest, person: Person, *, refusal: Refusal | None = None) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    ticked = {row_number(id_) for id_ in [*given.getlist("post"), *given.getlist("mot")]}
    theirs = visible_to(request.person, Post.objects.filter(author=person, shares=None))
    posts = {post.pk: post for post in theirs.filter(pk__in=ticked)}
    posts |= {post.pk: post for post in theirs.order_by("-pk")[:LAST_WORDS]}
    return show(
        request,
        "web/moderating/report.html",
        who=who(person),
        reasons=reasons(),
        reason=given.get("reason", "other"),
        words=given.get("words", ""),
        elsewhere="" if person.server.is_local else person.server.domain,
        forwards="forward" in given,
        selections=[(each.pk, each.name) for each in _selections(request, person)],
        posts=[(post.pk, excerpt(post.plain, 120), post.published, post.pk in ticked) for post in posts.values()],
        refusal=refusal,
    )


def _selections(request: MemberRequest, person: Person) -> list[Selection]:
    """The selection one came from (`?selection=`), where it is theirs."""
    given = request.POST if request.method == "POST" else request.GET
    ids = [int(id_) for id_ in given.getlist("selection") if id_.isascii() and id_.isdigit() and len(id_) < 19]
    return list(Selection.objects.filter(pk__in=ids[: reporting.MOST_POSTS], owner=person))


def reasons() -> list[tuple[str, str]]:
    """Return what can be wrong, as one says it."""
    kinds = Report.Reason
    return [
        (kinds.UNKIND, _("Ces mots blessent ou menacent")),
        (kinds.ADVERTISING, _("C’est de la publicité, ou une arnaque")),
        (kinds.UNLAWFUL, _("C’est contraire à la loi")),
        (kinds.SOMEBODY_ELSE, _("Cette personne se fait passer pour une autre")),
        (kinds.OTHER, _("Autre chose")),
    ]
