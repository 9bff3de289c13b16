"""Words to be said later, kept as they were typed until their moment."""

from django.db import models

from petitmot.people.models import Person


class Scheduled(models.Model):
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="scheduled")
    words = models.TextField(blank=True)
    plan = models.JSONField(default=dict)  # `scheduling.Plan` without the words
    wishes = models.JSONField(default=dict)  # what an application asked for, in its own words
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    refused = models.CharField(max_length=300, blank=True)  # the sentence, where they could not be said

    class Meta:
        indexes = [models.Index(fields=["owner", "at"])]
