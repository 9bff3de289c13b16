"""What has come in already: so that what arrives twice happens once."""

from django.db import models


class SeenActivity(models.Model):
    uri = models.CharField(max_length=700, unique=True)  # of an activity; for some with what tells two apart
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.uri
