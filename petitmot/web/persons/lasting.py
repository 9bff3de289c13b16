"""Addresses that last (rule 39) lead a browser to the page of today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from petitmot.kit.language import _
from petitmot.kit.refusals import Gone, NotFound
from petitmot.people.models import Person
from petitmot.web.pages import require_safe, viewer
from petitmot.web.persons.post import find_post
from petitmot.web.who import page_of


@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Lead to a person's page; 410 for who has left."""
    rows = Person.objects.select_related("server").filter(server__is_local=True)
    found = rows.filter(pk=person_id).first() if person_id < 2**63 else None
    if found is None or found.suspended_at is not None:
        raise NotFound(_("Il n’y a personne à cette adresse."))
    if found.left_at is not None:
        raise Gone(_("La personne qui vivait à cette adresse est partie."))
    return _lead_to(page_of(found))


@require_safe
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Lead to a post's page, for whoever may see it; 410 where a tombstone stands."""
    found = find_post(viewer(request), post_id)
    return _lead_to(f"{page_of(found.author)}/{found.pk}")


def _lead_to(page: str) -> HttpResponse:
    answer = HttpResponseRedirect(page)
    answer["Vary"] = "Accept"  # to other servers the same address answers a document
    return answer
