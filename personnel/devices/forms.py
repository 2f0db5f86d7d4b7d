"""To ask for a device, to enrol it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from personnel.devices.levels import device_levels
from personnel.forms import ProofForm, refuse_hidden_characters


class RequestForm(forms.Form):
    """What the security administrator recognises the device by."""

    name = forms.CharField(
        label=_("Which device this is"),
        max_length=60,
        validators=[refuse_hidden_characters],
        help_text=_("Inventory number and room, for example: PC 0417, room 305."),
        error_messages={"required": _("Say which device this is, so that it can be recognised.")},
    )


class EnrolmentForm(ProofForm):
    """Up to which level records are shown on it."""

    level = forms.ChoiceField(
        label=_("Shows records up to"),
        help_text=_("Records above this level are not shown on the device, whoever works at it."),
        error_messages={"required": _("Choose one of the levels offered."), "invalid_choice": _("Choose one of the levels offered.")},
    )
    field_order = ["level", "password"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "—"), *device_levels()]


class DeviceRefusalForm(ProofForm):
    """It is not enrolled."""


class RevocationForm(ProofForm):
    """It is lost, replaced, or no longer trusted."""
