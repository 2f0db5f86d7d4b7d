"""Pages of a destruction slip, drawn from more than one view."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from approvals import events as approval_events
from approvals.panel import offices_in_words, sign_offs, signing_panel
from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.querysets import about
from destruction import rules
from destruction.choices import Status
from destruction.forms import ExecutionForm, WitnessForm
from destruction.models import DestructionItem, DestructionSlip
from destruction.querysets import is_concerned, visible_slips
from personnel.models import Person
from personnel.offices import Office
from petitions.models import Petition
from petitions.querysets import visible_petitions
from vault import keys

MOST_ENTRIES = 20
TONES = {
    "filed": "waiting",
    "half_approved": "waiting",
    "approved": "active",
    "executing": "warn",
    "executed": "warn",
    "destroyed": "done",
    "refused": "bad",
    "withdrawn": "done",
    "lapsed": "done",
}


def find_slip(request: HttpRequest, pk) -> DestructionSlip:
    """The slip where it concerns the person; else the same answer as for none."""
    return get_object_or_404(visible_slips(request.user, on=timezone.localdate()), pk=pk)


def show_slip(request: HttpRequest, slip: DestructionSlip, form=None, status: int = 200) -> HttpResponse:
    """The slip's page. `form`: one that was just sent and is shown again."""
    slip.refresh_from_db()
    today = timezone.localdate()
    record(approval_events.SLIP_READ, actor=request.user, subject=slip, facts={"number": slip.number})
    own = is_concerned(slip, request.user, on=timezone.localdate())
    context = {
        **particulars(request.user, slip),
        "panel": signing_panel(slip, request.user, on=today, form=form),
        "execution": execution_panel(slip, request.user, today, form),
        "witnessing": witness_panel(slip, request.user, today, form),
        "entries": entries_about(slip) if own else [],
        "certified": slip.status == Status.DESTROYED,
    }
    return render(request, "destruction/slip.html", context, status=status)


def entries_about(slip: DestructionSlip) -> list[dict]:
    """What happened with the slip, newest first, offices and results in words."""
    return [
        {
            "at": entry.at,
            "actor": entry.actor,
            "office": offices_in_words(entry.office),
            "sentence": entry.sentence,
            "result": entry.get_result_display(),
            "tone": "done" if entry.result == Result.DONE else "bad",
        }
        for entry in about(slip.pk)[:MOST_ENTRIES]
    ]


def particulars(reader: Person, slip: DestructionSlip) -> dict:
    """What page and print share. The reason is for those whose business the slip is, a subject for who sees the record."""
    return {
        "slip": slip,
        "mark": slip.mark,
        "tone": TONES[slip.status],
        "lines": lines_of(reader, slip),
        "reason": slip.reason if is_concerned(slip, reader, on=timezone.localdate()) else None,
        "steps": sign_offs(slip, on=timezone.localdate()) + hands(slip),
        "hands": hands(slip),
    }


@dataclass(frozen=True)
class Line:
    """One line as it was filed; the record leads on, with its subject, only where it is open to the reader."""

    item: DestructionItem
    petition: Petition | None

    @property
    def subject(self) -> str:
        return str(self.petition.subject) if self.petition and not self.petition.is_destroyed else ""


def lines_of(reader: Person, slip: DestructionSlip) -> list[Line]:
    items = list(slip.items.select_related("level", "carrier"))
    seen = {petition.pk: petition for petition in visible_petitions(reader).filter(pk__in=[_about(item) for item in items])}
    keys.warm(pk for pk, petition in seen.items() if not petition.is_destroyed)
    return [Line(item, seen.get(_about(item))) for item in items]


def _about(item: DestructionItem) -> UUID | None:
    return item.record_id or (item.carrier.record_id if item.carrier else None)


def hands(slip: DestructionSlip) -> list[dict]:
    """Executor and witnesses, in the shape of signatures."""
    until = timezone.localtime(rules.witnessed_until(slip)).strftime("%H:%M") if slip.status == Status.EXECUTING else ""
    waiting = _("Waiting for a witness, until %(time)s.") % {"time": until} if until else ""
    clerk = _("Waiting for a security clerk.") if slip.status == Status.APPROVED else ""
    second = waiting if slip.first_witness_id else ""
    return [
        _hand(_("Executor"), _("Opened"), slip.executor, slip.opened_at, clerk),
        _hand(_("First witness"), _("Witnessed"), slip.first_witness, slip.first_witness_at, waiting),
        _hand(_("Second witness"), _("Witnessed"), slip.second_witness, slip.second_witness_at, second),
    ]


def _hand(label: str, said: str, person: Person | None, at: datetime | None, waiting: str) -> dict:
    """`waiting`: whom or until when it waits, where it is the turn of this one."""
    if person is not None:
        return {"label": label, "state": "signed", "said": said, "name": person.name, "office": str(person.main_unit or ""), "at": at}
    return {"label": label, "state": "waiting" if waiting else "later", "waiting_for": waiting}


def execution_panel(slip: DestructionSlip, person: Person, on, form) -> dict:
    """Opening the execution, for security clerks once the slip is approved."""
    if slip.status != Status.APPROVED or not person.holds(Office.SECURITY_CLERK):
        return {}
    obstacles = list(rules.obstacles_to_opening(slip, person, on=on))
    bound = form if isinstance(form, ExecutionForm) else ExecutionForm(number=slip.number, auto_id="execution_%s")
    return {"obstacles": obstacles, "form": None if obstacles else bound}


def witness_panel(slip: DestructionSlip, person: Person, on, form) -> dict:
    """Witnessing, for those appointed to it while an execution is open."""
    if slip.status != Status.EXECUTING or not person.holds(Office.DESTRUCTION_WITNESS):
        return {}
    obstacles = list(rules.obstacles_to_witnessing(slip, person, on=on, at=timezone.now()))
    bound = form if isinstance(form, WitnessForm) else WitnessForm(auto_id="witness_%s")
    return {"obstacles": obstacles, "form": None if obstacles else bound}
