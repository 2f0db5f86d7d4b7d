from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ApprovalsConfig(AppConfig):
    name = "approvals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from approvals.guards import guard_slips
        from approvals.leaving import SOURCES, end_access  # models are there only once the apps are loaded
        from personnel.leaving.registry import register_ending, register_hold

        for source in SOURCES:
            register_hold(source)
        register_ending(end_access)
        post_migrate.connect(guard_slips, dispatch_uid="approvals.guard_slips")
