"""A poll: a question with a few answers to choose from, until a moment."""

from django.db import models

from petitmot.people.models import Person
from petitmot.posts.models.post import Post


class Poll(models.Model):
    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="poll")
    several = models.BooleanField(default=False)  # more than one answer may be chosen
    hides_results = models.BooleanField(default=False)  # until it is over
    ends_at = models.DateTimeField(null=True, blank=True)  # null: elsewhere some have no end
    told_at = models.DateTimeField(null=True, blank=True)  # those concerned were told that it is over
    voters_elsewhere = models.PositiveIntegerField(default=0)  # as the author's server last counted them

    class Meta:
        indexes = [
            models.Index(fields=["ends_at"], condition=models.Q(told_at=None), name="polls_to_be_told"),
        ]


class PollAnswer(models.Model):
    """One answer to choose from."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers", db_index=False)
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    votes_elsewhere = models.PositiveIntegerField(default=0)  # as the author's server last counted them

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "place"], name="poll_answer_once_a_place")]


class Vote(models.Model):
    """A person chose an answer."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person", "place"], name="vote_once_an_answer")]
