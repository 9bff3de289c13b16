"""The room of federation, for Django."""

from django.apps import AppConfig


class FederationConfig(AppConfig):
    name = "petitmot.federation"
    label = "federation"
    default_auto_field = "django.db.models.BigAutoField"
