from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "petitmot.look"
    label = "look"
    default_auto_field = "django.db.models.BigAutoField"
