"""Asked while a long answer is on its way: may its reader go on reading? Basis: THREATS T09."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from personnel.devices.middleware import here_of
from personnel.leaving.actions import end_what_is_due
from personnel.models import Person


def still_open(request: HttpRequest, opens: Callable[[Person], bool]) -> Callable[[], bool]:
    """Whether the person is signed in as when it was asked for, and what they read would open for them now.

    Nothing of the request's own person is used: it may be older than what has changed since.
    """
    person_id, session_key, place = request.user.pk, request.session.session_key, getattr(request.user, "here", None)

    def still() -> bool:
        end_what_is_due()
        person = Person.objects.filter(pk=person_id, is_active=True).first()
        signed_in = Session.objects.filter(pk=session_key, expire_date__gt=timezone.now()).exists()
        if person is None or not signed_in:
            return False
        person.here = here_of(request, person)
        return person.here == place and opens(person)

    return still
