"""A picture, a sound or a film: files named by their content, made in a child process, with the words that tell it (rule 42)."""

from django.db import models

from petitmot.people.models import Person
from petitmot.posts.models.post import Post


class Kind(models.TextChoices):
    """What hangs on words."""

    IMAGE = "image"
    SOUND = "audio"
    FILM = "video"
    GIFV = "gifv"  # a short film without sound


class Making(models.TextChoices):
    """How far it is."""

    READY = "ready"
    WAITING = "waiting"  # taken, and being made by a job
    FAILED = "failed"  # `failed` says why
    ELSEWHERE = "elsewhere"  # of another server, and not held here: a link leads to it


class Picture(models.Model):
    """What hangs on words: mostly a picture. Of a film `files` are what is seen until it is played, of a sound its cover."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pictures")
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="pictures")
    place = models.PositiveSmallIntegerField(default=0)  # its place among the pictures of the post
    alt = models.CharField(max_length=1500, blank=True)
    focus_x = models.FloatField(default=0.0)  # -1 left .. 1 right
    focus_y = models.FloatField(default=0.0)  # -1 bottom .. 1 top
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    blurhash = models.CharField(max_length=120, blank=True)
    colour = models.CharField(max_length=9, blank=True)
    files = models.JSONField(default=list)  # [{"name", "type", "width", "height"}], the smallest first
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.IMAGE)
    making = models.CharField(max_length=10, choices=Making.choices, default=Making.READY)
    failed = models.CharField(max_length=60, blank=True)  # the code of a refusal
    seconds = models.FloatField(default=0.0)
    played = models.JSONField(default=dict, blank=True)  # `posts.films.making.row_of`; {} for a picture
    original = models.CharField(max_length=40, blank=True)  # what waits to be made: `posts.films.originals`
    elsewhere = models.CharField(max_length=1000, blank=True)  # where it is on another server
    made_at = models.DateTimeField()
    unused_since = models.DateTimeField(null=True, blank=True)  # files are cleaned away two days later

    class Meta:
        indexes = [
            models.Index(fields=["made_at"], condition=models.Q(making="waiting"), name="pictures_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be shown or played, or is a link for good."""
        return self.making in (Making.READY, Making.ELSEWHERE)


class LooseFile(models.Model):
    """A media file that nothing named when the cleaning job last looked, and since when (rule 42)."""

    name = models.CharField(max_length=200, primary_key=True)
    since = models.DateTimeField()
