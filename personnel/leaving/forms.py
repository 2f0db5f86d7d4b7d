"""What is filled in when somebody leaves."""

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import ProofForm, refuse_hidden_characters
from personnel.leaving.models import Ground
from personnel.leaving.rules import obstacles_to_end

DAY = {"invalid": _("Enter a day that exists, as in 2026-03-31."), "required": _("Enter a day, as in 2026-03-31.")}
MINUTE = {"invalid": _("Enter a time of day, as in 17:30."), "required": _("Enter a time of day, as in 17:30.")}
END_OF_WORK = time(17, 30)


SEALED = _("Kept sealed.")


def _text(label, said, *, limit: int = 2000, rows: int = 3) -> forms.CharField:
    area, checks = forms.Textarea(attrs={"rows": rows}), [refuse_hidden_characters]
    return forms.CharField(
        label=label, max_length=limit, validators=checks, widget=area, help_text=SEALED, error_messages={"required": said}
    )


def _line(label, said="", *, required: bool = True, limit: int = 120) -> forms.CharField:
    messages = {"required": said} if said else {}
    return forms.CharField(label=label, max_length=limit, required=required, validators=[refuse_hidden_characters], error_messages=messages)


class OpeningForm(ProofForm):
    """Day and minute at which access ends."""

    ground = forms.ChoiceField(label=_("Ground"), choices=[("", "—"), *Ground.choices])
    day = forms.DateField(label=_("Last day"), widget=forms.DateInput, error_messages=DAY)
    minute = forms.TimeField(
        label=_("Access ends at"),
        initial=END_OF_WORK,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=MINUTE,
    )
    reason = _text(_("Reason"), _("Say in a sentence why the person leaves."))
    field_order = ["ground", "day", "minute", "reason", "password"]

    def clean(self):
        values = super().clean()
        if values.get("day") and values.get("minute"):
            for obstacle in obstacles_to_end(self.ends_at()):
                self.add_error("day", str(obstacle))
        return values

    def ends_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["minute"]))


class TalkForm(ProofForm):
    """The reminder talk and what the check found."""

    talk_on = forms.DateField(label=_("Talk held on"), initial=timezone.localdate, widget=forms.DateInput, error_messages=DAY)
    conclusion = _text(_("Conclusion of the check"), _("Say what the check of the person's work, carriers and accesses found."), rows=4)
    field_order = ["talk_on", "conclusion", "password"]


class WithdrawalForm(ProofForm):
    reason = _text(_("Reason"), _("Say in a sentence why the departure is withdrawn."))
    field_order = ["reason", "password"]


class FinishForm(ProofForm):
    """Fresh proof of whoever finishes it."""


class LeavingPledgeForm(ProofForm):
    """What the pledge names besides; `seen`: what the page showed."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    address = _line(_("Home address"), _("Enter the address at which you can be reached."), limit=200)
    id_number = _line(_("ID number"), _("Enter the number of your identity card."), limit=30)
    contact = _line(_("Telephone or other contact"), _("Enter how you can be reached."))
    destination = _line(_("New employer"), required=False)
    field_order = ["address", "id_number", "contact", "destination", "seen", "password"]

    def filled_in(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("address", "id_number", "contact", "destination")}


class PeriodsForm(ProofForm):
    """Months for each level there is."""

    def __init__(self, levels: list[tuple[str, str]], months: dict[str, int], data=None):
        super().__init__(data)
        for code, words in levels:
            self.fields[code] = forms.IntegerField(label=words, min_value=0, max_value=120, initial=months[code])
        self.order_fields([code for code, _words in levels] + ["password"])
        self.codes = [code for code, _words in levels]

    def months(self) -> dict[str, int]:
        return {code: self.cleaned_data[code] for code in self.codes}


class DeparturesFilter(forms.Form):
    """Which ones: those under way, those who cool off, all."""

    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("Under way")), ("cooling", _("Cooling off")), ("all", _("All"))]
    )

    def chosen(self) -> str:
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get("show", "")
