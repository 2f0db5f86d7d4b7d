"""Pages of a borrow slip, drawn from more than one view."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from approvals import events as approval_events
from approvals.models import OPEN, Status
from approvals.panel import history, sign_offs, signing_panel
from audit.trail.actions import record
from custody import rules
from custody.forms import HandoverForm, ReturnForm
from custody.models import BorrowSlip, LoanStatus
from custody.querysets import reads_words, visible_slips
from personnel.offices import Office
from personnel.proving import bound_or_new
from petitions.querysets import visible_petitions

TONES = {
    "filed": "waiting",
    "half_approved": "waiting",
    "approved": "active",
    "on_loan": "active",
    "returned": "done",
    "refused": "bad",
    "withdrawn": "done",
    "lapsed": "done",
}


def find_slip(request: HttpRequest, pk) -> BorrowSlip:
    """The slip where the person is party to it; else the same answer as for none."""
    return get_object_or_404(visible_slips(request.user), pk=pk)


def show_slip(request: HttpRequest, slip: BorrowSlip, form=None, status: int = 200) -> HttpResponse:
    """The slip's page. `form`: one that was just sent and is shown again."""
    today = timezone.localdate()
    record(approval_events.SLIP_READ, actor=request.user, subject=slip, dossier_id=slip.record_id, facts={"number": slip.number})
    shared = particulars(request, slip)
    context = {
        **shared,
        "panel": signing_panel(slip, request.user, on=today, form=form) | {"steps": shared["steps"]},
        "loan": loan_panel(slip, request.user, today, form),
        "history": history(slip),
    }
    return render(request, "custody/borrow_slip.html", context, status=status)


def particulars(request: HttpRequest, slip: BorrowSlip) -> dict:
    """What page and print share. The subject only where the record itself is open to the reader."""
    today = timezone.localdate()
    petition = visible_petitions(request.user).filter(pk=slip.record_id).first()
    readable = petition is not None and not petition.is_destroyed
    words = reads_words(slip, request.user, on=today)
    return {
        "slip": slip,
        "mark": slip.mark,
        "tone": "bad" if is_overdue(slip, today) else TONES[slip.status],
        "overdue": is_overdue(slip, today),
        "recalled": slip.recalled_at is not None and slip.status == LoanStatus.ON_LOAN,
        "lines": slip.lines.select_related("carrier"),
        "number": slip.record.petition.number,
        "petition": petition,
        "subject": petition.subject if readable else "",
        "words": words,
        "steps": [step if words else step | {"reason": ""} for step in sign_offs(slip, on=today)],
        "expected": rules.expected_pages(slip),
    }


def is_overdue(slip: BorrowSlip, on) -> bool:
    return slip.status == LoanStatus.ON_LOAN and slip.due_on < on


def loan_panel(slip: BorrowSlip, person, on, form) -> dict:
    """Handing over and taking back for security clerks; the others read who does it."""
    if slip.status not in (*OPEN, Status.APPROVED, LoanStatus.ON_LOAN):
        return {}
    if not person.holds(Office.SECURITY_CLERK):
        return {"next": _next_hand(slip, on)}
    if slip.status == LoanStatus.ON_LOAN:
        obstacles = list(rules.obstacles_to_taking_back(slip, person))
        bound = form if isinstance(form, ReturnForm) else ReturnForm(slip=slip, receiver=person)
        return {"obstacles": obstacles, "giving_back": None if obstacles else bound}
    obstacles = list(rules.obstacles_to_handing_over(slip, person, on=on))
    return {"obstacles": obstacles, "handover": None if obstacles else bound_or_new(HandoverForm, form)}


def _next_hand(slip: BorrowSlip, on) -> str:
    """Who hands over or takes back next, by name."""
    names = _(", ").join(clerk.name for clerk in rules.clerks_for(slip, on=on))
    if slip.status == Status.APPROVED:
        return _("Next: %(names)s hands over.") % {"names": names}
    return _("Next: %(names)s takes back.") % {"names": names} if slip.status == LoanStatus.ON_LOAN else ""
