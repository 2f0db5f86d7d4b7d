"""The list narrowed by what the address asks; a value nobody offers narrows nothing."""

from django.db.models import QuerySet

from destruction.forms import SlipFilterForm
from destruction.models import DestructionSlip


def narrowed(slips: QuerySet[DestructionSlip], form: SlipFilterForm) -> QuerySet[DestructionSlip]:
    """Form errors drop out of `cleaned_data`, so they narrow nothing."""
    form.is_valid()
    asked = form.cleaned_data
    if number := asked.get("q"):
        by_line = slips.filter(items__record_number__icontains=number) | slips.filter(items__carrier_number__icontains=number)
        slips = (slips.filter(number__icontains=number) | by_line).distinct()
    for name, column in COLUMNS.items():
        if asked.get(name):
            slips = slips.filter(**{column: asked[name]})
    return slips


COLUMNS = {"status": "status", "method": "method", "filed_from": "filed_at__date__gte", "filed_to": "filed_at__date__lte"}
