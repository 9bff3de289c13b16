"""What the moderators decided about a server elsewhere."""

from django.db import models
from django.db.models import Q

from petitmot.people.models import Account


class ServerLimit(models.Model):
    """One decision; it holds for the server and for all below its name, unless one of these has its own."""

    class Measure(models.TextChoices):
        NOTHING = "nothing"  # its pictures or its reports alone
        SILENCED = "silenced"  # its people are in lists only of those who follow them
        REFUSED = "refused"  # nothing comes from there, nothing goes there
        ALLOWED = "allowed"  # received where only listed servers are

    domain = models.CharField(max_length=255)  # ASCII, small letters, with its port where it has one
    measure = models.CharField(max_length=8, choices=Measure.choices)
    rejects_media = models.BooleanField(default=False)
    rejects_reports = models.BooleanField(default=False)
    hides_name = models.BooleanField(default=False)  # with stars, where the decision is told to others
    public_comment = models.TextField(blank=True)
    private_comment = models.TextField(blank=True)  # for moderators alone
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["domain"], condition=~Q(measure="allowed"), name="limited_once"),
            models.UniqueConstraint(fields=["domain"], condition=Q(measure="allowed"), name="allowed_once"),
        ]

    def __str__(self) -> str:
        return self.domain
