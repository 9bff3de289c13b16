"""How many words a person has written, and when last: counted as they come and go, so that nobody counts them again."""

from django.db import models

from petitmot.people.models import Person


class Tally(models.Model):
    """Of everything but private words, shares included."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    number = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()
