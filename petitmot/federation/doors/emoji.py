"""Emoji of this server, at the address their tags name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from petitmot.federation.documents.emoji import emoji_document
from petitmot.federation.doors.answering import answer, door
from petitmot.federation.doors.reader import let_in
from petitmot.people import emoji


@door
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with an emoji; 404 for what was withdrawn."""
    let_in(request)
    found = emoji.here(code)
    return answer(request, emoji_document(found), changed=found.updated_at)


urlpatterns = [path("ap/emoji/<str:code>", one)]
