from django.apps import AppConfig


class PostOfficeConfig(AppConfig):
    name = "petitmot.post_office"
    label = "post_office"
    default_auto_field = "django.db.models.BigAutoField"
