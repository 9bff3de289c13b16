"""A notice: something happened that concerns a person. One row an event; grouped when they are read."""

from django.db import models

from petitmot.people.models import Person
from petitmot.posts.models import Post


class Notice(models.Model):
    class Kind(models.TextChoices):
        FOLLOWED = "followed"
        FOLLOW_ASKED = "follow_asked"
        ASKED = "asked"
        ANSWERED = "answered"
        ASKED_FOR_WORDS = "asked_for_words"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        LAPSED = "lapsed"
        INTRODUCED = "introduced"
        REPLIED = "replied"
        MENTIONED = "mentioned"
        QUOTED = "quoted"
        LIKED = "liked"
        SHARED = "shared"
        WINKED = "winked"
        POLL_ENDED = "poll_ended"  # one's own, or one that one answered
        EDITED = "edited"  # words that one shared
        WROTE = "wrote"  # somebody of whose words one asked to be told (`Follow.tells`)
        ARRIVED = "arrived"  # for the staff: somebody came to live here
        REPORTED = "reported"  # for the staff: something was shown to them
        SANCTIONED = "sanctioned"  # moderators decided something about oneself
        SELECTED = "selected"  # one stands in somebody's selection, as one lets it be
        SELECTION_ASKED = "selection_asked"  # one is asked whether one would
        SELECTION_EDITED = "selection_edited"  # one stands in it, and it has another name or other words
        WRITTEN = "written"  # a private word: on pages it speaks for itself in its conversation

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    actor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    about = models.BigIntegerField(default=0)  # the id of the post, request, introduction or wink it is about
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "actor", "about"], name="notice_once")]
        indexes = [models.Index(fields=["person", "id"], name="notices_of_person")]


FOR_STAFF = (Notice.Kind.ARRIVED, Notice.Kind.REPORTED)
ON_NO_PAGE = (Notice.Kind.WRITTEN,)  # kept for applications, which are told of private words as of a mention


class NoticesSeen(models.Model):
    """Up to which notice a person has seen them; it only moves forward."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    up_to = models.BigIntegerField(default=0)
