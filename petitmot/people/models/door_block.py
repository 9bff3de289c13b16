"""What the door of this server does not take: domains of e-mail, networks, and single e-mails known by their digest."""

from __future__ import annotations

from django.db import models

from petitmot.kit import clock
from petitmot.people.models.account import Account


class EmailDomainBlock(models.Model):
    """Nobody comes in with an e-mail of this domain, or of one below it."""

    domain = models.CharField(max_length=255, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.domain


class EmailBlock(models.Model):
    """Nobody comes in with this one e-mail; only the digest of its canonical form is kept."""

    digest = models.CharField(max_length=64, unique=True)  # sha256, in hex
    at = models.DateTimeField()
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.digest


class NetworkBlock(models.Model):
    """What a network (or one address of it) may not do here, until it ends."""

    class Severity(models.TextChoices):
        WORDS = "words"  # who comes from there writes a few words to the moderators, and waits
        NO_SIGN_UP = "no_sign_up"
        NO_ACCESS = "no_access"  # neither signs up nor in

    network = models.CharField(max_length=50, unique=True)  # "192.0.2.0/24", "2001:db8::/32"
    severity = models.CharField(max_length=12, choices=Severity.choices)
    comment = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.network

    @property
    def is_in_force(self) -> bool:
        return self.ends_at is None or self.ends_at > clock.now()
