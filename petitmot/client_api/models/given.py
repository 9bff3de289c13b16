"""An answer that was given under an `Idempotency-Key`: sent again, the same request gets the same answer for an hour."""

from django.db import models


class Given(models.Model):
    digest = models.CharField(max_length=64, primary_key=True)  # sha256 of endpoint, who asks, and key
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)  # 0: the first request is still at work
    body = models.BinaryField(default=bytes)
