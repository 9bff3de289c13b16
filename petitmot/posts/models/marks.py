"""What people do with a post: like it, keep it."""

from django.db import models

from petitmot.people.models import Emoji, Person
from petitmot.posts.models.post import Post


class Favourite(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="favourites")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="favourites", db_index=False)
    at = models.DateTimeField()
    sign = models.CharField(
        max_length=110, blank=True, default=""
    )  # of somebody elsewhere: one of Unicode, or `:code:`
    emoji = models.ForeignKey(Emoji, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="favourite_once")]
        indexes = [models.Index(fields=["emoji"], name="favourite_emoji", condition=models.Q(emoji__isnull=False))]


class Bookmark(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="bookmark_once")]


class Tag(models.Model):
    name = models.CharField(max_length=100, unique=True)  # folded: small letters, no accents
    shown = models.CharField(max_length=100)  # as it was first written

    def __str__(self) -> str:
        return self.shown


class Tagged(models.Model):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="rows", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "post"], name="tagged_once")]


class TagFeatured(models.Model):
    """A tag somebody shows on their page."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tags_featured")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "tag"], name="tag_featured_once")]


class MutedThread(models.Model):
    """A thread somebody does not want to be told of any more. By its id, which stays when its first words go."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    thread = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="thread_muted_once")]


class Draft(models.Model):
    """Words not yet said: to everybody, as a reply, or to somebody one would like to know."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=60)  # what it is a draft of: "post", "reply:12", "ask:34", "message:56"
    words = models.TextField(blank=True)
    settings = models.JSONField(default=dict)  # visibility, circle, warning, language, pictures
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_draft_a_place")]


class SentSheet(models.Model):
    """A sheet of paper (one composer, opened once) whose words are out: a draft of it that comes late is none."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="sheet_sent_once")]
