"""Courses, tests, attendance, coverage: find, ask, call, answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from personnel.offices import Office
from personnel.training import actions, events, page
from personnel.training.forms import CourseForm, LessonForm, QuestionForm, TestForm
from personnel.training.models import Attempt, Course, Question

ASKED = ["GET", "HEAD", "POST"]


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    record(events.COURSES_LISTED, actor=request.user)
    keeps, today = _keeps(request), timezone.localdate()
    closed = Course.objects.filter(open=False) if keeps else None
    context = {"rows": page.courses_of(request.user, on=today), "keeps": keeps, "closed": closed}
    context["oversees"] = bool(page.coverage_units(request.user, on=today))
    return render(request, "training/courses.html", context)


@require_safe
def course(request: HttpRequest, pk) -> HttpResponse:
    return _show_course(request, get_object_or_404(Course, pk=pk))


def _show_course(request: HttpRequest, found: Course, form=None, status: int = 200) -> HttpResponse:
    record(events.COURSE_READ, actor=request.user, subject=found)
    context = page.course_page(found, request.user, on=timezone.localdate())
    context["question_form"] = form or QuestionForm()
    return render(request, "training/course.html", context, status=status)


@require_http_methods(ASKED)
def new(request: HttpRequest) -> HttpResponse:
    return _kept(request, None)


@require_http_methods(ASKED)
def edit(request: HttpRequest, pk) -> HttpResponse:
    _keepers_only(request)
    return _kept(request, get_object_or_404(Course, pk=pk))


def _kept(request: HttpRequest, found: Course | None) -> HttpResponse:
    _keepers_only(request)
    form = CourseForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        kept = actions.keep_course(found, form.cleaned_data, by=request.user)
        messages.success(request, _("The course is set up."))
        return redirect(kept)
    return render(request, "training/course_form.html", {"form": form, "course": found}, status=400 if form.is_bound else 200)


@require_POST
def questions(request: HttpRequest, pk) -> HttpResponse:
    """One more question for the bank."""
    _keepers_only(request)
    found, form = get_object_or_404(Course, pk=pk), QuestionForm(request.POST)
    if not form.is_valid():
        return _show_course(request, found, form=form, status=400)
    options, right = form.cleaned_data["answers"]
    actions.add_question(found, text=form.cleaned_data["text"], options=options, right=right, by=request.user)
    messages.success(request, _("The question is in the bank."))
    return redirect(f"{found.get_absolute_url()}#questions")


@require_POST
def retirement(request: HttpRequest, pk) -> HttpResponse:
    _keepers_only(request)
    found = get_object_or_404(Question.objects.select_related("course"), pk=pk, retired=False)
    actions.retire_question(found, by=request.user)
    messages.success(request, _("The question is asked no more."))
    return redirect(f"{found.course.get_absolute_url()}#questions")


@require_http_methods(ASKED)
def attendance(request: HttpRequest, pk) -> HttpResponse:
    _keepers_only(request)
    found, form = get_object_or_404(Course, pk=pk), LessonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"people": list(form.cleaned_data["people"])}
        actions.record_lesson(found, **values, by=request.user, on=timezone.localdate())
        messages.success(request, _("The attendance is recorded."))
        return redirect(found)
    return render(request, "training/attendance.html", {"form": form, "course": found}, status=400 if form.is_bound else 200)


@require_POST
def beginning(request: HttpRequest, pk) -> HttpResponse:
    return redirect(actions.begin_test(get_object_or_404(Course, pk=pk), request.user, on=timezone.localdate()))


@require_http_methods(ASKED)
def attempt(request: HttpRequest, pk) -> HttpResponse:
    """The person's own open try: its questions, and handing it in."""
    found = get_object_or_404(Attempt.objects.select_related("course"), pk=pk, person=request.user)
    if found.finished_at is not None and request.method != "POST":
        return redirect(found.course)
    form = TestForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _marked(request, actions.hand_in(found, given=form.given(), on=timezone.localdate()))
    record(events.TEST_READ, actor=request.user, subject=found.course)
    return render(request, "training/test.html", {"form": form, "course": found.course}, status=400 if form.is_bound else 200)


def _marked(request: HttpRequest, done: Attempt) -> HttpResponse:
    values = {"score": done.score, "mark": done.course.pass_mark}
    if done.score >= done.course.pass_mark:
        messages.success(request, _("Passed with %(score)s of 100.") % values)
    else:
        messages.warning(request, _("Not passed: %(score)s of 100; %(mark)s are needed. Read the course again.") % values)
    return redirect(done.course)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    units = page.coverage_units(request.user, on=today)
    if not units:
        raise Http404
    record(events.COVERAGE_READ, actor=request.user, facts={"count": len(units)})
    return render(request, "training/coverage.html", {"rows": page.coverage(units, on=today), "today": today})


def _keeps(request: HttpRequest) -> bool:
    return request.user.holds(Office.SECURITY_ADMIN)


def _keepers_only(request: HttpRequest) -> None:
    if not _keeps(request):
        raise Http404
