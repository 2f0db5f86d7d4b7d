"""Offices (岗位): what an appointment makes of a person. Not editable groups: the table of powers is code."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.TextChoices):
    REGISTRAR = "registrar", _("Registrar")
    HANDLING_OFFICER = "handling_officer", _("Handling officer")
    UNIT_HEAD = "unit_head", _("Unit head")
    LEADER_IN_CHARGE = "leader_in_charge", _("Leader in charge")
    GRADING_AUTHORITY = "grading_authority", _("Grading authority")
    SECURITY_CLERK = "security_clerk", _("Security clerk")
    DESTRUCTION_WITNESS = "destruction_witness", _("Destruction witness")
    ARCHIVIST = "archivist", _("Archivist")
    AUDITOR = "auditor", _("Auditor")
    STAFF = "staff", _("Staff member")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


ADMINISTRATORS = frozenset({Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN, Office.AUDIT_ADMIN})

# Offices that are held for other units than the one the person sits in.
LEADING = frozenset({Office.LEADER_IN_CHARGE, Office.GRADING_AUTHORITY})


def side(office: str) -> str:
    """Each administrator's office is a side of its own, everything else is business; nobody stands on two on the same day."""
    return str(office) if office in ADMINISTRATORS else "business"
