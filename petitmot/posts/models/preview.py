"""What a linked page says of itself, fetched by a job and kept once an address."""

from django.db import models


class LinkPreview(models.Model):
    url = models.CharField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=500, blank=True)
    site = models.CharField(max_length=120, blank=True)
    picture = models.CharField(max_length=200, blank=True)  # a media file's name
    fetched_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=200, blank=True)
