"""What is filled in about a working group."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from personnel.forms import ProofForm, refuse_hidden_characters
from personnel.groups.models import WorkingGroup
from personnel.groups.querysets import members_of
from personnel.models import Appointment, Person, Unit
from personnel.offices import ADMINISTRATORS, Office
from personnel.proposals.forms import CHOOSE, DAY, ReasonedForm, reason_field
from personnel.querysets import in_force

WHY = {"required": _("Say in a sentence why this is needed.")}


def in_business(*, on: date):
    """Whoever holds an office and is no administrator."""
    held = in_force(Appointment.objects.filter(person__is_active=True), on=on)
    administering = held.filter(office__in=ADMINISTRATORS)
    return Person.objects.filter(appointments__in=held).exclude(appointments__in=administering).distinct().order_by("name", "username")


class _PersonField(forms.ModelChoiceField):
    """People with the unit in which they sit."""

    def label_from_instance(self, obj) -> str:
        return f"{obj} · {obj.main_unit}"


def _person(label, **kwargs) -> forms.ModelChoiceField:
    return _PersonField(label=label, queryset=Person.objects.none(), error_messages=CHOOSE, empty_label="—", **kwargs)


def _last_day(help_text) -> forms.DateField:
    return forms.DateField(label=_("Last day"), error_messages=DAY, widget=forms.DateInput, help_text=help_text)


class NewGroupForm(ReasonedForm):
    """Its name, the unit that answers for it, who is responsible, until when; the reason says what it is for."""

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=60,
        validators=[refuse_hidden_characters],
        help_text=_("Whoever names a scope reads it: let it tell nothing of a matter."),
        error_messages={"required": _("Enter a name.")},
    )
    unit = forms.ModelChoiceField(
        label=_("Unit that answers for it"),
        queryset=Unit.objects.none(),
        error_messages=CHOOSE,
        help_text=_("Its leader in charge confirms who joins."),
    )
    responsible = _person(_("Responsible"), help_text=_("The first member."))
    until = _last_day(_("Then nobody sees anything by it any more."))
    reason = reason_field(
        _("What the group is for"), help_text=_("Whoever confirms and the members read it; it is sealed."), error_messages=WHY
    )
    field_order = ["name", "unit", "responsible", "until", "reason"]

    def __init__(self, by: Person, data=None, *, on: date):
        super().__init__(None, data)
        units = Unit.objects.all()
        if not by.holds(Office.SECURITY_ADMIN):
            units = units.filter(pk__in=[held.unit_id for held in by.appointments_now if held.office == Office.UNIT_HEAD])
        self.fields["unit"].queryset = units
        self.fields["responsible"].queryset = in_business(on=on).exclude(pk=by.pk)

    def values(self) -> dict:
        chosen = self.cleaned_data
        ids = {name: str(chosen[name].pk) for name in ("unit", "responsible")}
        return {"name": chosen["name"].strip(), "until": chosen["until"].isoformat()} | ids


class GroupJoiningForm(ReasonedForm):
    """Who joins, until when, why."""

    member = _person(_("Person"))
    until = _last_day(_("At the latest the last day of the group."))
    field_order = ["member", "until", "reason"]

    def __init__(self, group: WorkingGroup, by: Person, data=None, *, on: date):
        super().__init__(None, data)
        self.group, self.initial["until"] = group, group.until
        present = members_of(group, on=on).filter(until__gte=group.until).values("person")
        self.fields["member"].queryset = in_business(on=on).exclude(pk__in=present).exclude(pk=by.pk)

    def values(self) -> dict:
        return {"group": str(self.group.pk), "until": self.cleaned_data["until"].isoformat()}


class GroupChangeForm(ReasonedForm):
    """Another person responsible, another last day, why."""

    responsible = _person(_("Responsible"), help_text=_("Joins, where they are no member yet."))
    until = _last_day(_("Members stay until the day they were given."))
    field_order = ["responsible", "until", "reason"]

    def __init__(self, group: WorkingGroup, by: Person, data=None, *, on: date):
        super().__init__(None, data)
        self.group = group
        self.initial["until"], self.initial["responsible"] = group.until, group.responsible_id
        there = in_business(on=on)
        self.fields["responsible"].queryset = there if group.responsible_id == by.pk else there.exclude(pk=by.pk)

    def values(self) -> dict:
        chosen = self.cleaned_data
        return {"group": str(self.group.pk), "responsible": str(chosen["responsible"].pk), "until": chosen["until"].isoformat()}


class TakingOutForm(forms.Form):
    """Why somebody is in it no more."""

    reason = reason_field(_("Reason"), help_text=_("Members read it; it is sealed."), error_messages=WHY)


class DissolvingForm(ProofForm):
    """Why the group works no more, with fresh proof."""

    reason = reason_field(_("Reason"), help_text=_("Members read it; it is sealed."), error_messages=WHY)
    field_order = ["reason", "password"]
