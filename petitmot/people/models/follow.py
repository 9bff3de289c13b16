"""To follow is one-way (rule 1). A row in Follow is a follow in force; a row in FollowRequest one that waits."""

from django.db import models

from petitmot.people.models.person import Person


class Follow(models.Model):
    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followed_by")
    since = models.DateTimeField()
    shows_shares = models.BooleanField(default=True)
    tells = models.BooleanField(default=False)  # a notice for each of their words
    languages = models.JSONField(default=list, blank=True)  # only words in these; empty: in all

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~models.Q(follower=models.F("followed")), name="follow_not_oneself"),
        ]
        indexes = [
            models.Index(fields=["followed", "since"]),
            models.Index(fields=["followed"], condition=models.Q(tells=True), name="follows_that_tell"),
        ]


class FollowRequest(models.Model):
    """Somebody who approves followers has not answered yet."""

    follower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follow_requests_made")
    followed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follow_requests")
    since = models.DateTimeField()
    shows_shares = models.BooleanField(default=True)  # what the follow will be like
    tells = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="follow_request_once")]
