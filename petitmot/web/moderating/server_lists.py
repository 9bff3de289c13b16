"""A list of servers from a file: shown first with what it would do, then what is ticked is decided. And the way back."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import msgspec
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal
from petitmot.moderation import block_lists
from petitmot.moderation.block_lists import Line, Reading
from petitmot.moderation.limiting import Decided
from petitmot.web.moderating.servers import HERE, said_of
from petitmot.web.pages import MemberRequest, by_operator, form_or_refusal, gesture, member_page, show

AT_ONCE = 300  # lines on one page: each is a field of its form


@dataclass(frozen=True)
class Choice:
    """One line to tick: what its box carries, and what is shown."""

    carries: str
    line: Line
    said: str
    before: str
    ticked: bool


@member_page
@by_operator
def bring(request: MemberRequest) -> HttpResponse:
    """`/moderation/serveurs/liste/`: give a file; what it would do is shown, nothing is decided yet."""
    if request.method != "POST":
        return show(request, "web/moderating/server_list.html", refusal=None)

    def look() -> HttpResponse:
        file = request.FILES.get("list")
        if not isinstance(file, UploadedFile):
            raise Refusal(_("Choisissez un fichier."), code="list_missing", field="list")
        reading = block_lists.read(request.user, file.read(block_lists.LARGEST + 1))
        return _shown(request, reading, file.name or "")

    return form_or_refusal(look, lambda why: show(request, "web/moderating/server_list.html", refusal=why))


@gesture
@by_operator
def apply(request: MemberRequest) -> HttpResponse:
    """Decide what was ticked."""
    lines = [_carried(text) for text in request.POST.getlist("line")[:AT_ONCE]]
    source = request.POST.get("source", "")[:100]
    noted = _("D’une liste : %(file)s, %(day)s", file=source, day=f"{clock.now():%Y-%m-%d}")
    block_lists.apply(request.user, lines, private_comment=noted)
    messages.success(request, _("C’est décidé, et la trace en est gardée.") if lines else _("Rien n’était coché."))
    return redirect(HERE)


@member_page
@by_operator
def export(request: MemberRequest) -> HttpResponse:
    """The list of this server, as other servers read it."""
    answer = HttpResponse(block_lists.written(request.user), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="domain_blocks.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _shown(request: MemberRequest, reading: Reading, source: str) -> HttpResponse:
    choices = [
        Choice(
            msgspec.json.encode({"domain": line.domain, **asdict(line.decided)}).decode(),
            line,
            _said(line.decided),
            said_of(line.before, rejects_media=False, rejects_reports=False) if line.before else "",
            ticked=not line.before and not line.has_ties,
        )
        for line in reading.lines[:AT_ONCE]
    ]
    return show(
        request,
        "web/moderating/server_list_shown.html",
        choices=choices,
        reading=reading,
        left=len(reading.lines) > AT_ONCE,
        problems=reading.problems[:AT_ONCE],
        source=source,
    )


def _said(decided: Decided) -> str:
    return said_of(decided.measure, rejects_media=decided.rejects_media, rejects_reports=decided.rejects_reports)


def _carried(text: str) -> Line:
    """Read what a box carried; whatever it says is looked at again by `limiting.decide`."""
    try:
        said = msgspec.json.decode(text, type=dict[str, str | bool])
        domain = str(said.pop("domain", ""))
        return Line(domain, msgspec.convert(said, Decided))
    except msgspec.MsgspecError:
        raise Refusal(_("Cette liste ne se lit plus : redonnez le fichier."), code="not_a_list") from None
