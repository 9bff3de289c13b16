from django.apps import AppConfig


class AttentionsConfig(AppConfig):
    name = "petitmot.attentions"
    label = "attentions"
    default_auto_field = "django.db.models.BigAutoField"
