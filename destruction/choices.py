"""States of a destruction slip and the ways something is destroyed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from approvals import models as approvals


class Status(models.TextChoices):
    """What every slip goes through, then its own end: opened by the executor, decided for good, destroyed."""

    FILED = "filed", _("Waiting for the first signature")
    HALF_APPROVED = "half_approved", _("Waiting for the next signature")
    APPROVED = "approved", _("Approved")
    EXECUTING = "executing", _("Waiting for the witnesses")
    EXECUTED = "executed", _("Being destroyed")
    DESTROYED = "destroyed", _("Destroyed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


RUNNING = (Status.FILED, Status.HALF_APPROVED, Status.APPROVED, Status.EXECUTING, Status.EXECUTED)

# EXECUTING → EXECUTING is a witness's signature, EXECUTING → APPROVED an execution that was not finished.
# From EXECUTED there is one way only: forward.
NEXT: dict[str, set[str]] = {
    **approvals.NEXT,
    Status.APPROVED: {*approvals.NEXT[approvals.Status.APPROVED], Status.EXECUTING},
    Status.EXECUTING: {Status.EXECUTING, Status.APPROVED, Status.EXECUTED},
    Status.EXECUTED: {Status.DESTROYED},
}


class Method(models.TextChoices):
    """How the paper goes (销毁方式, DOMAIN §5.3); electronic content always goes with its key."""

    SHREDDING = "shredding", _("Shredding")
    BURNING = "burning", _("Burning")
    PULPING = "pulping", _("Pulping")
    DEGAUSSING = "degaussing", _("Degaussing")
    ERASURE = "erasure", _("Erasure of the key only")
    AGENCY = "agency", _("Hand-over to the designated destruction agency")
