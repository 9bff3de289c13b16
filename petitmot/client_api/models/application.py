"""An application: what people sign in with. It registers itself; nobody approves it."""

from django.db import models


class Application(models.Model):
    name = models.CharField(max_length=60)
    website = models.CharField(max_length=2000, blank=True)
    redirect_uris = models.JSONField(default=list)  # ["https://elk.zone/…", "urn:ietf:wg:oauth:2.0:oob"]
    scopes = models.CharField(max_length=2000, default="read")  # parted by spaces
    client_id = models.CharField(max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64)  # sha256 of a random secret
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
