"""What the security administrator fills in about address ranges."""

from ipaddress import ip_network

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from classification.models import SecrecyLevel
from classification.ranges.changes import adding_values, removing_values
from classification.ranges.models import AddressRange
from personnel.models import Person
from personnel.proposals.forms import CHOOSE, ReasonedForm

WRONG_NETWORK = _("Enter a network such as 10.20.0.0/16 or a single address; the bits behind the length are zero.")


class RangeForm(ReasonedForm):
    """A network from which a level, and those above it, are shown."""

    level = forms.ModelChoiceField(label=_("Level"), queryset=SecrecyLevel.objects.none(), error_messages=CHOOSE)
    network = forms.CharField(label=_("Network"), max_length=43, help_text=_("For example 10.20.0.0/16 or 2001:db8::/32."))
    field_order = ["level", "network", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["level"].queryset = SecrecyLevel.objects.filter(scheme__on=True).select_related("scheme")
        self.fields["level"].label_from_instance = lambda level: f"{level.scheme} · {level}"

    def clean_network(self) -> str:
        try:
            return str(ip_network(self.cleaned_data["network"].strip()))
        except ValueError:
            raise ValidationError(WRONG_NETWORK) from None

    def values(self) -> dict:
        return adding_values(level=self.cleaned_data["level"], network=self.cleaned_data["network"])


class RangeEndForm(ReasonedForm):
    """Which range is taken away."""

    range = forms.ModelChoiceField(label=_("Network"), queryset=AddressRange.objects.none(), error_messages=CHOOSE)
    field_order = ["range", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["range"].queryset = AddressRange.objects.filter(ended_on=None).select_related("level__scheme")
        self.fields["range"].label_from_instance = lambda found: f"{found.level.scheme} · {found.level} · {found.network}"

    def values(self) -> dict:
        return removing_values(self.cleaned_data["range"])
