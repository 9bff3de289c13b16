"""After a restore: what waited to go out may have gone out since the copy was made (rule 43)."""

from __future__ import annotations

from django.db.models import Q

from petitmot.jobs.models import Job
from petitmot.kit import clock

CARRIERS = ("petitmot.post_office", "petitmot.federation", "petitmot.live")  # the rooms whose jobs leave the house
HELD = "Retenu à la restauration : ce qui attendait est peut-être déjà parti depuis la sauvegarde."


def hold_back() -> int:
    """Give up every job that would carry something outside, and say how many.

    They stay visible (`petitmot jobs list`) and can be tried one by one. Jobs within the house go on: a notice that
    was not yet written is still to be written.
    """
    outside = Q()
    for room in CARRIERS:
        outside |= Q(reaction__startswith=f"{room}.") | Q(reaction__startswith=f"{room}:")
    waiting = Job.objects.filter(outside, given_up_at=None)
    return waiting.update(given_up_at=clock.now(), last_error=HELD, leased_until=None, leased_by="")
