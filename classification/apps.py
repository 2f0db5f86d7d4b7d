from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _ship(sender, using="default", **kwargs):
    from classification.shipped import load_shipped_schemes  # the registry must be ready

    if using == "default":
        load_shipped_schemes()


class ClassificationConfig(AppConfig):
    name = "classification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(_ship, sender=self, dispatch_uid="classification.ship")
