"""Which values are masked for everyone and shown in full only by an act. Basis: DOMAIN §6.1, DESIGN §3."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "petitioner_name": _("Name"),
    "petitioner_id_number": _("ID number"),
    "petitioner_phone": _("Phone"),
    "petitioner_address": _("Address"),
}
REVEALABLE = list(LABELS.items())
