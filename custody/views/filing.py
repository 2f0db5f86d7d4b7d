"""A new borrow slip."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from audit.trail.refusals import Refused
from classification.models import HandlingPolicy
from classification.protection import lent_under
from custody import rules
from custody.actions import apply_to_borrow
from custody.forms import BorrowForm
from custody.querysets import asked_already
from personnel.proving import remember_refusal
from petitions.models import Petition
from petitions.querysets import visible_petitions


@require_http_methods(["GET", "HEAD", "POST"])
def borrow_new(request: HttpRequest) -> HttpResponse:
    asked = (request.POST if request.method == "POST" else request.GET).get("petition", "")
    if not asked:
        messages.info(request, _("Open the petition you need, then choose “Borrow”."))
        return redirect("petitions:list")
    petition = _petition(request, asked)
    if request.method != "POST":
        limit = lent_under(petition.record).working_days
        return _draw(request, petition, BorrowForm(record=petition.record, initial={"petition": petition.pk, "days": limit}))
    form = BorrowForm(request.POST, record=petition.record)
    return _file(request, petition, form) if form.is_valid() else _draw(request, petition, form, 400)


def _petition(request: HttpRequest, asked: str) -> Petition:
    try:
        return get_object_or_404(visible_petitions(request.user), pk=UUID(asked))
    except ValueError:
        raise Http404 from None


def _file(request: HttpRequest, petition: Petition, form: BorrowForm) -> HttpResponse:
    """Sent twice, it files once: the second answer leads to the slip that is there. Basis: THREATS T69."""
    values = form.cleaned_data
    wanted = {name: values[name] for name in ("purpose", "days")} | {"carriers": list(values["carriers"])}
    try:
        slip = apply_to_borrow(petition.record, **wanted, by=request.user, on=timezone.localdate())
    except Refused as refused:
        remember_refusal(request, refused)
        if refused.codes == ["ALREADY_ASKED"]:
            messages.warning(request, str(refused.obstacles[0]))
            return redirect(asked_already(request.user, wanted["carriers"])[0])
        return _draw(request, petition, form, 403 if refused.lacks_authority else 409, refused.obstacles)
    messages.success(request, _("The slip is filed and waits for its first signature."))
    return redirect(slip)


def _draw(request: HttpRequest, petition: Petition, form: BorrowForm, status: int = 200, obstacles=None) -> HttpResponse:
    if obstacles is None:
        obstacles = list(rules.obstacles_to_borrowing(petition.record, request.user, on=timezone.localdate()))
    context = {
        "petition": petition,
        "form": form,
        "obstacles": obstacles,
        "mark": petition.mark,
        "place": HandlingPolicy.Place(lent_under(petition.record).place).label,
    }
    return render(request, "custody/borrow_slip_form.html", context, status=status)
