"""A report about somebody elsewhere, shown to the moderators there: by this server's own actor, nobody is named."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from petitmot.federation import addresses
from petitmot.federation.delivering.queue import deliver
from petitmot.federation.delivering.recipients import Door, of_one
from petitmot.federation.documents import person_activities
from petitmot.moderation.events import ReportForwarded
from petitmot.moderation.models import Report
from petitmot.people.models import Person
from petitmot.posts.models import Post


def tell_report(fact: ReportForwarded) -> None:
    """Send a Flag to each server it is forwarded to. A reaction."""
    report = Report.objects.select_related("person__server").filter(pk=fact.report_id).first()
    if report is None or report.person.server.is_local:
        return
    uris = [report.person.uri, *report.posts.order_by("pk").values_list("uri", flat=True)]
    name = salted_hmac("petitmot.flag", str(report.pk)).hexdigest()  # ids of reports are counted: they stay here
    id_ = f"{addresses.instance_uri()}#flags/{name}"
    deliver(person_activities.flag(addresses.instance_uri(), uris, report.words, id_), by=None, to=_doors(report))


def _doors(report: Report) -> set[Door]:
    """One inbox of each: the person's own, and of the servers of whom they answered, one of those they answered."""
    doors: set[Door] = set()
    if report.person.server.domain in report.forwarded_to:
        doors |= of_one(report.person_id)
    shown = Post.objects.filter(pk__in=report.posts.values("post_id"), in_reply_to__isnull=False)
    answered = Person.objects.filter(posts__in=shown.values("in_reply_to"), server__domain__in=report.forwarded_to)
    for person in answered.exclude(server=report.person.server).order_by("pk"):
        if not any(door.server == person.server_id for door in doors):
            doors |= of_one(person.pk)
    return doors
