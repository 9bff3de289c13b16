"""A picture: files named by their content, made in a child process, with the words that tell it (rule 42)."""

from django.db import models

from petitmot.people.models import Person
from petitmot.posts.models.post import Post


class Picture(models.Model):
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
    made_at = models.DateTimeField()
    unused_since = models.DateTimeField(null=True, blank=True)  # files are cleaned away two days later


class LooseFile(models.Model):
    """A media file that nothing named when the cleaning job last looked, and since when (rule 42)."""

    name = models.CharField(max_length=200, primary_key=True)
    since = models.DateTimeField()
