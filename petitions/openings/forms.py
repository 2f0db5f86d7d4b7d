"""Whom to open it with, and what for; the companion's credentials on the reader's screen."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from personnel.forms import CodeField
from personnel.models import Person
from petitions.fields import RowField, TextField
from petitions.models import Petition
from petitions.openings.rules import possible_companions


class AskingForm(forms.Form):
    companion = RowField(label=_("Companion"), queryset=Person.objects.none())
    purpose = TextField(label=_("What it is opened for"), limit=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, petition: Petition, reader: Person, data=None, *, on: date):
        super().__init__(data)
        able = [person.pk for person in possible_companions(petition, reader, on=on)]
        self.fields["companion"].queryset = Person.objects.filter(pk__in=able).order_by("name")
        self.fields["companion"].label_from_instance = lambda person: f"{person} · {person.main_unit or ''}"

    @property
    def has_companions(self) -> bool:
        return self.fields["companion"].queryset.exists()


class CompanionForm(forms.Form):
    """Typed by the companion, at the reader's keyboard."""

    account = forms.CharField(
        label=_("The companion's account"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("The companion enters their own account here.")},
    )
    companion_password = forms.CharField(
        label=_("The companion's password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("The companion enters their own password here.")},
    )
    companion_code = CodeField(required=False, help_text=_("Where the companion has a second factor."))
