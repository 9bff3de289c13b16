"""What we know of a server as a correspondent: how it wants to be spoken to, since when it is silent, what waits for it."""

from django.db import models
from django.db.models import Q

from petitmot.people.models import Server


class Peer(models.Model):
    """One a server that anything was ever sent to, or that ever wrote.

    Whoever sends holds the lease of the whole server, so that its deliveries keep their order. Written by the SQL of
    `delivering/ledger.py` and `delivering/settling.py`.
    """

    server = models.OneToOneField(Server, on_delete=models.CASCADE, primary_key=True, related_name="peer")
    scheme = models.CharField(
        max_length=8, blank=True, default=""
    )  # "cavage", "rfc9421": what worked; "" not known yet
    version = models.CharField(max_length=60, blank=True, default="")  # of its software, as it says
    looked_at = models.DateTimeField(null=True)  # when its NodeInfo was read last
    last_alive = models.DateTimeField(null=True)  # to the hour
    unreachable_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row; more than none: it is only tried with one delivery
    paused_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")
    given_up = models.PositiveIntegerField(default=0)  # deliveries that will never arrive, all in all
    due = models.DateTimeField(null=True)  # when the first of what waits is due; null: nothing waits
    leased_by = models.CharField(max_length=120, blank=True, default="")
    leased_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due"], name="peer_waiting", condition=Q(due__isnull=False))]

    def __str__(self) -> str:
        return str(self.server_id)
