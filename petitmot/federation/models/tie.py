"""The follow that came from elsewhere, as it came: the answer carries it, and many servers look at its id."""

from django.db import models
from django.db.models import Q

from petitmot.people.models import Person


class FollowLetter(models.Model):
    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    activity = models.JSONField()  # id, type, actor, object
    accept_id = models.BigIntegerField(null=True)  # the OutgoingActivity that accepts it, without a foreign key
    accept_arrived_at = models.DateTimeField(null=True)  # their server took it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="follow_letter_once")]
        indexes = [
            models.Index(
                fields=["accept_id"],
                name="accept_on_its_way",
                condition=Q(accept_id__isnull=False, accept_arrived_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.activity.get("id"))
