from django.apps import AppConfig
from django.db.models.signals import post_migrate


class InspectionConfig(AppConfig):
    name = "audit.inspection"
    label = "inspection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from approvals.sheets.kinds import register_kind
        from audit.inspection import annex, worklist
        from audit.inspection.guards import guard_reports
        from personnel.worklist import register_source

        register_kind(annex.KIND)
        register_source(worklist.to_word)
        register_source(worklist.to_sign)
        post_migrate.connect(guard_reports, dispatch_uid="inspection.guard_reports")
