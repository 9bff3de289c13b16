"""The part of somebody's followers that lives on the server of who asks (FEP-8fcf): nobody else learns of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from petitmot.federation.delivering import synchronising
from petitmot.federation.documents import collections
from petitmot.federation.doors.answering import SignatureWanted, answer, door
from petitmot.federation.doors.persons import present
from petitmot.federation.receiving.signers import signer_of
from petitmot.federation.signatures.material import Unverified
from petitmot.people.models import Server


@door
def followers_of_yours(request: HttpRequest, person_id: int) -> HttpResponse:
    """Answer with uris, to anybody of that server who signs. Refused: `signature_wanted`."""
    person = present(person_id)
    try:
        signer = signer_of(request)
    except Unverified as unverified:
        raise SignatureWanted(unverified.sentence) from unverified
    server = Server.objects.filter(domain=signer.host).first()
    uris = synchronising.followers_there(person.pk, server.pk) if server else []
    return answer(request, collections.whole(synchronising.address(person), uris), for_all=False)


urlpatterns = [path(f"ap/people/<int:person_id>/{synchronising.PATH}", followers_of_yours)]
