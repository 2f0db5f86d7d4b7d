"""Reports: the list, one of them, its rows, its print page and its download; making an interim one."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from approvals.forms import SigningForm
from approvals.listing import page_of
from approvals.sheets.answers import download, stamp_for
from approvals.sheets.making import ask_for
from audit.inspection import actions, annex, events, figures, rules
from audit.inspection.files import content_of
from audit.inspection.models import Report
from audit.inspection.pages import Sheet, acts_of, organised, state_of, steps_of, told
from audit.inspection.paging import page_of_ids
from audit.inspection.querysets import visible_reports
from audit.inspection.rows import day_of, rows_of
from audit.inspection.sheets import file_name
from audit.inspection.snapshots import rows_fit
from audit.trail.actions import record
from audit.trail.querysets import about
from audit.trail.refusals import demand

SORTS = {"period": ("year", "quarter", "version"), "made_at": ("made_at",), "status": ("status", "year", "quarter", "version")}


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    page = page_of(request, visible_reports(request.user, on=today), sorts=SORTS, default="-period")
    record(events.REPORTS_LISTED, actor=request.user, facts={"count": len(page), "reports": [str(report.pk) for report in page]})
    rows = [{"report": report, "state": state_of(report)} for report in page]
    return render(request, "inspection/report_list.html", {"page": page, "rows": rows, "may_ask": _may_ask(request, today)})


def _may_ask(request: HttpRequest, today) -> bool:
    return not any(rules.obstacles_to_asking(request.user, on=today))


@require_POST
def interim(request: HttpRequest) -> HttpResponse:
    return redirect(actions.make_interim(by=request.user, now=timezone.now()))


@require_safe
def report(request: HttpRequest, pk) -> HttpResponse:
    return show_report(request, find_report(request, pk))


def find_report(request: HttpRequest, pk) -> Report:
    """The report where it is open to the person; else the same answer as for none."""
    return get_object_or_404(visible_reports(request.user, on=timezone.localdate()), pk=pk)


def show_report(request: HttpRequest, report: Report, form=None, status: int = 200) -> HttpResponse:
    """The report's page. `form`: a signing form that was just sent and is shown again."""
    today = timezone.localdate()
    record(events.REPORT_READ, actor=request.user, subject=report, facts={"number": report.number})
    context = {
        **particulars(report),
        **acts_of(report, request.user, on=today),
        "form": form or SigningForm(),
        "entries": told(about(report.pk)[:10]),
    }
    return render(request, "inspection/report.html", context, status=status)


def particulars(report: Report) -> dict:
    """What page and print share."""
    return {
        "report": report,
        "sheet": Sheet(report),
        "organised": organised(report),
        "state": state_of(report),
        "steps": steps_of(report, on=timezone.localdate()),
        "seen": report.payload_hash(),
        "previous": report.period.preceding(),
    }


@require_safe
def printed(request: HttpRequest, pk) -> HttpResponse:
    report = find_report(request, pk)
    record(events.REPORT_PRINTED, actor=request.user, subject=report, facts={"number": report.number})
    return render(request, "inspection/report_print.html", {**particulars(report), "back_url": report.get_absolute_url()})


@require_safe
def figure(request: HttpRequest, pk, key: str) -> HttpResponse:
    report = find_report(request, pk)
    kind = _kind_of(report, key)
    shown = get_object_or_404(report.figures, key=key)
    demand([] if rows_fit(report, shown) else [rules.DOES_NOT_FIT])
    page = page_of_ids(request, shown.rows)
    rows = rows_of(kind, list(page), request.user)
    facts = {"number": report.number, "figure": key, "count": len(rows), "rows": [str(row) for row in page]}
    record(events.ROWS_READ, actor=request.user, subject=report, facts=facts)
    context = {"report": report, "label": figures.label_of(key), "day": day_of(kind), "rows": rows, "page": page}
    return render(request, "inspection/figure.html", context | {"kind": kind})


def _kind_of(report: Report, key: str) -> str:
    """What the figure counts; a key that the report does not hold is not there."""
    figure = figures.part_of(key)[0]
    if figure is None or key not in {line["key"] for line in report.snapshot["figures"]}:
        raise Http404
    return figure.rows


@require_POST
def rows(request: HttpRequest, pk) -> HttpResponse:
    """The report with the rows behind its figures, made by the worker."""
    report = find_report(request, pk)
    suffix = request.POST.get("format", "")
    if suffix not in annex.MOST:
        raise BadRequest
    made = ask_for(annex.KIND.code, report, suffix, stamp_for(request, report.get_absolute_url()), by=request.user)
    return redirect(made)


@require_safe
def file(request: HttpRequest, pk, suffix: str) -> HttpResponse:
    """The report as PDF, DOCX, XLSX or CSV."""
    report = find_report(request, pk)
    demand(rules.obstacles_to_downloading(report, request.user))
    stamp = stamp_for(request, report.get_absolute_url())
    content = content_of(report, suffix, stamp)
    facts = {"number": report.number, "format": suffix, "copy": stamp.code}
    record(events.REPORT_DOWNLOADED, actor=request.user, subject=report, facts=facts)
    return download(content, name=file_name(report, suffix))
