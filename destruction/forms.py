"""The shape of what destruction asks for. Authority is asked by the actions."""

from datetime import date
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from destruction.actions.filing import Wanted
from destruction.candidates import offered_carriers, offered_petitions
from destruction.choices import Method, Status
from personnel.forms import ProofForm
from personnel.models import Person
from petitions.fields import TextField, choice

LONGEST_REASON = 1000
MOST_ITEMS = 200


class ThingsField(forms.Field):
    """Ids of records and carriers, each sent under the field's name."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": _("Choose at least one record or carrier."),
        "unknown": _("Choose from what is listed here."),
        "too_many": _("One slip lists at most %(most)s things; file several."),
    }

    def to_python(self, value) -> list[UUID]:
        try:
            found = list(dict.fromkeys(UUID(str(part)) for part in value or []))
        except ValueError:
            raise ValidationError(self.error_messages["unknown"], code="unknown") from None
        if len(found) > MOST_ITEMS:
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"most": MOST_ITEMS})
        return found


class DestructionForm(forms.Form):
    """The destruction slip (保密销毁单) as the registrar fills it in."""

    items = ThingsField(label=_("What is to be destroyed"))
    method = choice(_("Method"), [("", ""), *Method.choices])
    reason = TextField(
        label=_("Reason"),
        limit=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The signers read it, and it stays readable for good; name neither the petitioner nor the content."),
        error_messages={"required": _("Say why this is destroyed.")},
    )

    def __init__(self, *args, person: Person, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.on = person, on

    def clean_items(self) -> Wanted:
        """Only what this person may list; anything else reads as unknown, whether it exists or not."""
        asked = set(self.cleaned_data["items"])
        records = set(offered_petitions(self.person, on=self.on).filter(pk__in=asked).values_list("pk", flat=True))
        carriers = set(offered_carriers(self.person, on=self.on).filter(pk__in=asked).values_list("pk", flat=True))
        if asked - records - carriers:
            raise ValidationError(self.fields["items"].error_messages["unknown"], code="unknown")
        return Wanted(frozenset(records), frozenset(carriers))


class ExecutionForm(ProofForm):
    """The executor types the slip's number and proves who they are."""

    slip_number = forms.CharField(
        label=_("Number of this slip"),
        max_length=40,
        error_messages={"required": _("Type the number of this slip to confirm.")},
    )
    field_order = ["slip_number", "password"]

    def __init__(self, *args, number: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = number
        self.fields["slip_number"].widget.attrs.update({"data-typed": number, "spellcheck": "false"})
        self.fields["slip_number"].help_text = _("Type %(number)s to confirm.") % {"number": number}

    def clean_slip_number(self) -> str:
        typed = self.cleaned_data["slip_number"]
        if typed != self.number:
            raise ValidationError(_("This is not the number of this slip; type it exactly as it stands at the top."), code="WRONG_NUMBER")
        return typed


class WitnessForm(ProofForm):
    """A witness proves who they are."""


class CandidateFilterForm(forms.Form):
    """What the records offered for a slip are narrowed by."""

    q = forms.CharField(label=_("Number"), required=False, max_length=20)


class SlipFilterForm(forms.Form):
    """What the list is narrowed by. Nonsense in the address narrows nothing."""

    q = forms.CharField(label=_("Number"), required=False, max_length=20)
    status = choice(_("State"), [("", _("All")), *Status.choices], required=False)
    method = choice(_("Method"), [("", _("All")), *Method.choices], required=False)
    filed_from = forms.DateField(label=_("Filed from"), required=False, widget=forms.DateInput)
    filed_to = forms.DateField(label=_("Filed to"), required=False, widget=forms.DateInput)
