from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TrailConfig(AppConfig):
    name = "audit.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from audit.trail.appendonly import protect_tables

        post_migrate.connect(protect_tables, dispatch_uid="trail.protect_tables")
