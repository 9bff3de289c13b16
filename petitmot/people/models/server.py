"""A server: where persons live. This one has a row like all others (rule 38)."""

from django.db import models


class Server(models.Model):
    domain = models.CharField(max_length=255, unique=True)  # host, with its port where it has one
    is_local = models.BooleanField(default=False)
    software = models.CharField(max_length=60, blank=True)
    first_seen = models.DateTimeField()
    refused_at = models.DateTimeField(null=True, blank=True)  # in force, whatever name it was decided under
    silenced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_local"], condition=models.Q(is_local=True), name="one_local_server"),
        ]
        indexes = [
            models.Index(fields=["refused_at"], name="servers_refused", condition=models.Q(refused_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.domain
