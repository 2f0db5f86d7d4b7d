from django.apps import AppConfig
from django.utils.translation import gettext


class PetitionsConfig(AppConfig):
    name = "petitions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from audit.trail.wording import word_facts_with
        from classification.naming import name_records_with  # the registries must be ready
        from personnel.groups.registry import register_records
        from personnel.leaving.registry import register_hold
        from personnel.registry import register_page
        from personnel.worklist import register_source
        from petitions.attachments.problems import PROBLEMS
        from petitions.leaving import IN_HAND, TO_DECIDE
        from petitions.openings.models import Ending
        from petitions.openings.worklist import SOURCES as OPENINGS
        from petitions.querysets import names_of
        from petitions.revealing import LABELS
        from petitions.scoping.groups import petitions_naming
        from petitions.scoping.worklist import SOURCES as SCOPING
        from petitions.seen_by import PAGE
        from petitions.worklist import SOURCES

        name_records_with(names_of)
        for source in (*SOURCES, *OPENINGS, *SCOPING):
            register_source(source)
        register_page(PAGE)
        register_records(petitions_naming)
        register_hold(IN_HAND)
        register_hold(TO_DECIDE)
        word_facts_with("problem", lambda: {problem.code: str(problem) for problem in PROBLEMS})
        word_facts_with("ending", lambda: {code: str(label) for code, label in Ending.choices})
        word_facts_with("seat", lambda: {"reader": gettext("reader"), "companion": gettext("companion")})
        word_facts_with("field", lambda: {field: str(label) for field, label in LABELS.items()})
