"""Jobs that were given up: to be seen by the operator, and tried again by hand."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from petitmot.jobs.bell import ring
from petitmot.jobs.models import Job
from petitmot.kit.clock import now


def failed_jobs() -> QuerySet[Job]:
    """Every job that was given up, newest first, each with its last error."""
    return Job.objects.filter(given_up_at__isnull=False).order_by("-given_up_at", "-id")


def retry(job_id: int) -> bool:
    """Try a given-up job again, from its first attempt; False when there is no such job."""
    with transaction.atomic():
        found = Job.objects.filter(id=job_id, given_up_at__isnull=False).update(
            given_up_at=None, attempts=0, due=now(), first_tried=None, leased_until=None, leased_by=""
        )
        transaction.on_commit(ring)
    return bool(found)
