"""Notices and cases: the list, one of them, the receipt."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from personnel.bulletins import actions, events, rules
from personnel.bulletins.audience import visible_bulletins
from personnel.bulletins.forms import BulletinForm
from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.bulletins.querysets import readers, receipts_by_unit, unread
from personnel.models import Person

SIZE = 20


@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    page = Paginator(visible_bulletins(request.user).prefetch_related("units"), SIZE).get_page(request.GET.get("page"))
    waiting = set(unread(request.user).values_list("pk", flat=True))
    record(events.LISTED, actor=request.user, facts={"count": len(page)})
    read = set(request.user.bulletin_receipts.values_list("bulletin", flat=True))
    rows = [_row(bulletin, request.user, bulletin.pk in waiting) | {"read": bulletin.pk in read} for bulletin in page]
    publishes = not any(rules.obstacles_to_publishing(request.user))
    return render(request, "bulletins/bulletins.html", {"rows": rows, "page": page, "publishes": publishes})


def _row(found: Bulletin, reader: Person, waits: bool) -> dict:
    open_to = rules.may_read(found, reader)
    return {"bulletin": found, "open": open_to, "title": found.title if open_to else found.number, "waits": waits}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The security administrator's; to everybody else there is nothing here."""
    if any(rules.obstacles_to_publishing(request.user)):
        raise Http404
    form = BulletinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.publish(**form.cleaned_data, by=request.user)
        messages.success(request, _("Published; it waits on the worklist of everybody it is for."))
        return redirect(made)
    return render(request, "bulletins/form.html", {"form": form}, status=400 if form.is_bound else 200)


@require_safe
def bulletin(request: HttpRequest, pk) -> HttpResponse:
    """The text; for heads and the security administrator, who of theirs has read it."""
    found, today = _find(request, pk), timezone.localdate()
    record(events.READ, actor=request.user, subject=found, facts={"number": found.number})
    done, missing = readers(found, request.user, on=today)
    context = {
        **_row(found, request.user, False),
        "receipt": BulletinReceipt.objects.filter(bulletin=found, person=request.user).first(),
        "acknowledges": not any(rules.obstacles_to_acknowledging(found, request.user)),
        "withdraws": not any(rules.obstacles_to_withdrawing(found, request.user)),
        "reminds": not any(rules.obstacles_to_reminding(found, request.user, on=today)),
        "by_unit": receipts_by_unit(found, request.user, on=today),
        "done": done,
        "missing": missing,
        "answers_for_others": (done | missing).exclude(pk=request.user.pk).exists(),
    }
    return render(request, "bulletins/bulletin.html", context)


@require_POST
def reminder(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    count = actions.remind(found, by=request.user, on=timezone.localdate())
    messages.success(request, _("Reminded: %(count)s people; it stands as overdue on their worklists.") % {"count": count})
    return redirect(found)


@require_POST
def receipt(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    actions.acknowledge(found, by=request.user)
    messages.success(request, _("Acknowledged."))
    return redirect(found)


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    found = actions.withdraw(_find(request, pk), by=request.user)
    messages.success(request, _("Withdrawn; it waits for nobody any more."))
    return redirect(found)


def _find(request: HttpRequest, pk) -> Bulletin:
    return get_object_or_404(visible_bulletins(request.user).select_related("published_by", "reminded_by"), pk=pk)
