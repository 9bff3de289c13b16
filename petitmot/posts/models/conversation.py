"""A conversation is the set of people: a private word belongs to the one of exactly these people (rule 31)."""

from django.db import models

from petitmot.people.models import Person


class Conversation(models.Model):
    key = models.CharField(max_length=64, unique=True)  # made from the ids of its people
    made_at = models.DateTimeField()
    last_post = models.BigIntegerField(default=0, db_index=True)  # id of its newest word
    people = models.ManyToManyField(Person, through="Member", related_name="conversations")


class Member(models.Model):
    """One person's side of a conversation: what they have read, and whether they wish to hear of it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    read_up_to = models.BigIntegerField(default=0)
    hidden_up_to = models.BigIntegerField(default=0)  # out of sight until a newer word comes
    muted = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True, blank=True)
    waits_on_desk = models.BooleanField(default=False)  # a stranger's first word: not in the list yet (rule 19)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="member_once")]
