"""What is on its way to other servers: the activity once, and one row for each inbox that has not taken it yet."""

from django.db import models
from django.db.models import Q

from petitmot.people.models import Person, Server


class OutgoingActivity(models.Model):
    """An activity as it is sent, word for word; gone when its last delivery is.

    The author is protected: whoever leaves is a tombstone, and their goodbye is signed by them. None: this server itself.
    """

    uri = models.CharField(max_length=500)
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.TextField()  # JSON
    made = models.DateTimeField()

    def __str__(self) -> str:
        return self.uri


class Delivery(models.Model):
    """One activity for one inbox. Delivered: no row. Given up: kept for a week, to be seen by the operator."""

    activity = models.ForeignKey(OutgoingActivity, on_delete=models.CASCADE, related_name="deliveries")
    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="+", db_index=False)
    author_id = models.BigIntegerField()  # what one author (0: this server) says to one server goes in its order
    inbox = models.CharField(max_length=500)
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["server", "id"], name="delivery_waiting", condition=Q(given_up_at__isnull=True)),
            models.Index(fields=["server", "due"], name="delivery_due", condition=Q(given_up_at__isnull=True)),
            models.Index(fields=["given_up_at"], name="delivery_given_up", condition=Q(given_up_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} to {self.inbox}"


class Route(models.Model):
    """A set of inboxes that posts went to; posts of one author mostly went the same way, so it is kept once."""

    key = models.CharField(max_length=64, unique=True)  # SHA-256 of the inboxes, in hexadecimal
    inboxes = models.JSONField()  # [[server id, inbox], ...]

    def __str__(self) -> str:
        return self.key


class Reached(models.Model):
    """Where a post went: its edits and its deletion go there, too, whoever follows by then."""

    post_id = models.BigIntegerField()  # no foreign key: needed when the post is gone
    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post_id", "route"], name="reached_once")]

    def __str__(self) -> str:
        return f"{self.post_id} by {self.route_id}"
