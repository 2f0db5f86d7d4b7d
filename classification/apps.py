from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _ship(sender, using="default", **kwargs):
    from classification.shipped import load_shipped_schemes  # the registry must be ready

    if using == "default":
        load_shipped_schemes()


class ClassificationConfig(AppConfig):
    name = "classification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from classification.particulars import clearances_of  # models are there only once the apps are loaded
        from personnel.registry import Particular, register_particular

        register_particular(Particular(_("Clearance"), clearances_of))
        post_migrate.connect(_ship, sender=self, dispatch_uid="classification.ship")
