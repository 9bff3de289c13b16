"""Something a person chose to be told of by mail, and was not told of yet."""

from django.db import models

from petitmot.people.models import Person


class PendingMail(models.Model):
    class Kind(models.TextChoices):  # the keys of `Manners.mails_of`
        REQUEST = "request"
        ANSWER = "answer"
        MESSAGE = "message"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    actor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    about = models.BigIntegerField()  # the id of the request, or of the private word
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "about"], name="pending_mail_once")]
