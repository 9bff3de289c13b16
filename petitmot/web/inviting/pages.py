"""To make an invitation, and see what became of those one made.

The link is shown once, on the page that answers the form: its token is stored nowhere.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from petitmot.kit import addresses, clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.people import invitations
from petitmot.people.models import Invitation
from petitmot.web.asking.sheet import line_of
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import who


@member_page
def invite(request: MemberRequest) -> HttpResponse:
    """Write a few words for one person, and get a link for them."""
    if request.method != "POST":
        return _page(request)
    words, for_whom = request.POST.get("words", ""), request.POST.get("for_whom", "")

    def act() -> HttpResponse:
        made, token = invitations.invite(request.person, words=words, for_whom=for_whom)
        return _page(request, made=made, link=f"{addresses.origin()}/invitation/{token}/")

    return form_or_refusal(act, lambda refusal: _page(request, words=words, for_whom=for_whom, refusal=refusal))


@gesture
def take_back(request: MemberRequest, invitation_id: int) -> HttpResponse:
    """The link opens nothing any more."""
    invitations.take_back(request.person, invitation_id)
    messages.success(request, _("Cette invitation n’ouvre plus rien."))
    return HttpResponse(status=303, headers={"Location": "/inviter/"})


def _page(
    request: MemberRequest,
    *,
    words: str = "",
    for_whom: str = "",
    refusal: Refusal | None = None,
    made: Invitation | None = None,
    link: str = "",
) -> HttpResponse:
    rows = invitations.made_by(request.person)
    return show(
        request,
        "web/inviting/page.html",
        place="community",
        writer=who(request.person, line=line_of(request.person)),
        words=words,
        for_whom=for_whom,
        refusal=refusal,
        made=made,
        link=link,
        waiting=[row for row in rows if row.taken_by is None and row.ends_at > clock.now()],
        taken=[(row, who(row.taken_by)) for row in rows if row.taken_by is not None],
    )
