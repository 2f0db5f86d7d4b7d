"""Register a petition, correct one."""

from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from petitions import identity_numbers, rules
from petitions.actions import Correction, Registration
from petitions.choices import Category, Channel, InformationCategory
from petitions.fields import IdNumberField, LineField, NameField, PhoneField, RowField, TextField, choice, day
from petitions.models import Petition
from petitions.repeats import Typed
from petitions.texts import BODY_LIMIT

PERSONAL = ("petitioner_name", "petitioner_id_number", "petitioner_phone", "petitioner_address")


class PetitionForm(forms.Form):
    """What a registrar enters. Basis: CONTRACT, form fields; DOMAIN §2.5."""

    channel = choice(_("Channel"), Channel.choices)
    received_on = day(_("Received"))
    subject = LineField(label=_("Subject"), limit=200)
    body = TextField(label=_("Text"), limit=BODY_LIMIT, widget=forms.Textarea(attrs={"rows": 12}))
    category = choice(_("Category"), Category.choices)
    information_category = choice(_("Information"), InformationCategory.choices)
    petitioner_name = NameField(label=_("Name"), limit=60, required=False, help_text=_("Empty: anonymous."))
    petitioner_id_number = IdNumberField(label=_("ID number"), limit=40, required=False)
    petitioner_phone = PhoneField(label=_("Phone"), limit=60, required=False)
    petitioner_address = NameField(label=_("Address"), limit=200, required=False)

    def clean_received_on(self):
        received_on = self.cleaned_data["received_on"]
        if found := list(rules.obstacles_to_received_on(received_on, on=timezone.localdate())):
            raise forms.ValidationError([obstacle.sentence for obstacle in found])
        return received_on

    def clean_petitioner_name(self) -> str:
        """匿名 typed as a name means what an empty field means."""
        name = self.cleaned_data["petitioner_name"]
        return "" if name in ("匿名", "不详") else name

    def warnings(self) -> list:
        """Sentences about what is odd but was taken."""
        number = self.cleaned_data.get("petitioner_id_number", "")
        return identity_numbers.warnings(number) if number else []


class RegistrationForm(PetitionForm):
    """A new petition. `once` names this very form, so that sending it twice registers once. Basis: THREATS T69."""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)
    repeat_of = RowField(Petition.objects.none(), label=_("Repeat of"), required=False)

    def __init__(self, data=None, *, earlier: QuerySet[Petition] | None = None, **kwargs):
        """`earlier`: petitions the new one may be called a repeat of."""
        super().__init__(data, **kwargs)
        if earlier is not None:
            self.fields["repeat_of"].queryset = earlier

    def typed(self) -> Typed:
        """What can be compared with petitions registered earlier, whether or not the form is in order yet."""
        self.is_valid()
        fields = ("subject", "body", "petitioner_name", "petitioner_id_number", "petitioner_phone")
        return Typed(**{name: self.cleaned_data.get(name, "") for name in fields})

    def registration(self) -> Registration:
        return Registration(**{name: value for name, value in self.cleaned_data.items() if name != "once"})


class CorrectionForm(PetitionForm):
    """A correction. Personal data are not shown: empty keeps what is stored, a new value replaces it, a tick removes it."""

    remove = forms.MultipleChoiceField(
        label=_("Remove what is stored"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[],
    )

    def __init__(self, petition: Petition, contacts: list, data=None):
        """`contacts`: what is stored, as masked for everyone, and whether there is something."""
        shown = ("channel", "received_on", "subject", "body", "category", "information_category")
        super().__init__(data, initial={name: getattr(petition, name) for name in shown})
        stored = [contact for contact in contacts if contact.present]
        for contact in stored:
            self.fields[contact.field].help_text = format_lazy(_("Stored: {value} Empty: it stays."), value=contact.masked)
        self.fields["remove"].choices = [(contact.field, contact.label) for contact in stored]

    def correction(self, stored: dict[str, str]) -> Correction:
        """The whole as it should stand; `stored` holds the personal data as they are."""
        values = dict(self.cleaned_data)
        removed = values.pop("remove")
        for name in PERSONAL:
            values[name] = "" if name in removed else values[name] or stored[name]
        return Correction(**values)
