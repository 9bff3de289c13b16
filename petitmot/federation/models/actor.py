"""An actor: how a person of elsewhere is reached."""

from django.db import models

from petitmot.people.models import Person


class Actor(models.Model):
    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="actor")
    inbox = models.CharField(max_length=500)
    shared_inbox = models.CharField(max_length=500, blank=True)
    failed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.inbox
