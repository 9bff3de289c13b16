"""The moderators' desk: what waits, one report, a person, the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import get_language

from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound
from petitmot.moderation import appealing, deciding, doorkeeping, sanctioning
from petitmot.moderation.models import Report, ReportedPost, Sanction, StaffAct, StaffNote
from petitmot.people import server_texts
from petitmot.people.models import Person
from petitmot.web.moderating.acts_in_words import acts_in_words
from petitmot.web.moderating.ready_words import offered
from petitmot.web.moderating.reporting import reasons
from petitmot.web.pages import MemberRequest, by_moderator, gesture, member_page, show
from petitmot.web.who import Who, who

PAGE = 50
Kind = Sanction.Kind


@dataclass(frozen=True)
class Line:
    """One report in a list."""

    id: int
    who: Who
    reason: str
    words: str
    at: datetime
    decision: str


@member_page
@by_moderator
def waiting(request: MemberRequest) -> HttpResponse:
    """`/moderation/`: the reports nobody has decided yet."""
    lines = [_line(report) for report in deciding.waiting(request.user)[:PAGE]]
    arrivals = doorkeeping.waiting(request.user).exists()
    labels = kinds()
    appeals = [
        (who(each.sanction.person), labels[each.sanction.kind], each) for each in appealing.waiting(request.user)[:PAGE]
    ]
    return show(request, "web/moderating/waiting.html", lines=lines, arrivals=arrivals, appeals=appeals)


@member_page
@by_moderator
def decided(request: MemberRequest) -> HttpResponse:
    page = Paginator(deciding.decided(request.user), PAGE).get_page(request.GET.get("page"))
    return show(request, "web/moderating/decided.html", lines=[_line(report) for report in page], page=page)


@member_page
@by_moderator
def one(request: MemberRequest, report_id: int) -> HttpResponse:
    report = deciding.open_report(request.user, report_id)
    return report_page(request, report, private=[])


@gesture
@by_moderator
def private_words(request: MemberRequest, report_id: int) -> HttpResponse:
    """Show the private words that were reported: a POST, since the trail keeps who read them (rule 32)."""
    report = deciding.open_report(request.user, report_id)
    return report_page(request, report, private=deciding.show_private_words(request.user, report))


def report_page(request: MemberRequest, report: Report, *, private: list[ReportedPost]) -> HttpResponse:
    posts = list(report.posts.all())
    return show(
        request,
        "web/moderating/one.html",
        report=report,
        line=_line(report),
        reporter=who(report.reporter) if report.reporter else None,
        open_posts=[post for post in posts if not post.was_private],
        has_private=any(post.was_private for post in posts),
        private=private,
        rules=_rules(report),
        kinds=list(kinds(here=report.person.server.is_local).items()),
        ready=offered(request),
        notes=_notes(report.person),
    )


@member_page
@by_moderator
def person(request: MemberRequest, person_id: int) -> HttpResponse:
    """What moderators know of a person: reports, notes, acts. No private words (rule 32)."""
    found = Person.objects.select_related("server").filter(pk=person_id).first()
    if found is None:
        raise NotFound(_("Cette personne n’est pas là."))
    reports = Report.objects.filter(person=found).select_related("person__server").order_by("-at")[:PAGE]
    return show(
        request,
        "web/moderating/person.html",
        who=who(found),
        person=found,
        lines=[_line(report) for report in reports],
        standing=_standing(found),
        kinds=list(kinds(here=found.server.is_local).items()),
        ready=offered(request),
        notes=_notes(found),
        acts=told(StaffAct.objects.filter(person=found).select_related("by", "person__server").order_by("-pk")[:PAGE]),
    )


@member_page
@by_moderator
def trail(request: MemberRequest) -> HttpResponse:
    page = Paginator(deciding.trail(request.user), PAGE).get_page(request.GET.get("page"))
    return show(request, "web/moderating/trail.html", acts=told(page), page=page)


@member_page
@by_moderator
def arrivals(request: MemberRequest) -> HttpResponse:
    """Those who wrote a few words to be let in."""
    rows = doorkeeping.waiting(request.user).prefetch_related("persons__server")
    people = [(account, who(account.persons.all()[0])) for account in rows if account.persons.all()]
    return show(request, "web/moderating/arrivals.html", people=people)


def told(acts: object) -> list[tuple[str, str, Who | None, str, datetime]]:
    """Return acts as lines: by whom, what, about whom, which, when."""
    said = acts_in_words()
    return [
        (
            act.by.email if act.by else _("quelqu’un qui est parti"),
            said.get(act.act, act.act),
            _who(act),
            act.about,
            act.at,
        )
        for act in acts  # type: ignore[attr-defined]
    ]


def kinds(*, here: bool = True) -> dict[str, str]:
    """Return what can be decided about a person; of who lives elsewhere, less."""
    said = {
        Kind.WARNED: _("Rappeler les règles, rien de plus"),
        Kind.COVERED: _("Ses images derrière un avertissement"),
        Kind.LIMITED: _("Hors des listes, sauf pour qui suit"),
        Kind.SHUT_OUT: _("Ne peut plus entrer ; ses mots restent"),
        Kind.SUSPENDED: _("Suspendre : hors de vue"),
    }
    return {kind: label for kind, label in said.items() if here or kind not in sanctioning.HERE_ONLY}


def _standing(person: Person) -> list[tuple[str, str, Sanction]]:
    """What holds of decisions: label, kind, and the newest decision of that kind."""
    newest: dict[str, Sanction] = {}
    for sanction in sanctioning.standing(person).select_related("by"):
        newest.setdefault(sanction.kind, sanction)
    labels = kinds()
    return [(labels[kind], kind, sanction) for kind, sanction in newest.items()]


def _rules(report: Report) -> list[str]:
    known = server_texts.rules(get_language() or "fr")
    return [known[number - 1] for number in report.rules if 0 < number <= len(known)]


def _who(act: StaffAct) -> Who | None:
    return who(act.person) if act.person else None


def _notes(person: Person) -> list[StaffNote]:
    return list(StaffNote.objects.filter(person=person).select_related("by").order_by("at"))


def _line(report: Report) -> Line:
    return Line(
        id=report.pk,
        who=who(report.person),
        reason=dict(reasons()).get(report.reason, ""),
        words=report.words,
        at=report.decided_at or report.at,
        decision=acts_in_words().get(report.decision, ""),
    )
