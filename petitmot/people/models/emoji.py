"""An emoji that a server drew for itself: a code, and a small picture that stands in its place."""

from __future__ import annotations

from django.db import models

from petitmot.people.models.server import Server


class Emoji(models.Model):
    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="emoji", db_index=False)
    code = models.CharField(max_length=100)  # as written between two colons; capitals count
    uri = models.CharField(max_length=500, blank=True)  # made once (rule 39); as said, of those elsewhere
    category = models.CharField(max_length=60, blank=True)
    in_picker = models.BooleanField(default=True)  # offered where one writes; understood in any case
    picture = models.CharField(max_length=200, blank=True)  # a media file's name; empty until it was fetched
    still = models.CharField(max_length=200, blank=True)  # the same, of what does not move
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["server", "code"], name="one_emoji_a_code")]

    def __str__(self) -> str:
        return f":{self.code}:"

    @property
    def moves(self) -> bool:
        return self.picture != self.still
