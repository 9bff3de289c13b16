"""A word addressed to somebody: what replies owed, words that wait, and lost from view are all asked of."""

from django.db import models
from django.db.models import Q

from petitmot.people.models import Person
from petitmot.posts.models import Post


class Addressed(models.Model):
    """One post, as far as it speaks to one person: a reply to theirs, their name in it, a private word."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="addressed", db_index=False)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    thread = models.BigIntegerField()  # of a private word: its conversation's id, below zero
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)  # a word of theirs came after it, in that thread
    rested_at = models.DateTimeField(null=True, blank=True)  # *no answer needed*, said by the one it is for

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "to"], name="addressed_once")]
        indexes = [
            models.Index(fields=["to", "by", "at"], name="addressed_pair"),
            models.Index(fields=["to", "thread"], condition=Q(answered_at=None), name="addressed_waiting"),
            models.Index(fields=["by", "thread"], condition=Q(answered_at=None), name="addressed_awaited"),
        ]


class LeftAlone(models.Model):
    """*La laisser tranquille*: this person is no longer shown as lost from view."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "person"], name="left_alone_once")]
