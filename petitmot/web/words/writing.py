"""To write something new."""

from __future__ import annotations

from django.http import HttpResponse

from petitmot.kit.language import _
from petitmot.posts.models import Visibility
from petitmot.web.pages import MemberRequest, member_page
from petitmot.web.words.composer import Composer
from petitmot.web.words.composing import answer
from petitmot.web.words.written import Written, said


@member_page
def write(request: MemberRequest) -> HttpResponse:
    """The composer. `?a=` names people it is for, `?cercle=` a circle, `?texte=` words to begin with."""
    people, circle = said(request.GET, "a")[:500], said(request.GET, "cercle")[:18]
    first = Written(words=said(request.GET, "texte")[:5000], language=request.user.language)
    if people:
        first.whom, first.people = Visibility.NAMED, people
    elif circle:
        first.whom, first.circle = Visibility.CIRCLE, circle
    composer = Composer(key="post", action="/ecrire/", title=_("Écrire"), button=_("Publier"))
    return answer(request, composer, first)
