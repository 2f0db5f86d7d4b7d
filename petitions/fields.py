"""Form fields that take what people type, tidy it, and say in a sentence what they do not take."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from petitions import identity_numbers, phones, texts

CHOOSE = {"invalid_choice": _("Choose one of the entries offered."), "invalid_pk_value": _("Choose one of the entries offered.")}
DAY = {"invalid": _("Enter a day that exists, as in 2026-03-31.")}
FORBIDDEN = _("The text holds characters that hide or reorder what is read: %(names)s. Remove them.")
TOO_LONG = _("The text has %(length)s characters; at most %(limit)s are accepted.")


class TextField(forms.Field):
    """Text of one or several lines: refused characters are named, nothing is cut off, what was typed stays in the form."""

    widget: type[forms.Widget] | forms.Widget = forms.Textarea
    tidy = staticmethod(texts.tidy_text)

    def __init__(self, *, limit: int, **kwargs):
        self.limit = limit
        super().__init__(**kwargs)

    def to_python(self, value) -> str:
        text = str(value or "")
        if names := texts.forbidden_characters(text):
            raise ValidationError(FORBIDDEN, code="forbidden", params={"names": ", ".join(names[:5])})
        text = self.tidy(text)
        if len(text) > self.limit:
            raise ValidationError(TOO_LONG, code="too_long", params={"length": f"{len(text):,}", "limit": f"{self.limit:,}"})
        return text


class LineField(TextField):
    widget = forms.TextInput
    tidy = staticmethod(texts.tidy_line)


class NameField(LineField):
    """A name or an address: invisible characters go, so that equal ones are equal."""

    tidy = staticmethod(texts.tidy_name)


class IdNumberField(LineField):
    """Answers the normalised number. Basis: GB 11643."""

    tidy = staticmethod(identity_numbers.normalise_id_number)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (found := identity_numbers.faults(value, on=timezone.localdate())):
            raise ValidationError(found)


class PhoneField(LineField):
    """Answers the number as typed."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if found := phones.faults(value):
            raise ValidationError(found)


class RowField(forms.ModelChoiceField):
    """One row of a table."""

    def __init__(self, queryset=None, **kwargs):
        super().__init__(queryset, error_messages=CHOOSE, **kwargs)


def day(label, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, error_messages=DAY, widget=forms.DateInput, **kwargs)


def choice(label, choices, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages=CHOOSE, **kwargs)
