"""Pace: how lately somebody did something often. One row for each (what, who), cleaned away when it says nothing more."""

from django.db import models


class Pace(models.Model):
    key = models.CharField(max_length=64, primary_key=True)  # a hash over what is done and who does it
    clear_at = models.DateTimeField(db_index=True)  # when all that was spent has come back
