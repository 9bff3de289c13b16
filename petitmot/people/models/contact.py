"""A contact is mutual: two rows, one seen from each side, so that every question asks one index (rule 2)."""

from django.db import models

from petitmot.people.models.person import Person


class Contact(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    introduced_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="contact_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="contact_not_oneself"),
        ]


class FirstWords(models.Model):
    """How two people met, kept for life: also when the one who wrote them has left (rule 41)."""

    writer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="first_words")
    words = models.TextField()
    at = models.DateTimeField()
    because = models.BigIntegerField(null=True, blank=True)  # the post that brought them; posts know what it was

    class Meta:
        indexes = [models.Index(fields=["reader", "writer"])]
