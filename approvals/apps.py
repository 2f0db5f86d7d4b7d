from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ApprovalsConfig(AppConfig):
    name = "approvals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from approvals.guards import guard_slips

        post_migrate.connect(guard_slips, dispatch_uid="approvals.guard_slips")
