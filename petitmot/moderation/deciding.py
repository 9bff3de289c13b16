"""What moderators do with a report. Every act leaves a line in the trail."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from petitmot.kit import clock
from petitmot.kit.language import _
from petitmot.kit.refusals import NotFound, Refusal
from petitmot.moderation import closing, sanctioning, staff
from petitmot.moderation.models import Report, ReportedPost, Sanction, StaffAct, StaffNote
from petitmot.people.models import Account, Person
from petitmot.posts import editing
from petitmot.posts.models import Post

Decision = Report.Decision


def waiting(by: Account) -> QuerySet[Report]:
    """Return the reports nobody has decided yet, the oldest first."""
    staff.refuse_members(by)
    return Report.objects.filter(decided_at=None).select_related("person__server", "reporter").order_by("at")


def decided(by: Account) -> QuerySet[Report]:
    staff.refuse_members(by)
    rows = Report.objects.filter(decided_at__isnull=False).select_related("person__server", "decided_by")
    return rows.order_by("-decided_at")


def open_report(by: Account, report_id: int) -> Report:
    """Return one report, without the private words in it: those are for `show_private_words`. Refused: `not_found`."""
    staff.refuse_members(by)
    report = Report.objects.select_related("person__server", "reporter").filter(pk=report_id).first()
    if report is None:
        raise NotFound(_("Ce signalement n’est pas là."))
    return report


def show_private_words(by: Account, report: Report) -> list[ReportedPost]:
    """Return the private words that were reported, and write into the trail that this person read them (rule 32)."""
    staff.refuse_members(by)
    posts = list(report.posts.filter(was_private=True))
    if posts:
        staff.write(by, "read_private_words", report=report, about=", ".join(post.uri for post in posts)[:300])
    return posts


def leave_it(by: Account, report: Report) -> None:
    """Nothing is to be done."""
    _decide(by, report, Decision.NOTHING)


def recall_the_rules(by: Account, report: Report, words: str) -> None:
    """Write to the person what is not welcome here. Refused: `words_missing`, and what `sanctioning.impose` refuses."""
    if not words.strip():
        raise Refusal(_("Écrivez ce que vous voulez lui rappeler."), code="words_missing", field="words")
    _refuse_decided(report)
    sanctioning.impose(by, report.person, Sanction.Kind.WARNED, words=words, report=report)


def remove_words(by: Account, report: Report) -> None:
    """Delete the words that were reported."""
    ids = list(report.posts.values_list("post_id", flat=True))
    with transaction.atomic():
        _decide(by, report, Decision.WORDS_REMOVED, about=", ".join(map(str, ids)))
        for post in Post.objects.filter(pk__in=ids, author=report.person_id):
            editing.remove(post)


def decide(by: Account, report: Report, kind: str, words: str = "") -> None:
    """Decide something about the person a report is about, and so about all reports of them that wait."""
    _refuse_decided(report)
    sanctioning.impose(by, report.person, kind, words=words, report=report)


def write_note(by: Account, person: Person, words: str) -> StaffNote:
    """Write something down about a person, for the other moderators. Refused: `words_missing`."""
    staff.refuse_members(by)
    if not words.strip():
        raise Refusal(_("Il n’y a encore rien d’écrit."), code="words_missing", field="words")
    with transaction.atomic():
        staff.write(by, "note", person=person)
        return StaffNote.objects.create(person=person, by=by, words=words.strip()[:2000], at=clock.now())


def trail(by: Account) -> QuerySet[StaffAct]:
    """Return every act of the staff, the newest first."""
    staff.refuse_members(by)
    return StaffAct.objects.select_related("by", "person__server", "report").order_by("-pk")


def write_act(by: Account, act: str, *, person: Person | None = None, about: str = "") -> None:
    """Write an act done elsewhere (letting somebody in, changing the rules) into the trail."""
    staff.write(by, act, person=person, about=about)


def _decide(by: Account, report: Report, decision: str, *, about: str = "") -> None:
    with transaction.atomic():
        closing.close(by, report, decision)
        staff.write(by, decision, report=report, about=about)


def _refuse_decided(report: Report) -> None:
    if report.decided_at is not None:
        raise Refusal(_("Quelqu’un a déjà décidé de ce signalement."), code="already_decided")
