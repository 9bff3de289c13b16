"""What one does about another person: follow, put into circles, end a contact."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from petitmot.kit.language import _
from petitmot.people import circles, contacts, follows
from petitmot.people import ties as between_people
from petitmot.people.models import FollowRequest
from petitmot.web.pages import MemberRequest, back, gesture, member_page, show
from petitmot.web.persons.finding import find
from petitmot.web.who import page_of, who
from petitmot.web.words.choices import circle_name


@gesture
def follow(request: MemberRequest, handle: str) -> HttpResponse:
    """Follow, at once or when they approve."""
    them, _between = find(request.person, handle)
    made = follows.follow(request.person, them)
    if isinstance(made, FollowRequest):
        messages.success(request, _("%(name)s choisit qui peut suivre : votre demande attend.", name=them.called))
    return back(request, page_of(them))


@gesture
def unfollow(request: MemberRequest, handle: str) -> HttpResponse:
    """Stop following, or take a follow back that waits."""
    them, _between = find(request.person, handle)
    follows.unfollow(request.person, them)
    return back(request, page_of(them))


@member_page
def in_circles(request: MemberRequest, handle: str) -> HttpResponse:
    """Choose the circles that hold a person; nobody but oneself ever knows."""
    them, between = find(request.person, handle)
    mine = circles.circles_of(request.person)
    if request.method == "POST":
        wanted = {
            int(id_) for id_ in request.POST.getlist("cercle") if id_.isascii() and id_.isdigit() and len(id_) < 19
        }
        for circle in mine:
            if circle.pk in wanted and circle.pk not in between.circles:
                circles.take_in(circle, request.person, them)
            elif circle.pk not in wanted and circle.pk in between.circles:
                circles.take_out(circle, request.person, them)
        messages.success(request, _("C’est rangé."))
        return HttpResponseRedirect(page_of(them))
    return show(
        request,
        "web/persons/circles.html",
        place="community",
        them=who(them),
        known=them.pk in between_people.known_ids(request.person),
        circles=[(circle.pk, circle_name(circle), circle.pk in between.circles) for circle in mine],
    )


@member_page
def end_contact(request: MemberRequest, handle: str) -> HttpResponse:
    """Ask first, then be contacts no more, silently; the follows stay (rule 2)."""
    them, _between = find(request.person, handle)
    if request.method == "POST":
        contacts.end_contact(request.person, them)
        messages.success(request, _("%(name)s n’est plus de vos contacts. Personne n’en est averti.", name=them.called))
        return HttpResponseRedirect(page_of(them))
    return show(request, "web/persons/end_contact.html", place="community", them=who(them))
