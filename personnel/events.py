"""What is remembered of people."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

PERSON_ADDED = Event("person.added", Kind.CHANGE, _("Added the account %(account)s."), ("account",))
APPOINTED = Event("person.appointed", Kind.CHANGE, _("Appointed %(account)s as %(office)s."), ("account", "office"))
APPOINTMENT_ENDED = Event("person.appointment_ended", Kind.CHANGE, _("Ended an appointment of %(account)s."), ("account",))
DEACTIVATED = Event("person.deactivated", Kind.CHANGE, _("Closed the account %(account)s."), ("account",))
UNIT_ADDED = Event("unit.added", Kind.CHANGE, _("Added the unit %(unit)s."), ("unit",))
PEOPLE_LISTED = Event("people.listed", Kind.LIST, _("Opened the list of people."))
PERSON_READ = Event("person.read", Kind.READ, _("Opened the page of %(account)s."), ("account",))
