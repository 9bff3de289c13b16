"""One person's letterbox: when a letter last went out, and the attempt that is under way.

`attempt_at` is written before the mail server is spoken to, and taken back after: by `sent_at` when the letter was
taken, or emptied when it was refused. Where it is still there, the process died in between and nobody knows.
"""

from django.db import models

from petitmot.people.models import Person


class Letterbox(models.Model):
    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)  # a job has it in hand
    attempt_at = models.DateTimeField(null=True, blank=True)
    attempt_key = models.CharField(max_length=32, blank=True)  # becomes the Message-ID, the same when tried again
    attempt_up_to = models.BigIntegerField(default=0)  # the newest pending row that this letter tells
    sent_at = models.DateTimeField(null=True, blank=True)
