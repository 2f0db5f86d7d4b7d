"""Ways to take away what somebody reads with, each by the product's own action. Wang reads by office, Chen on a loan."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from classification.actions import end_clearance
from classification.models import SecrecyLevel
from classification.periods import parse_period
from custody.actions import take_back
from custody.models import BorrowSlip
from personnel.actions import deactivate, end_appointment, end_sessions
from personnel.devices.actions import enrol_at_the_console, request_device, revoke
from personnel.devices.models import Device, State
from personnel.models import Person
from petitions import actions
from petitions.models import Petition


def person(account: str) -> Person:
    return Person.objects.get(username=account)


def enrolled(account: str) -> str:
    """The token of a device from which this person works."""
    device, token = request_device(person(account), name="PC 0417")
    enrol_at_the_console(device, level="core")
    return token


def account(reader: str, petition: UUID) -> None:
    deactivate(person(reader), by=person("sysadmin"))


def session(reader: str, petition: UUID) -> None:
    end_sessions(person(reader))


def device(reader: str, petition: UUID) -> None:
    for one in Device.objects.filter(person=person(reader), state=State.ENROLLED):
        revoke(one, by=person("secadmin"), on=timezone.localdate())


def clearance(reader: str, petition: UUID) -> None:
    for one in person(reader).clearances.all():
        end_clearance(one, on=timezone.localdate() - timedelta(days=1), by=person("secadmin"))


def office(reader: str, petition: UUID) -> None:
    for one in person(reader).appointments.all():
        end_appointment(one, on=timezone.localdate() - timedelta(days=1), by=person("secadmin"))


def scope(reader: str, petition: UUID) -> None:
    """Graded anew, for the petition office alone."""
    today = timezone.localdate()
    values = {
        "level": SecrecyLevel.objects.get(pk="important"),
        "period": parse_period("5年", start=today),
        "basis": "依据",
        "scope": [f"unit:{person('li').appointments_now[0].unit_id}"],
        "on": today,
    }
    proposed = actions.propose_grading(Petition.objects.get(pk=petition), **values, reason="范围变更", by=person("li"))
    actions.decide_grading(proposed, **values, by=person("liu"))


def loan(reader: str, petition: UUID) -> None:
    take_back(BorrowSlip.objects.get(record=petition, status="on_loan"), pages=2, condition="完好", by=person("zhao"))


def wall(reader: str, petition: UUID) -> None:
    found, on = Petition.objects.get(pk=petition), timezone.localdate()
    actions.raise_wall(found, person=person(reader), ground="recused", reason="亲属", by=person("li"), on=on)


TAKEN_AWAY: dict[str, tuple[str, Callable[[str, UUID], None]]] = {
    "account": ("wang", account),
    "clearance": ("wang", clearance),
    "device": ("wang", device),
    "loan": ("chen", loan),
    "office": ("wang", office),
    "scope": ("chen", scope),
    "session": ("wang", session),
    "wall": ("wang", wall),
}
