"""A person's public words by mail, for those who have no account: that they wish it, and who asked for it."""

from django.db import models

from petitmot.people.models import Person


class Mailing(models.Model):
    """There is one where a person lets their public words be had by mail. Off is no row."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField()


class MailReader(models.Model):
    """Somebody who wishes to have a person's words by mail; nothing goes to them before they confirmed it."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="readers", db_index=False)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=12, default="fr")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_up_to = models.BigIntegerField(default=0)  # the newest words that were sent, or were there before
    handed_at = models.DateTimeField(null=True, blank=True)  # a job has a letter in hand
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "email"], name="mail_reader_once")]
