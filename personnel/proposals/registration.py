"""The proposals of this app: offices and units."""

from django.utils.translation import gettext_lazy as _

from personnel.proposals import offices
from personnel.proposals.forms import AppointmentForm, EndingForm, UnitForm, running_appointments
from personnel.proposals.kinds import Kind, register_kind


def register() -> None:
    """Called in `ready()`."""
    register_kind(
        Kind(
            "appointment",
            _("Appoint to an office"),
            offices.appointing,
            offices.obstacles_to_office,
            offices.carry_out_appointment,
            unit=offices.unit_of,
            form=AppointmentForm,
            leading=offices.makes_a_leader,
        )
    )
    register_kind(
        Kind(
            "appointment_end",
            _("End an appointment"),
            offices.ending,
            offices.obstacles_to_ending,
            offices.carry_out_ending,
            unit=lambda proposal: offices.appointment_of(proposal).unit,
            form=EndingForm,
            leading=offices.touches_a_leader,
            fits=lambda person, on: running_appointments(person, on=on).exists(),
        )
    )
    register_kind(
        Kind(
            "unit",
            _("Add a unit"),
            offices.adding,
            offices.obstacles_to_unit,
            offices.carry_out_unit,
            unit=lambda proposal: None,
            form=UnitForm,
            about_people=False,
        )
    )
