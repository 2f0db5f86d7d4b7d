"""The register of who is let in to secrets of the upper levels: for auditors. Basis: BMT 20; DESIGN §3 (number, level, days)."""

import csv
import io

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from approvals.sheets.formulas import guarded
from audit.trail.actions import record
from audit.trail.refusals import Obstacle, demand
from classification.models import SecrecyLevel
from personnel.models import Person, Unit
from personnel.offices import Office
from petitions.fields import RowField
from petitions.register import events
from petitions.register.querysets import Register, upper_levels
from petitions.register.rows import Row, in_words

ALL = gettext_lazy("All")
MOST = 20_000
PRINTED = 2_000
SIZES = ("20", "50", "100")
BOM = "\ufeff"
NOT_AUDITING = Obstacle("NOT_AUDITING", gettext_lazy("Only an auditor reads the register of who knows secrets."), True)


class RegisterFilter(forms.Form):
    """By level, person, unit; what makes no sense is left out."""

    level = RowField(SecrecyLevel.objects.none(), label=gettext_lazy("Level"), required=False, empty_label=ALL)
    person = RowField(Person.objects.none(), label=gettext_lazy("Person"), required=False, empty_label=ALL)
    unit = RowField(Unit.objects.all(), label=gettext_lazy("Unit"), required=False, empty_label=ALL)

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["level"].queryset = upper_levels().select_related("scheme")
        self.fields["level"].label_from_instance = lambda level: f"{level.scheme} · {level}"
        self.fields["person"].queryset = Person.objects.filter(is_active=True).order_by("name")

    def chosen(self) -> dict:
        self.is_valid()
        chosen = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        return chosen | ({"level": chosen["level"].pk} if "level" in chosen else {})

    def in_words(self) -> list[str]:
        """By what it is narrowed."""
        self.is_valid()
        return [str(value) for value in getattr(self, "cleaned_data", {}).values() if value]


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    chosen, found = _asked(request)
    size = request.GET.get("size", "")
    page: Page = Paginator(found, int(size) if size in SIZES else 50).get_page(request.GET.get("page"))
    rows = in_words(page.object_list)
    facts = {"count": page.paginator.count, "shown": [str(row.petition.pk) for row in rows], "filters": sorted(chosen.chosen())}
    record(events.READ, actor=request.user, facts=facts)
    context = {"rows": rows, "page": page, "filter_form": chosen, "query": request.GET.urlencode()}
    return render(request, "petitions/register/register.html", context)


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The same on paper, as narrowed and sorted."""
    chosen, found = _asked(request)
    rows = in_words(found[0:PRINTED])
    record(events.PRINTED, actor=request.user, facts={"count": len(rows), "filters": sorted(chosen.chosen())})
    query = request.GET.urlencode()
    context = {"rows": rows, "count": found.count(), "most": PRINTED, "today": timezone.localdate(), "narrowed": chosen.in_words()}
    return render(request, "petitions/register/print.html", context | {"back_url": f"{reverse('petitions:register')}?{query}"})


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as CSV: UTF-8 with a byte-order mark, no cell that a spreadsheet would take for a formula. Basis: THREATS T51."""
    chosen, found = _asked(request)
    rows = in_words(found[0:MOST])
    facts = {"count": len(rows), "filters": sorted(chosen.chosen())}
    record(events.DOWNLOADED, actor=request.user, facts=facts)
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in [_head(), *map(_line, rows)]:
        writer.writerow([guarded(cell) for cell in line])
    name = f"knowing-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(out.getvalue().encode(), content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: HttpRequest) -> tuple[RegisterFilter, Register]:
    demand([] if request.user.holds(Office.AUDITOR) else [NOT_AUDITING])
    chosen = RegisterFilter(request.GET)
    return chosen, Register(reader=request.user, on=timezone.localdate(), sort=request.GET.get("sort", ""), **chosen.chosen())


def _head() -> list[str]:
    return [_("Number"), _("Level"), _("Person"), _("Account"), _("Unit"), _("Since"), _("On what ground"), _("Until"), _("First read")]


def _line(row: Row) -> list[str]:
    known = [row.petition.number, row.petition.mark.text, str(row.person), row.person.username, str(row.person.main_unit or "")]
    read = timezone.localtime(row.first_read).strftime("%Y-%m-%d %H:%M") if row.first_read else ""
    return [*known, row.since.isoformat(), _(", ").join(row.grounds), row.until.isoformat() if row.until else "", read]
