"""Consents to be shown in a selection (FEP-7aa9), where one of the two lives elsewhere."""

from django.db import models

from petitmot.people.models import InSelection


class FeatureConsent(models.Model):
    row = models.OneToOneField(InSelection, on_delete=models.CASCADE, primary_key=True, related_name="consent")
    request_uri = models.CharField(max_length=500, blank=True)  # the FeatureRequest of who asked somebody of here
    uri = models.CharField(max_length=500, blank=True, db_index=True)  # where their server answers for a consent

    def __str__(self) -> str:
        return self.uri or self.request_uri
