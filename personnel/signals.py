"""Sign-ins and sign-outs become entries; the trail learns to word offices."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils import timezone

from audit.trail import events
from audit.trail.actions import record
from audit.trail.context import describe_actors_with
from audit.trail.models import Circle, Result
from personnel.offices import ADMINISTRATORS, Office


def describe(person) -> tuple[str, str]:
    """Offices held now, and the circle that decides who may read the entry."""
    offices = person.office_codes()
    return ",".join(sorted(offices)), _circle(offices)


def _circle(offices: set[str]) -> str:
    if offices & {Office.AUDITOR, Office.AUDIT_ADMIN}:
        return Circle.AUDITORS
    if offices & ADMINISTRATORS:
        return Circle.ADMINISTRATORS
    return Circle.BUSINESS


def signed_in(sender, request, user, **kwargs):
    record(events.SIGNED_IN, actor=user, subject=user)


def signed_out(sender, request, user, **kwargs):
    if user is not None:
        record(events.SIGNED_OUT, actor=user, subject=user)


def sign_in_failed(sender, credentials, request=None, **kwargs):
    """The account tried is remembered only when it exists; what else was typed may be a password.

    Its offices are asked for by its name, known or not: the answer to an unknown account takes as long. Basis: THREATS T39.
    """
    from personnel.models import Appointment, Person  # signals are connected while the registry loads
    from personnel.querysets import in_force

    account = credentials.get("username") or ""
    tried = Person.objects.filter(username=account).first()
    held = list(in_force(Appointment.objects.filter(person__username=account), on=timezone.localdate()))
    if tried is not None:
        tried.appointments_now = held
    record(events.SIGN_IN_FAILED, actor=tried, subject=tried, result=Result.FAILED)


def connect() -> None:
    describe_actors_with(describe)
    from personnel.signin.sessions import end_older  # needs the models

    user_logged_in.connect(end_older, dispatch_uid="personnel.end_older")
    user_logged_in.connect(signed_in, dispatch_uid="personnel.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="personnel.signed_out")
    user_login_failed.connect(sign_in_failed, dispatch_uid="personnel.sign_in_failed")
