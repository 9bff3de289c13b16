"""What moderators decided about a person, and what the person says to it."""

from __future__ import annotations

from django.db import models

from petitmot.moderation.models.report import Report
from petitmot.people.models import Account, Person


class Sanction(models.Model):
    """One decision about a person; it stands until it is lifted. The person reads its words, and may appeal once."""

    class Kind(models.TextChoices):
        WARNED = "warned"  # words, nothing else
        COVERED = "covered"  # their pictures are behind a warning
        LIMITED = "limited"  # in lists only of those who follow them
        SHUT_OUT = "shut_out"  # cannot sign in
        SUSPENDED = "suspended"  # out of sight

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sanctions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField(blank=True)  # what the moderators say of it, to the person
    report = models.ForeignKey(Report, null=True, on_delete=models.SET_NULL, related_name="sanctions")
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "kind"], name="sanctions_of_person")]


class Appeal(models.Model):
    """A few words against a decision, once; the moderators lift it, or it stays."""

    sanction = models.OneToOneField(Sanction, on_delete=models.CASCADE, primary_key=True, related_name="appeal")
    words = models.TextField()
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    was_granted = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["decided_at", "at"], name="appeals_waiting")]
