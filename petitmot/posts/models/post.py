"""A post: words of a person, with when they were said, when they came here, and for whom they are."""

from __future__ import annotations

from django.db import models

from petitmot.people.models import Circle, Person
from petitmot.posts.models.conversation import Conversation
from petitmot.posts.models.preview import LinkPreview


class Arrival(models.IntegerChoices):
    """How a post came here (rule 7)."""

    LIVE = 0  # the id is made from the time of arrival
    BACKFILL = 1  # the id is made from the time of publication; never enters Today
    IMPORT = 2


class Visibility(models.TextChoices):
    PUBLIC = "public"
    QUIET = "quiet"  # as public, but in no tag page, search or public list
    FOLLOWERS = "followers"
    CONTACTS = "contacts"
    CIRCLE = "circle"
    NAMED = "named"


class Quoting(models.TextChoices):
    """Who may share these words with a word of their own."""

    PUBLIC = "public"
    FOLLOWERS = "followers"
    NOBODY = "nobody"


class QuoteState(models.TextChoices):
    """What became of a quote, as its author and readers see it."""

    ACCEPTED = "accepted"
    PENDING = "pending"  # the quoted person, elsewhere, has not answered
    REJECTED = "rejected"
    REVOKED = "revoked"
    DELETED = "deleted"


OPEN_TO_ALL = (Visibility.PUBLIC, Visibility.QUIET)
WITH_A_LIST = (Visibility.CIRCLE, Visibility.NAMED)


class Post(models.Model):
    id = models.BigIntegerField(primary_key=True)
    uri = models.CharField(max_length=500, unique=True)  # made once (rule 39)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts", db_index=False)
    arrival = models.SmallIntegerField(choices=Arrival.choices, default=Arrival.LIVE)
    published = models.DateTimeField()
    arrived = models.DateTimeField()
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    # whose followers or contacts may see it: the author's, or, for a reply, those of who is answered (rule 28)
    audience_of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    circle = models.ForeignKey(Circle, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    source = models.TextField(blank=True)  # as typed
    html = models.TextField(blank=True)  # cleaned, when it entered
    plain = models.TextField(blank=True)
    warning = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=12, default="fr")
    in_reply_to = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="replies", db_index=False
    )
    thread = models.BigIntegerField(db_index=True)  # the id of the first post, also after it is gone
    shares = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="shared_by", db_index=False)
    quotes = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="quoted_by", db_index=False)
    quote_state = models.CharField(max_length=10, blank=True)  # one of QuoteState, where it quotes
    quotable_by = models.CharField(max_length=10, choices=Quoting.choices, default=Quoting.PUBLIC)
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.CASCADE, related_name="posts", db_index=False
    )
    preview = models.ForeignKey(LinkPreview, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    emoji = models.JSONField(default=list, blank=True)  # ids of those in the words, the warning and the answers
    has_pictures = models.BooleanField(default=False)
    hung = models.PositiveSmallIntegerField(default=0)  # how often its pictures changed without an edit
    has_poll = models.BooleanField(default=False)
    is_plain = models.BooleanField(default=False)  # the source holds no Markdown
    is_sensitive = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["author", "id"], name="posts_by_author"),
            # The few a person pinned, without going through all they wrote.
            models.Index(
                fields=["author", "-pinned_at"], condition=models.Q(pinned_at__isnull=False), name="posts_pinned"
            ),
            # Most words answer, share and quote nothing and are in no conversation. An index of these nothings leads a
            # planner to read all that was ever written (by `IS NULL`, or since each value seems to stand on every row).
            models.Index(
                fields=["in_reply_to", "conversation"],
                condition=models.Q(in_reply_to__isnull=False),
                name="posts_answering",
            ),
            models.Index(fields=["shares", "author"], condition=models.Q(shares__isnull=False), name="posts_sharing"),
            models.Index(fields=["quotes"], condition=models.Q(quotes__isnull=False), name="posts_quoting"),
            models.Index(
                fields=["conversation", "id"], condition=models.Q(conversation__isnull=False), name="posts_conversing"
            ),
        ]

    def __str__(self) -> str:
        return self.plain[:60]

    @property
    def is_private(self) -> bool:
        return self.visibility == Visibility.NAMED


class Audience(models.Model):
    """One of the people a post was written for, at the moment it was published (rule 27)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="audience", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="audience_once")]


class Mention(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="mention_once")]


class Version(models.Model):
    """What a post said before an edit; visible to whoever may see the post (rule 30)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    source = models.TextField(blank=True)
    html = models.TextField(blank=True)
    warning = models.CharField(max_length=300, blank=True)
    is_sensitive = models.BooleanField(default=False)
    pictures = models.JSONField(default=list)  # [{"id", "alt"}]
    emoji = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()  # when this version was written


class Tombstone(models.Model):
    """A post that was: its id and address, and when it went; no words, no name (rule 41)."""

    id = models.BigIntegerField(primary_key=True)
    uri = models.CharField(max_length=500, unique=True)
    at = models.DateTimeField()


class Clock(models.Model):
    """One row: the last id that was given. Locked while an id is taken, so that ids follow the order of commits."""

    last = models.BigIntegerField()
