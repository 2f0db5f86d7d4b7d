from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DestructionConfig(AppConfig):
    name = "destruction"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from destruction.connections import connect
        from destruction.guards import guard_destruction

        connect()
        post_migrate.connect(guard_destruction, dispatch_uid="destruction.guard")
