from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "petitions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from audit.trail.wording import word_facts_with
        from classification.naming import name_records_with  # the registries must be ready
        from personnel.worklist import register_source
        from petitions.attachments.problems import PROBLEMS
        from petitions.querysets import names_of
        from petitions.revealing import LABELS
        from petitions.worklist import SOURCES

        name_records_with(names_of)
        for source in SOURCES:
            register_source(source)
        word_facts_with("problem", lambda: {problem.code: str(problem) for problem in PROBLEMS})
        word_facts_with("field", lambda: {field: str(label) for field, label in LABELS.items()})
