"""When this server was awake last: so that it knows, after a sleep, that it must look what it missed."""

from django.db import models


class Heartbeat(models.Model):
    """One row."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)
