"""A grant: the person said yes; the application fetches its token with the code, once, within ten minutes."""

from django.db import models

from petitmot.client_api.models.application import Application
from petitmot.people.models import Account, Person


class Grant(models.Model):
    digest = models.CharField(max_length=64, unique=True)  # sha256 of the code
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    redirect_uri = models.CharField(max_length=2000)
    scopes = models.CharField(max_length=2000)
    challenge = models.CharField(max_length=128, blank=True)  # PKCE, S256 (RFC 7636)
    ends_at = models.DateTimeField()
