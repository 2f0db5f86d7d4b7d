"""Upload a table, say which column is which, say why an import is undone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from petitions.fields import TextField, choice
from petitions.importing.mapping import HEADERS, Wanted
from petitions.importing.tables import EMPTY
from vault.uploads import NO_ROOM, TOO_LARGE

MOST_MEGABYTES = 256
PROBLEMS = {
    TOO_LARGE: _("The file is larger than %(limit)s MB. Split it into several files."),
    NO_ROOM: _("There is no room left to keep the file. Tell the system administrator, then upload it again."),
}
NO_COLUMN = ("", _("No column"))

LABELS = {
    "source": _("Source"),
    "source_number": _("Number at the source"),
    "petitioner_name": _("Name"),
    "petitioner_id_number": _("ID number"),
    "petitioner_phone": _("Phone"),
    "petitioner_address": _("Address"),
    "subject": _("Subject"),
    "body": _("Text"),
    "received_on": _("Received"),
    "channel": _("Channel"),
    "category": _("Category"),
    "information_category": _("Information"),
}


class SealedFileField(forms.FileField):
    """A file that was sealed while it arrived; what went wrong on the way is said in words."""

    def to_python(self, data):
        if data is None or not getattr(data, "name", ""):
            return None
        if data.problem:
            raise forms.ValidationError(PROBLEMS[data.problem] % {"limit": MOST_MEGABYTES})
        if not data.size:
            raise forms.ValidationError(EMPTY)
        return data


class UploadForm(forms.Form):
    file = SealedFileField(
        label=_("File"),
        help_text=_("CSV in UTF-8 or GB18030, or XLSX; at most 256 MB. It is sealed while it arrives and removed when the import is done."),
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls"}),
    )


class MappingForm(forms.Form):
    """Which column of the file fills which field; a column serves one field."""

    def __init__(self, header: list[str], stands: Wanted, data=None):
        super().__init__(data, initial={field: stands.get(field) or "" for field in HEADERS})
        choices = [NO_COLUMN, *((name, name) for name in header)]
        for field in HEADERS:
            self.fields[field] = choice(LABELS[field], choices, required=False)

    def clean(self) -> dict:
        chosen = [name for name in self.cleaned_data.values() if name]
        if twice := next((name for name in chosen if chosen.count(name) > 1), None):
            raise forms.ValidationError(
                _("The column %(column)s is chosen twice; a column fills one field only."), params={"column": twice}
            )
        if not self.cleaned_data.get("subject") and not self.cleaned_data.get("body") and not self.errors:
            raise forms.ValidationError(_("Choose a column for the subject or for the text; without both there is no petition."))
        return self.cleaned_data

    def wanted(self) -> Wanted:
        return {field: self.cleaned_data[field] or None for field in HEADERS}


class UndoForm(forms.Form):
    reason = TextField(label=_("Why it is undone"), limit=500, widget=forms.Textarea(attrs={"rows": 2}))
