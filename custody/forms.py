"""The shape of what custody asks for. Authority is asked by the actions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Status
from classification.models import GradedRecord
from classification.protection import lent_under
from custody import rules
from custody.models import BorrowSlip, Carrier, LoanStatus
from personnel.forms import ProofForm
from personnel.models import Person
from petitions.fields import CHOOSE, LineField, TextField


class BorrowForm(forms.Form):
    """The borrow slip (借阅单) as its applicant fills it in."""

    petition = forms.UUIDField(widget=forms.HiddenInput)
    carriers = forms.ModelMultipleChoiceField(
        label=_("Carriers"),
        queryset=Carrier.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks-wide"}),
        error_messages={
            "required": _("Choose at least one carrier of this record."),
            "invalid_choice": _("Choose from the carriers listed here; this one does not belong to the record."),
            "invalid_pk_value": _("Choose from the carriers listed here; this one does not belong to the record."),
        },
    )
    purpose = TextField(
        label=_("Purpose"),
        limit=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The signers and the security clerk read it; name neither the petitioner nor the content."),
        error_messages={"required": _("Say what the material is needed for.")},
    )
    days = forms.IntegerField(
        label=_("Working days"),
        min_value=1,
        error_messages={
            "required": _("Enter the number of working days."),
            "invalid": _("Enter a whole number of working days, for example 3."),
            "min_value": _("A loan lasts at least one working day."),
        },
    )

    def __init__(self, *args, record: GradedRecord, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        limit = lent_under(record).working_days
        gone, copies = Carrier.Status.DESTROYED, Carrier.Kind.EXPORT
        self.fields["carriers"].queryset = record.carriers.exclude(status=gone).exclude(kind=copies).order_by("number")
        self.fields["carriers"].label_from_instance = carrier_in_words
        self.fields["days"].help_text = _("At this level at most %(limit)s working days, counted from the hand-over.") % {"limit": limit}
        self.fields["days"].widget.attrs["max"] = limit

    def clean_days(self) -> int:
        days = self.cleaned_data["days"]
        for obstacle in rules.obstacles_to_days(self.record, days):
            raise ValidationError(str(obstacle), code=obstacle.code)
        return days


def carrier_in_words(carrier: Carrier) -> str:
    """Number, kind, pages and, where it is out, that it is."""
    words = [carrier.number, carrier.get_kind_display()]
    if carrier.pages:
        words.append(_("%(pages)s pages") % {"pages": carrier.pages})
    if carrier.status == Carrier.Status.ON_LOAN:
        words.append(carrier.get_status_display())
    return " · ".join(str(word) for word in words)


class HandoverForm(ProofForm):
    """The security clerk proves who hands over."""


class ReturnForm(forms.Form):
    """What came back: pages, condition, and in words what differs."""

    pages = forms.IntegerField(
        label=_("Pages that came back"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        error_messages={
            "invalid": _("Enter a whole number of pages, for example 12."),
            "min_value": _("Enter a whole number of pages, for example 12."),
            "max_value": _("Enter a whole number of pages, for example 12."),
        },
    )
    condition = LineField(
        label=_("Condition"),
        limit=300,
        help_text=_("For example: complete, undamaged, envelope closed."),
        error_messages={"required": _("Say in which condition the material came back.")},
    )
    difference = TextField(
        label=_("What differs"),
        limit=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where the pages differ from the ledger: what is missing or was added."),
    )

    returned_by = forms.ModelChoiceField(
        label=_("Brought back by"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("The borrower leaves: somebody else may bring it in their place."),
        error_messages=CHOOSE,
    )
    field_order = ["returned_by", "pages", "condition", "difference"]

    def __init__(self, *args, slip: BorrowSlip, receiver: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.slip = slip
        self._offer_bringers(receiver)
        expected = rules.expected_pages(slip)
        if not rules.paper_lines(slip).exists():
            del self.fields["pages"], self.fields["difference"]  # there is nothing to count
        elif expected is None:
            self.fields["pages"].help_text = _("The ledger does not say how many there are; count them.")
        else:
            self.fields["pages"].help_text = _("The ledger lists %(expected)s.") % {"expected": expected}

    def _offer_bringers(self, receiver: Person) -> None:
        if not rules.others_may_bring(self.slip):
            del self.fields["returned_by"]
            return
        field = self.fields["returned_by"]
        field.queryset, field.empty_label = rules.bringers(self.slip, receiver).order_by("name"), str(self.slip.applicant)
        field.label_from_instance = in_their_unit

    def clean(self) -> dict:
        values = {"pages": None, "difference": ""} | super().clean()
        if self.errors:
            return values
        given = {name: values.get(name) or "" for name in ("condition", "difference")}
        for obstacle in rules.obstacles_to_return_values(self.slip, pages=values.get("pages"), **given):
            self.add_error({"PAGES_DIFFER": "difference", "NO_PAGES": "pages"}.get(obstacle.code, "condition"), str(obstacle))
        return values


class CarrierForm(forms.ModelForm):
    """The ledger line: pages, copies, place."""

    place = LineField(label=_("Place"), limit=80, required=False)

    class Meta:
        model = Carrier
        fields = ["pages", "copies", "place"]
        error_messages = {
            "pages": {"invalid": _("Enter a whole number of pages, for example 12.")},
            "copies": {"invalid": _("Enter a whole number of copies, at least 1."), "min_value": _("Enter at least 1.")},
        }

    def clean_copies(self) -> int:
        copies = self.cleaned_data["copies"]
        if copies < 1:
            raise ValidationError(_("A carrier has at least one copy."))
        return copies


class CarrierFilterForm(forms.Form):
    """What the ledger is narrowed by. Nonsense in the address narrows nothing."""

    q = forms.CharField(label=_("Number"), required=False, max_length=20)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Carrier.Kind.choices])
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Carrier.Status.choices])


class SlipFilterForm(forms.Form):
    """What the list of borrow slips is narrowed by."""

    q = forms.CharField(label=_("Number"), required=False, max_length=20)
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Status.choices, *LoanStatus.choices])
    mine = forms.BooleanField(label=_("Only my own"), required=False)
    overdue = forms.BooleanField(label=_("Only overdue"), required=False)


class KeepingForm(forms.Form):
    """Into whose keeping the carriers go."""

    keeper = forms.ModelChoiceField(label=_("New keeper"), queryset=Person.objects.none(), error_messages=CHOOSE)

    def __init__(self, former: Person, data=None):
        super().__init__(data)
        self.fields["keeper"].queryset = rules.keepers(on=timezone.localdate()).exclude(pk=former.pk).order_by("name")
        self.fields["keeper"].label_from_instance = in_their_unit


def in_their_unit(person: Person) -> str:
    """Who it is and where they sit: names may be shared."""
    return " · ".join(str(part) for part in (person, person.main_unit) if part)
