"""Which gradings stay as they are."""

from django import forms
from django.db.models import QuerySet

from classification.models import GradedRecord


class ReviewsForm(forms.Form):
    """Chosen among the reviews that are due for this person."""

    records = forms.ModelMultipleChoiceField(queryset=GradedRecord.objects.none())

    def __init__(self, data, *, due: QuerySet[GradedRecord]):
        super().__init__(data)
        self.fields["records"].queryset = due
