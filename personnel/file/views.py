"""The file on one page; entries, appeals and their answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel import registry
from personnel.file import actions, events, page, rules
from personnel.file.forms import AnswerForm, AppealForm, EntryForm, LossForm
from personnel.file.models import FileEntry
from personnel.gate.page import open_duties, particulars_of
from personnel.gate.querysets import people_open_to
from personnel.models import Person
from personnel.offices import Office

ASKED = ["GET", "HEAD", "POST"]


@require_safe
def file(request: HttpRequest, pk) -> HttpResponse:
    """For the person, their head and the security administrator; for everybody else there is none."""
    today = timezone.localdate()
    found = _find(request, pk)
    record(events.FILE_READ, actor=request.user, subject=found, facts={"account": found.username})
    context = particulars_of(found) | {
        "person": found,
        "open": open_duties(found, on=today),
        "entries": page.entries_of(found, request.user),
        "parts": registry.file_parts_of(found, on=today),
        "attended": found.attendances.select_related("lesson__course").order_by("-lesson__held_on"),
        "keeps": not any(rules.obstacles_to_keeping(found, request.user)),
    }
    return render(request, "file/file.html", context)


@require_http_methods(ASKED)
def entry_new(request: HttpRequest, pk) -> HttpResponse:
    if not request.user.holds(Office.SECURITY_ADMIN):
        raise Http404
    found, form = _find(request, pk), EntryForm(request.POST or None)
    demand(rules.obstacles_to_keeping(found, request.user))
    if request.method == "POST" and form.is_valid():
        actions.enter(found, form.values(), by=request.user, on=timezone.localdate())
        messages.success(request, _("The entry stands in the file."))
        return redirect("file:file", found.pk)
    return _form(request, form, found, _("Enter into the file"))


@require_http_methods(ASKED)
def loss(request: HttpRequest, pk) -> HttpResponse:
    if not request.user.holds(Office.SECURITY_ADMIN):
        raise Http404
    found = get_object_or_404(FileEntry.objects.select_related("person"), pk=pk)
    demand(rules.obstacles_to_having_a_loss(found, request.user))
    form, today = LossForm(request.POST or None, thing=found), timezone.localdate()
    if request.method == "POST" and form.is_valid():
        for obstacle in rules.obstacles_to_assessing_loss(found, request.user, assessed_on=form.cleaned_data["assessed_on"], on=today):
            form.add_error("assessed_on", str(obstacle))
    if request.method == "POST" and form.is_valid():
        actions.assess_loss(found, form.cleaned_data, by=request.user, on=today)
        messages.success(request, _("The loss stands beside the entry."))
        return redirect("file:file", found.person_id)
    return _form(request, form, found.person, _("Enter the loss"))


@require_http_methods(ASKED)
def appeal(request: HttpRequest, pk) -> HttpResponse:
    """By the person the entry is about."""
    found = get_object_or_404(FileEntry, pk=pk, person=request.user)
    demand(rules.obstacles_to_appealing(found, request.user))
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appeal(found, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Your appeal stands beside the entry."))
        return redirect("file:file", found.person_id)
    return _form(request, form, found.person, _("Appeal"))


@require_http_methods(ASKED)
def answer(request: HttpRequest, pk) -> HttpResponse:
    if not request.user.holds(Office.SECURITY_ADMIN):
        raise Http404
    found = get_object_or_404(FileEntry.objects.select_related("person"), pk=pk)
    demand(rules.obstacles_to_answering(found, request.user))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer(found, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The answer stands beside the appeal."))
        return redirect("file:file", found.person_id)
    return _form(request, form, found.person, _("Answer the appeal"))


def _form(request: HttpRequest, form, person: Person, title: str) -> HttpResponse:
    context = {"form": form, "person": person, "title": title}
    return render(request, "file/form.html", context, status=400 if form.is_bound else 200)


def _find(request: HttpRequest, pk) -> Person:
    return get_object_or_404(people_open_to(request.user, on=timezone.localdate()), pk=pk)
