"""The follow that came from elsewhere, as it came: the answer carries it, and many servers look at its id."""

from django.db import models

from petitmot.people.models import Person


class FollowLetter(models.Model):
    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    activity = models.JSONField()  # id, type, actor, object

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="follow_letter_once")]

    def __str__(self) -> str:
        return str(self.activity.get("id"))
