"""Why a report cannot be made, worded, signed, downloaded. Basis: DESIGN §4, §8."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.inspection.models import Report, Status
from audit.inspection.quarters import Quarter
from audit.inspection.querysets import is_of_petition_office, latest_of_quarters, signing_leaders
from audit.inspection.snapshots import fits
from audit.trail.refusals import Obstacle
from personnel.gate.rules import SUSPENDED
from personnel.models import Person
from personnel.offices import Office

FUTURE = Obstacle("FUTURE", _("This quarter has not begun; a report can be made from its first day on."))
NOT_PETITION_OFFICE = Obstacle("NOT_PETITION_OFFICE", _("Only a registrar or the head of the petition office does this."), True)
NOT_LEADER = Obstacle("NOT_LEADER", _("Only the leader in charge of the petition office signs the report."), True)
NOT_AUDITOR = Obstacle("NOT_AUDITOR", _("Only an auditor downloads reports."), True)
OWN_WORDING = Obstacle("OWN_WORDING", _("You worded this report; the signature must come from someone else."), True)
INTERIM = Obstacle("INTERIM", _("An interim report is neither worded nor signed; the finished quarter has a report of its own."))
NOT_WORDED = Obstacle("NOT_WORDED", _("The petition office has not worded this report yet."))
NOT_SIGNED = Obstacle("NOT_SIGNED", _("This report can be downloaded once the leader in charge has signed it."))
SIGNED = Obstacle("SIGNED", _("This report is signed; nothing in it can be changed. A new run makes a new version."))
REPLACED = Obstacle("REPLACED", _("There is a newer version of this report; work goes on with that one."))
CHANGED_SINCE = Obstacle("CHANGED_SINCE", _("The wording has changed since you opened the page; read it again before you sign."))
DOES_NOT_FIT = Obstacle(
    "DOES_NOT_FIT", _("The figures stored for this report are not those it was made with; tell the security administrator.")
)


def obstacles_to_making(quarter: Quarter, *, on: date) -> Iterator[Obstacle]:
    if on < quarter.first_day:
        yield FUTURE


def obstacles_to_asking(person: Person, *, on: date) -> Iterator[Obstacle]:
    """Who may have an interim report made."""
    if not is_of_petition_office(person, on=on):
        yield NOT_PETITION_OFFICE


def obstacles_to_wording(report: Report, person: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_asking(person, on=on)
    yield from _obstacles_to_any_step(report)


def obstacles_to_signing(report: Report, person: Person, *, on: date, seen: str = "") -> Iterator[Obstacle]:
    """`seen`: hash of what the page showed when the leader opened it, where the form says so."""
    if person not in signing_leaders(on=on):
        yield NOT_LEADER
    elif person.pk == report.worded_by_id:
        yield OWN_WORDING
    if person.is_suspended:
        yield SUSPENDED
    yield from _obstacles_to_any_step(report)
    if report.status == Status.DRAFT and not report.interim:
        yield NOT_WORDED
    if seen and seen != report.payload_hash():
        yield CHANGED_SINCE


def _obstacles_to_any_step(report: Report) -> Iterator[Obstacle]:
    if report.interim:
        yield INTERIM
    elif report.is_signed:
        yield SIGNED
    elif not latest_of_quarters().filter(pk=report.pk).exists():
        yield REPLACED
    if not fits(report):
        yield DOES_NOT_FIT


def obstacles_to_downloading(report: Report, person: Person) -> Iterator[Obstacle]:
    if not person.holds(Office.AUDITOR):
        yield NOT_AUDITOR
    if not (report.interim or report.is_signed):
        yield NOT_SIGNED
    if not fits(report):
        yield DOES_NOT_FIT
