from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _ship(sender, using="default", **kwargs):
    from personnel.holidays import load_shipped_years  # the registry must be ready

    if using == "default":
        load_shipped_years()


class PersonnelConfig(AppConfig):
    name = "personnel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from personnel.signals import connect

        connect()
        post_migrate.connect(_ship, sender=self, dispatch_uid="personnel.ship")
