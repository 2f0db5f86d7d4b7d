"""Assign, note, close, reopen, reveal."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classification.walls.models import Ground
from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.querysets import holders
from petitions import rules
from petitions.choices import RESULTS_OF
from petitions.fields import CHOOSE, LineField, RowField, TextField, choice, day
from petitions.models import Petition
from petitions.querysets import RELATED
from petitions.revealing import REVEALABLE
from petitions.texts import BODY_LIMIT


class HandlingForm(forms.Form):
    """Who handles the case, and in which unit."""

    handling_officer = RowField(label=_("Handling officer"), queryset=Person.objects.none())
    handling_unit = RowField(label=_("Handling unit"), queryset=Unit.objects.none())

    def __init__(self, petition: Petition, data=None):
        initial = {"handling_officer": petition.handling_officer_id, "handling_unit": petition.handling_unit_id or petition.record.unit_id}
        super().__init__(data, initial=initial)
        self.petition = petition
        today = timezone.localdate()
        officers = holders(Office.HANDLING_OFFICER, on=today).order_by("name")
        self.fields["handling_officer"].queryset = officers.prefetch_related("appointments__unit")
        self.fields["handling_officer"].label_from_instance = _with_units
        self.fields["handling_unit"].queryset = Unit.objects.all()

    def clean(self):
        values = super().clean()
        officer, unit = values.get("handling_officer"), values.get("handling_unit")
        if officer and unit:
            for obstacle in rules.obstacles_to_officer(self.petition, officer, unit, on=timezone.localdate()):
                self.add_error("handling_officer", obstacle.sentence)
        return values


class HandingOverForm(forms.Form):
    """Which cases of somebody go into whose hands; each is asked about by itself."""

    petitions = forms.ModelMultipleChoiceField(
        label=_("Cases"),
        queryset=Petition.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks-wide"}),
        error_messages={"required": _("Choose at least one case."), **CHOOSE},
    )
    handling_officer = RowField(label=_("Handling officer"), queryset=Person.objects.none())
    handling_unit = RowField(label=_("Handling unit"), queryset=Unit.objects.none())

    def __init__(self, cases: list[Petition], former: Person, data=None):
        super().__init__(data, initial={"petitions": cases, "handling_unit": cases[0].handling_unit_id if cases else None})
        self.fields["petitions"].queryset = Petition.objects.filter(pk__in=[case.pk for case in cases]).select_related(*RELATED)
        self.fields["petitions"].label_from_instance = _in_words
        officers = holders(Office.HANDLING_OFFICER, on=timezone.localdate()).exclude(pk=former.pk).order_by("name")
        self.fields["handling_officer"].queryset = officers.prefetch_related("appointments__unit")
        self.fields["handling_officer"].label_from_instance = _with_units
        self.fields["handling_unit"].queryset = Unit.objects.all()

    def clean(self):
        values = super().clean()
        officer, unit = values.get("handling_officer"), values.get("handling_unit")
        for case in values.get("petitions", []) if officer and unit else []:
            for obstacle in rules.obstacles_to_officer(case, officer, unit, on=timezone.localdate()):
                self.add_error("handling_officer", f"{case.number}: {obstacle.sentence}")
        return values


def _in_words(case: Petition) -> str:
    return " · ".join(str(part) for part in (case.number, case.mark.title, case.record.unit) if part)


def _with_units(person: Person) -> str:
    held = person.appointments.all()
    units = dict.fromkeys(appointment.unit.name for appointment in held if appointment.office == Office.HANDLING_OFFICER)
    return f"{person} · {'、'.join(units)}"


class NoteForm(forms.Form):
    text = TextField(label=_("Note"), limit=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    once = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)


class RecusalForm(forms.Form):
    """Why somebody keeps out themself (回避)."""

    reason = TextField(label=_("Reason"), limit=1_000, widget=forms.Textarea(attrs={"rows": 3}))


class WallForm(RecusalForm):
    """Who is kept out of a petition, on what ground."""

    person = RowField(label=_("Person"), queryset=Person.objects.none())
    ground = choice(_("On what ground"), Ground.choices)
    field_order = ["person", "ground", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True).order_by("name")
        self.fields["person"].label_from_instance = lambda person: f"{person} · {person.username}"


class ClosingForm(forms.Form):
    """Result, reply and day (办结)."""

    result = choice(_("Result"), [])
    reply = TextField(label=_("Reply to the petitioner"), limit=BODY_LIMIT, widget=forms.Textarea(attrs={"rows": 10}))
    closed_on = day(_("Closed on"))

    def __init__(self, petition: Petition, data=None, *, reads: bool = True):
        """`reads`: whether the reply of before is shown to whoever fills this in."""
        super().__init__(data, initial={"reply": petition.reply if reads else "", "closed_on": timezone.localdate()})
        self.petition = petition
        self.fields["result"].choices = [("", "")] + [(result.value, result.label) for result in RESULTS_OF[petition.category]]

    def clean_closed_on(self):
        closed_on = self.cleaned_data["closed_on"]
        result = RESULTS_OF[self.petition.category][0]
        found = rules.obstacles_to_result(self.petition, result, closed_on, on=timezone.localdate())
        if sentences := [obstacle.sentence for obstacle in found]:
            raise forms.ValidationError(sentences)
        return closed_on


class ReopeningForm(forms.Form):
    reason = TextField(label=_("Reason"), limit=500, widget=forms.Textarea(attrs={"rows": 3}))


class RevealForm(forms.Form):
    """Which value, and why. The reason is sealed with the record."""

    field = choice(_("Field"), REVEALABLE)
    reason = LineField(label=_("Reason"), limit=200)
