"""An emoji that another server drew: where its picture is, and what became of fetching it (never hot-linked)."""

from django.db import models

from petitmot.people.models import Emoji


class RemoteEmoji(models.Model):
    emoji = models.OneToOneField(Emoji, on_delete=models.CASCADE, primary_key=True, related_name="elsewhere")
    url = models.CharField(max_length=1000)
    said_at = models.DateTimeField(null=True)  # when its server says it was changed
    named_at = models.DateTimeField()  # when words or a person last came with it; to the day
    fetched_at = models.DateTimeField(null=True)  # also when it could not be had: `failed` says why
    bytes = models.PositiveIntegerField(default=0)  # of the files that were made
    failed = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["named_at"], name="emoji_kept", condition=models.Q(bytes__gt=0))]

    def __str__(self) -> str:
        return self.url
