"""A contact request: the few words somebody asks with, where it stands, and the stamp that is on it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from petitmot.people.models.person import Person


class RequestQuerySet(models.QuerySet["ContactRequest"]):
    def open(self) -> RequestQuerySet:
        """Requests that still wait, as the asker sees it: a silent refusal looks like waiting (rule 20)."""
        return self.filter(closed_at__isnull=True)

    def on_desk(self) -> RequestQuerySet:
        """Requests that wait for the one who was asked."""
        return self.open().exclude(state=ContactRequest.State.DECLINED_SILENTLY)


class ContactRequest(models.Model):
    class State(models.TextChoices):
        NEW = "new"
        READ = "read"
        ASKED_FOR_WORDS = "asked_for_words"
        ANSWERED = "answered"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        DECLINED_SILENTLY = "declined_silently"
        LAPSED = "lapsed"

    class About(models.TextChoices):
        CONTACT = "contact"
        CONVERSATION = "conversation"  # a stranger's first private word (rule 19)

    asker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="requests_made")
    asked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="requests")
    about = models.CharField(max_length=12, choices=About.choices, default=About.CONTACT)
    uri = models.CharField(max_length=500, blank=True)
    words = models.TextField(blank=True)  # plain text
    because = models.BigIntegerField(null=True, blank=True)  # a post's id, without a foreign key: people know no post
    welcome_shown = models.CharField(max_length=750, blank=True)  # what the asker had read before
    state = models.CharField(max_length=20, choices=State.choices, default=State.NEW)
    asked_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True, blank=True)  # to elsewhere: their server said that it came
    read_at = models.DateTimeField(null=True, blank=True)
    lapses_at = models.DateTimeField()
    extended = models.BooleanField(default=False)  # the time starts again once (rule 21)
    answer = models.TextField(blank=True)  # what was written when a few words were asked for
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_link = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)  # for the asker
    acceptance_words = models.TextField(blank=True)
    stamp = models.PositiveSmallIntegerField(null=True, blank=True)  # which of the asker's stamps; null: none on it
    stamp_back_at = models.DateTimeField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)  # judged by a reaction
    paper = models.CharField(max_length=12, blank=True)  # the shape of the paper the desk draws
    reasons = models.JSONField(default=list, blank=True)  # [{"code", "good", "values"}]: said in the reader’s language
    draft_acceptance = models.TextField(blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asker", "asked"], condition=Q(closed_at=None), name="one_open_a_pair"),
            models.UniqueConstraint(
                fields=["asker", "stamp"],
                condition=Q(stamp__isnull=False, stamp_back_at=None),
                name="a_stamp_is_in_one_place",
            ),
        ]
        indexes = [models.Index(fields=["asked", "closed_at"]), models.Index(fields=["lapses_at", "closed_at"])]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def has_lapsed(self, now: datetime) -> bool:
        return self.lapses_at <= now

    @property
    def note(self) -> str:
        """The words that count: the answer where there is one, else what was written first (rule 24)."""
        return self.answer or self.words


class Gesture(models.Model):
    """A gesture of the desk that waits before anything leaves; undone, it leaves no trace (rule 23)."""

    class Kind(models.TextChoices):
        DECLINE = "decline"
        ASK_FOR_WORDS = "ask_for_words"
        REPORT = "report"

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="gestures")
    about = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # whom the gesture is for
    request = models.ForeignKey(ContactRequest, null=True, on_delete=models.CASCADE, related_name="gestures")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    leaves_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "about"], name="one_gesture_waits_a_pair")]


class Question(models.Model):
    """Tell me a little more: asked once a pair, ever (rule 24)."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="questions_received")
    request = models.ForeignKey(ContactRequest, null=True, on_delete=models.SET_NULL, related_name="questions")
    words = models.TextField()
    was_wordless = models.BooleanField(default=True)  # counts for the tally (rule 25)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_score = models.FloatField(null=True, blank=True)
    by_itself = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "person"], name="question_once_a_pair_ever")]


class NeverAsked(models.Model):
    """Somebody wrote *non merci* by the link: nobody here asks them again (rule 24)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    since = models.DateTimeField()


class AnswerLink(models.Model):
    """The one-time link of a question that went to somebody elsewhere: the page where it can be answered."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, primary_key=True, related_name="link")
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of 128 random bits, in hexadecimal
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
