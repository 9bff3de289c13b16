"""Somebody said yes: a few words of thanks are wished for, once (rule 36)."""

from django.db import models

from petitmot.people.models import ContactRequest, Person


class ThanksPrompt(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="thanks_to_give")
    request = models.OneToOneField(ContactRequest, on_delete=models.CASCADE, related_name="thanks")
    made_at = models.DateTimeField()
    put_off_at = models.DateTimeField(null=True, blank=True)  # "plus tard": it leaves the table, its page stays
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "given_at", "put_off_at"])]
