"""The room of the client API, for Django."""

from django.apps import AppConfig


class ClientApiConfig(AppConfig):
    name = "petitmot.client_api"
    label = "client_api"
    default_auto_field = "django.db.models.BigAutoField"
