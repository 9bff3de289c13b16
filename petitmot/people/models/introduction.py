"""An introduction: a person makes two of their people known to each other, with a few words."""

from django.db import models
from django.db.models import Q

from petitmot.people.models.person import Person


class Introduction(models.Model):
    introducer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="introductions_made")
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    first_declined_at = models.DateTimeField(null=True, blank=True)
    second_declined_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)  # the two became contacts

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="introduced_pair_in_order"),
            models.UniqueConstraint(fields=["introducer", "first", "second"], name="introduce_a_pair_once"),
        ]
