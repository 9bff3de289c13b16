"""`/chercher/?q=...`: people first, then tags, then words, the newest first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from petitmot.federation import finding
from petitmot.kit.language import _
from petitmot.kit.text import row_number
from petitmot.people.models import Person
from petitmot.posts.seeing import may_see
from petitmot.reading import search as reading
from petitmot.web import fragments
from petitmot.web.pages import MemberRequest, gesture, member_page, show
from petitmot.web.who import page_of, who


@member_page
def search(request: MemberRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    older = row_number(request.GET.get("avant")) or None
    text = text.removeprefix("@") if finding.is_elsewhere(text.removeprefix("@")) else text
    ids = reading.find_posts(request.person, text, before=older)
    people = [] if older else reading.find_people(request.person, text)
    return show(
        request,
        "web/searching/page.html",
        q=text,
        people=[who(person, line=person.card_does) for person in people],
        tags=[] if older else reading.find_tags(request.person, text),
        posts=fragments.of(request.person, ids, place="public"),
        elsewhere=not people and finding.is_elsewhere(text),
        last=ids[-1] if len(ids) == reading.PAGE else 0,
    )


@gesture
def elsewhere(request: MemberRequest) -> HttpResponse:
    """Ask another server for a person or words by their whole address, and lead to them."""
    text = request.POST.get("q", "").replace("\0", "").strip()[:500]
    found = finding.find(text, by=request.person)
    if isinstance(found, Person):
        return HttpResponseRedirect(page_of(found))
    if found is not None and may_see(request.person, found):
        return HttpResponseRedirect(f"{page_of(found.author)}/{found.pk}")
    messages.error(request, _("Rien ne répond à cette adresse, ou pas pour nous. Vérifiez-la, ou réessayez plus tard."))
    return HttpResponseRedirect(f"/chercher/?{urlencode({'q': text})}")
