"""A copy of what is one's own, made by a job, for its owner only and for a few days."""

from django.db import models

from petitmot.people.models.account import Account
from petitmot.people.models.person import Person


class Export(models.Model):
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="exports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)  # how many parts are made
    of = models.PositiveIntegerField(default=0)  # of how many
    ready_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)  # the file is taken away then
    file = models.CharField(max_length=80, blank=True)  # its name in the data folder's `exports`

    class Meta:
        indexes = [models.Index(fields=["account", "asked_at"])]
