"""What is filled in when a cooperation ends."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import ProofForm, refuse_hidden_characters
from personnel.models import Person
from personnel.partners.ending.models import Ground, Proof
from personnel.partners.models import Membership
from personnel.proposals.forms import CHOOSE, DAY, reason_field

SEALED = _("Kept sealed.")


class EndingForm(forms.Form):
    ground = forms.ChoiceField(label=_("Why it ends"), choices=[("", "—"), *Ground.choices], error_messages=CHOOSE)
    reason = reason_field(_("Reason"), help_text=SEALED, error_messages={"required": _("Say in a sentence why the cooperation ends.")})


class HandBackForm(forms.Form):
    """Who handed over what, when, on which paper."""

    kind = forms.ChoiceField(label=_("What became of it"), choices=[("", "—"), *Proof.choices], error_messages=CHOOSE)
    on = forms.DateField(label=_("Day"), initial=timezone.localdate, widget=forms.DateInput, error_messages=DAY)
    what = forms.CharField(
        label=_("What it was"),
        max_length=2000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed. Kinds and numbers of pieces: carriers, copies, devices, files on the firm's own machines."),
        error_messages={"required": _("Say what was returned or destroyed, and how many pieces.")},
    )
    handed_by = forms.CharField(label=_("Handed over by"), max_length=60, validators=[refuse_hidden_characters], help_text=SEALED)
    received_by = forms.ModelChoiceField(label=_("Received here by"), queryset=Person.objects.none(), error_messages=CHOOSE)
    reference = forms.CharField(
        label=_("Number of the receipt or certificate"),
        max_length=60,
        required=False,
        validators=[refuse_hidden_characters],
        help_text=_("Of the return receipt or the destruction certificate."),
    )
    wide = ("what",)

    def __init__(self, data=None):
        super().__init__(data)
        taken = Membership.objects.filter(until=None).values("person")
        self.fields["received_by"].queryset = Person.objects.filter(is_active=True).exclude(pk__in=taken)

    def clean(self):
        values = super().clean()
        if values.get("kind") in (Proof.RETURNED, Proof.DESTROYED) and not values.get("reference"):
            self.add_error("reference", _("Enter the number of the return receipt or of the destruction certificate."))
        return values


class FinishForm(ProofForm):
    """Fresh proof of whoever finishes it."""
