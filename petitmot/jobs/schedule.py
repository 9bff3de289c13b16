"""What is done again and again: when its moment comes, one of the processes makes one job of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from petitmot.jobs import announcing, ledger
from petitmot.jobs.announcing import Periodic
from petitmot.jobs.models import Job, PeriodicRun

FIRST_RUN = timedelta(minutes=1)  # a fresh server first opens its doors, then tidies


def make_due(moment: datetime) -> int:
    """Make a job of each periodic function whose moment has come; return how many were made here.

    Whoever moves `next_due` on makes the job, so of many processes only one does. A function whose last job is still
    waiting or running gets no second one; one that was given up is taken up again.
    """
    wanted = {announcing.name_of(each.function): each for each in announcing.installed()[1]}
    known = dict(PeriodicRun.objects.filter(name__in=wanted).values_list("name", "next_due"))
    new = [
        PeriodicRun(name=name, next_due=moment + min(FIRST_RUN, each.every))
        for name, each in wanted.items()
        if name not in known
    ]
    if new:
        PeriodicRun.objects.bulk_create(new, ignore_conflicts=True)
    return sum(_make(name, wanted[name], moment) for name, due in known.items() if due <= moment)


def _make(name: str, periodic: Periodic, moment: datetime) -> bool:
    with transaction.atomic():
        claimed = PeriodicRun.objects.filter(name=name, next_due__lte=moment).update(
            next_due=moment + periodic.every, last_made=moment
        )
        if not claimed:
            return False
        last = Job.objects.filter(fact=ledger.PERIODIC, reaction=name, key=name)
        if last.filter(given_up_at__isnull=True).exists():
            return False
        if last.update(given_up_at=None, attempts=0, due=moment, first_tried=None, lane=periodic.lane):
            return True
        ledger.insert([ledger.NewJob(periodic.lane, name, ledger.PERIODIC, "", name, moment, moment)])
    return True
