"""What every page carries around its content: navigation, the person, banners."""

from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.waiting import waiting_count

RECORDS = frozenset(
    {
        "registrar",
        "handling_officer",
        "unit_head",
        "leader_in_charge",
        "grading_authority",
        "security_clerk",
        "destruction_witness",
        "archivist",
        "staff",
    }
)
HOUSE = frozenset({"registrar", "handling_officer", "unit_head", "leader_in_charge", "security_clerk", "archivist"})
DESTROYING = frozenset({"registrar", "unit_head", "leader_in_charge", "security_clerk", "destruction_witness", "archivist"})
ALONE = ("/", "/approvals/")  # below these lie pages of their own, which are not part of them
REPORTING = frozenset({"registrar", "unit_head", "leader_in_charge", "auditor"})
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
READING_TRAIL = RECORDS | {"auditor", "security_admin", "audit_admin"}
STAFFING = ADMINISTRATORS | {"unit_head", "security_clerk"}
CONFIRMING = frozenset({"security_admin", "unit_head", "leader_in_charge"})
LEADING = frozenset({"unit_head", "leader_in_charge"})
GRADING = frozenset({"registrar", "unit_head", "leader_in_charge", "grading_authority", "security_clerk", "security_admin"})


class Place(NamedTuple):
    """One entry of the navigation and the offices that find it useful; it grants nothing."""

    group: Promise | str
    label: Promise | str
    url: str
    icon: str
    offices: frozenset[str]


PLACES = (
    Place("", _("Worklist"), "/", "home", frozenset()),
    Place("", _("Waiting for me"), "/approvals/", "writing-sign", RECORDS | {"auditor"}),
    Place("", _("My duties"), "/personnel/duties/", "checklist", frozenset()),
    Place("", _("Training"), "/personnel/training/", "list-check", frozenset()),
    Place("", _("Notices and cases"), "/personnel/bulletins/", "flag", frozenset()),
    Place("", _("Overview"), "/overview/", "layout-dashboard", LEADING),
    Place(_("Petition work"), _("Petitions"), "/petitions/", "mail-opened", RECORDS),
    Place(_("Petition work"), _("Notices"), "/classification/notices/", "flag", RECORDS),
    Place(_("Custody"), _("Carriers"), "/custody/carriers/", "archive", HOUSE),
    Place(_("Custody"), _("Borrow slips"), "/custody/borrow-slips/", "arrows-exchange", RECORDS),
    Place(_("Custody"), _("Destruction slips"), "/destruction/slips/", "file-shredder", DESTROYING),
    Place(_("Supervision"), _("Self-inspection reports"), "/audit/reports/", "report-analytics", REPORTING),
    Place(_("Supervision"), _("Who knows secrets"), "/petitions/register/", "eye", frozenset({"auditor"})),
    Place(_("Supervision"), _("Audit trail"), "/audit/trail/", "history", READING_TRAIL),
    Place(_("Set-up"), _("Operations"), "/operations/", "refresh", ADMINISTRATORS),
    Place(_("Set-up"), _("People"), "/personnel/people/", "users", STAFFING),
    Place(_("Set-up"), _("Devices"), "/personnel/devices/", "key", frozenset({"security_admin"})),
    Place(_("Set-up"), _("Proposals"), "/personnel/proposals/", "user-check", CONFIRMING),
    Place(_("Set-up"), _("Departures"), "/personnel/departures/", "logout", frozenset({"security_admin", "unit_head"})),
    Place(_("Set-up"), _("Working groups"), "/personnel/groups/", "users", RECORDS | {"security_admin"}),
    Place(_("Set-up"), _("Partner firms"), "/personnel/partners/", "building", frozenset({"security_admin"}) | LEADING),
    Place(_("Set-up"), _("Passwords and sign-in"), "/personnel/sign-in/", "key", ADMINISTRATORS),
    Place(_("Set-up"), _("Conditions of access"), "/personnel/gate/", "user-check", frozenset({"security_admin"})),
    Place(_("Set-up"), _("Schemes"), "/classification/schemes/", "shield-lock", GRADING),
)


def shell(request):
    """Navigation by the person's offices, the person's name, the demonstration banner, the languages."""
    person = getattr(request, "user", None)
    common = {
        "demo": settings.DEMO,
        "organisation": getattr(settings, "ORGANISATION_NAME", ""),
        "ui_languages": _languages(),
    }
    if person is None or not person.is_authenticated:
        return common | {"navigation": []}
    offices = set(person.office_codes())
    return common | {
        "navigation": [_entry(place, request.path, person) for place in PLACES if _useful(place, offices)],
        "person_name": str(person),
        "access_suspended": person.is_suspended,
        "person_office": _office_line(person),
        "person_url": person.get_absolute_url(),
        "search_url": "/petitions/search/" if offices & RECORDS else "",
    }


def _office_line(person):
    """信访办 · 登记员 · 承办人: where the person sits and what they are there."""
    words = [str(unit) for unit in [person.main_unit] if unit] + [held.get_office_display() for held in person.appointments_now]
    return " · ".join(dict.fromkeys(words))


def _useful(place, offices):
    return not place.offices or bool(place.offices & offices)


def _entry(place, path, person):
    here = path == place.url if place.url in ALONE else path.startswith(place.url)
    return {
        "group": place.group,
        "label": place.label,
        "url": place.url,
        "icon": place.icon,
        "active": here,
        "count": waiting_count(person) if place.url == "/approvals/" else 0,
    }


def _languages():
    """The languages offered on screen; none where there is only one to choose."""
    offered = settings.UI_LANGUAGES
    return [(code, name) for code, name in settings.LANGUAGES if code in offered] if len(offered) > 1 else []
