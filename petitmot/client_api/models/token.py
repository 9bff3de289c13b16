"""A token: an application may act for a person. Only its hash is kept."""

from __future__ import annotations

from django.db import models

from petitmot.client_api.models.application import Application
from petitmot.people.models import Account, Person


class Token(models.Model):
    digest = models.CharField(max_length=64, unique=True)  # sha256: tokens are random, no salt is needed
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="tokens")
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="tokens")  # null: its own
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    scopes = models.CharField(max_length=2000)  # parted by spaces
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)  # written at most hourly
    revoked_at = models.DateTimeField(null=True, blank=True)  # kept for a while, so that it can be said

    class Meta:
        indexes = [models.Index(fields=["account", "revoked_at"])]

    @property
    def granted(self) -> frozenset[str]:
        return frozenset(self.scopes.split())
