from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext


def _ship(sender, using="default", **kwargs):
    from personnel.gate.shipped import load_shipped_gate  # the registry must be ready
    from personnel.holidays import load_shipped_years

    if using == "default":
        load_shipped_years()
        load_shipped_gate()


def _names_of_people() -> dict[str, str]:
    from personnel.models import Person  # the registry must be ready

    return dict(Person.objects.values_list("username", "name"))


class PersonnelConfig(AppConfig):
    name = "personnel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from audit.trail.wording import word_facts_with
        from personnel import told
        from personnel.accounts.worklist import to_hand_out
        from personnel.bulletins import registration as bulletins
        from personnel.devices.worklist import to_enrol
        from personnel.factor import losing
        from personnel.factor.words import FACTORS
        from personnel.file.models import Category
        from personnel.gate import querysets as gate
        from personnel.gate.models import BackgroundCheck, Demand
        from personnel.gate.worklist import SOURCES
        from personnel.groups import registration as groups
        from personnel.groups.querysets import groups_asked
        from personnel.leaving import registration as leaving
        from personnel.offices import Office
        from personnel.own_pages import OWN_PAGES
        from personnel.partners import registration as partners
        from personnel.partners.querysets import memberships_of
        from personnel.proposals import kinds, registration
        from personnel.proposals.worklist import to_confirm
        from personnel.registry import register_page
        from personnel.signals import connect
        from personnel.signin import events  # noqa: F401 - the trail words its entries
        from personnel.signin.profiles import FIGURES, Profile
        from personnel.training import querysets as training
        from personnel.worklist import register_source

        told.tell_besides("appointments", told.appointments_asked)
        told.tell_besides("led", told.led_asked)
        told.tell_besides("demands", lambda person, on: gate.demands().values("demand"))
        told.tell_besides("check", gate.check_asked)
        told.tell_besides("courses", training.courses_asked)
        told.tell_besides("results", training.results_asked)
        told.tell_besides("pledge", gate.pledge_asked)
        told.tell_besides("firms", lambda person, on: memberships_of([person.pk], on=on).values("id"))
        told.tell_besides("groups", groups_asked)
        connect()
        registration.register()
        losing.register()
        leaving.register()
        bulletins.register()
        partners.register()
        groups.register()
        register_source(to_confirm)
        register_source(to_hand_out)
        register_source(to_enrol)
        for page in OWN_PAGES:
            register_page(page)
        word_facts_with("proposal", kinds.names)
        for fact in ("officer", "reader_account", "companion_account"):
            word_facts_with(fact, _names_of_people)
        word_facts_with("office", lambda: {office.value: str(office.label) for office in Office})
        word_facts_with("signin_figure", lambda: {name: str(figure.label) for name, figure in FIGURES.items()})
        word_facts_with("signin_profile", lambda: {profile.value: str(profile.label) for profile in Profile})
        word_facts_with("factor", lambda: {code: str(label) for code, label in FACTORS.items()})
        word_facts_with("demand", lambda: {demand.value: str(demand.label) for demand in Demand})
        word_facts_with("demanded", lambda: {"on": gettext("demanded"), "off": gettext("not demanded")})
        word_facts_with("entry", lambda: {category.value: str(category.label) for category in Category})
        word_facts_with("found", lambda: {result.value: str(result.label) for result in BackgroundCheck.Result})
        for source in SOURCES:
            register_source(source)
        post_migrate.connect(_ship, sender=self, dispatch_uid="personnel.ship")
