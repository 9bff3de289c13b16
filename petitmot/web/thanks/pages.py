"""The page of thanks, with the other's words above (rule 36)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from petitmot.attentions import thanks
from petitmot.attentions.models import ThanksPrompt
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.web.asking.sheet import line_of
from petitmot.web.pages import MemberRequest, form_or_refusal, gesture, member_page, show
from petitmot.web.who import who


@member_page
def thank(request: MemberRequest, request_id: int) -> HttpResponse:
    """Read what was answered, write a few words of thanks."""
    prompt = thanks.find(request.person, request_id)
    if request.method != "POST":
        return _page(request, prompt, "", None)
    words = request.POST.get("words", "")

    def act() -> HttpResponse:
        thanks.thank(prompt, words)
        said = _("Vos mercis sont partis chez %(name)s.", name=prompt.request.asked.called)
        messages.success(request, said, extra_tags=f"draft:thanks-{request_id}")
        return HttpResponse(status=303, headers={"Location": "/"})

    return form_or_refusal(act, lambda refusal: _page(request, prompt, words, refusal))


@gesture
def later(request: MemberRequest, request_id: int) -> HttpResponse:
    """Not now: it leaves the table, and is not asked for again."""
    thanks.put_off(thanks.find(request.person, request_id))
    return HttpResponse(status=303, headers={"Location": "/"})


def _page(request: MemberRequest, prompt: ThanksPrompt, words: str, refusal: Refusal | None) -> HttpResponse:
    asked = prompt.request.asked
    return show(
        request,
        "web/thanks/page.html",
        place="community",
        prompt=prompt,
        other=who(asked, line=line_of(asked)),
        writer=who(request.person, line=line_of(request.person)),
        answer=prompt.request.acceptance_words,
        mine=prompt.request.note,
        at=prompt.made_at,
        words=words,
        refusal=refusal,
    )
