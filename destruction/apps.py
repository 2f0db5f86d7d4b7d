from django.apps import AppConfig


class DestructionConfig(AppConfig):
    name = "destruction"
    default_auto_field = "django.db.models.BigAutoField"
