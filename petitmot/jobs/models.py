"""What the outbox keeps: one row for each reaction that is still to happen, one for each thing done again and again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One reaction to one fact. A finished job has no row; one that was given up keeps its row and its last error.

    Rows are written and claimed by the SQL of `ledger.py`; this class owns the table and answers questions.
    """

    lane = models.CharField(max_length=5)
    reaction = models.TextField()  # "module:qualname", looked up in the installed wiring only
    fact = models.TextField()  # "module:qualname" of the fact's class
    payload = models.TextField()  # the fact's fields as JSON
    key = models.TextField(default="")  # jobs of one key run one after the other; "" is no key
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)  # failures, and leases lost with their process
    first_tried = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    leased_by = models.TextField(default="")
    last_error = models.TextField(default="")
    given_up_at = models.DateTimeField(null=True)
    made = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["lane", "due", "id"], name="job_waiting", condition=Q(given_up_at__isnull=True)),
            models.Index(fields=["key", "id"], name="job_order", condition=Q(given_up_at__isnull=True) & ~Q(key="")),
            models.Index(fields=["given_up_at"], name="job_given_up", condition=Q(given_up_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.reaction} {self.payload}"


class PeriodicRun(models.Model):
    """When a periodic function is due next; whoever moves the moment on is the one who makes its job."""

    name = models.TextField(primary_key=True)  # "module:qualname"
    next_due = models.DateTimeField()
    last_made = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.next_due}"
