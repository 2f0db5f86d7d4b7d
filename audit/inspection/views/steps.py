"""The two steps of a finished quarter's report: wording and signature."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from approvals.forms import SigningForm
from audit.inspection import actions, events, rules
from audit.inspection.forms import CHAPTERS, WordingForm
from audit.inspection.models import Report
from audit.inspection.pages import Sheet, state_of
from audit.inspection.views.reports import find_report, show_report
from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.proving import take_step


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, pk) -> HttpResponse:
    report, today = find_report(request, pk), timezone.localdate()
    demand(rules.obstacles_to_wording(report, request.user, on=today))
    form = WordingForm(request.POST or None, initial={name: getattr(report, name) for name in CHAPTERS})
    if request.method != "POST" or not form.is_valid():
        return _show_form(request, report, form, 400 if request.method == "POST" else 200)
    actions.word_report(report, by=request.user, on=today, wording=form.cleaned_data)
    messages.success(request, _("The report is worded; the leader in charge finds it on the worklist."))
    return redirect(report)


def _show_form(request: HttpRequest, report: Report, form: WordingForm, status: int) -> HttpResponse:
    record(events.REPORT_READ, actor=request.user, subject=report, facts={"number": report.number})
    context = {"report": report, "form": form, "sheet": Sheet(report), "state": state_of(report)}
    return render(request, "inspection/wording_form.html", context, status=status)


@require_POST
def signature(request: HttpRequest, pk) -> HttpResponse:
    report = find_report(request, pk)

    def sign(values):
        actions.sign_report(report, by=request.user, on=timezone.localdate(), seen=values["seen"])

    return take_step(request, report, show_report, SigningForm(request.POST), sign, _("You have signed the report."))
