"""A wink to a new follower: by hand, once (rule 36)."""

from django.db import models

from petitmot.people.models import Person


class Wink(models.Model):
    winker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="winks_given")
    winked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="winks")
    at = models.DateTimeField()
    with_words = models.BooleanField(default=False)  # then a private word carries it, and the drawing stands above it
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["winker", "winked"], name="a_wink_once")]
