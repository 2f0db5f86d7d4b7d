from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _ship(sender, using="default", **kwargs):
    from classification.shipped import load_shipped_schemes  # the registry must be ready

    if using == "default":
        load_shipped_schemes()


def _rest(**signal: object) -> None:
    from vault.lock import rest

    rest()


def _level_names() -> dict[str, str]:
    from classification.models import SecrecyLevel  # the registry must be ready

    return {level.code: str(level) for level in SecrecyLevel.objects.all()}


class ClassificationConfig(AppConfig):
    name = "classification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.core.signals import request_finished

        from approvals.kept_out import register_kept_out
        from audit.trail.wording import word_facts_with
        from classification.authority import registration as authority
        from classification.authority.waiting import powers_changed
        from classification.business import business_of
        from classification.clearing import registration as clearing
        from classification.everybody import kept_out_by_walls
        from classification.guide import registration as guide
        from classification.leaving import connect as connect_leaving
        from classification.particulars import clearance_rows, clearances_of  # models are there only once the apps are loaded
        from classification.places import device_levels, ranges_in_force
        from classification.querysets import demands_factor, petition_levels, reached_asked
        from classification.ranges import registration as ranges
        from classification.schemes import registration as schemes
        from classification.walls.querysets import walls_asked
        from classification.worklist import SOURCES
        from personnel.devices.levels import register_levels
        from personnel.registry import (
            FilePart,
            Particular,
            name_levels_with,
            register_file_part,
            register_particular,
            register_powers_changed,
        )
        from personnel.signin.policy import register_demand
        from personnel.told import tell_besides
        from personnel.worklist import register_source
        from vault.lock import learn_business

        tell_besides("reached", reached_asked)
        tell_besides("walls", walls_asked)
        tell_besides("highest", lambda person, on: petition_levels().values("code")[:1])
        tell_besides("ranges", lambda person, on: ranges_in_force().values("id"))
        learn_business(business_of)
        request_finished.connect(_rest, dispatch_uid="classification.rest")
        word_facts_with("level", _level_names)
        word_facts_with("proposed", _level_names)
        word_facts_with("former", _level_names)
        for source in SOURCES:
            register_source(source)
        register_particular(Particular(_("Clearance"), clearances_of))
        clearing.register()
        authority.register()
        ranges.register()
        schemes.register()
        connect_leaving()
        register_powers_changed(powers_changed)
        register_kept_out(kept_out_by_walls)
        guide.register()
        register_levels(device_levels)
        register_demand(demands_factor)
        name_levels_with(clearances_of)
        register_file_part(FilePart(_("Clearances"), (_("Level"), _("Since"), _("Until")), clearance_rows))
        post_migrate.connect(_ship, sender=self, dispatch_uid="classification.ship")
