"""A cleared person works in so many places at a time as the profile lets: a new sign-in ends what is older. Basis: THREATS T40."""

import time
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from personnel.models import Person
from personnel.registry import levels_of
from personnel.signin import events
from personnel.signin.policy import in_force
from personnel.signin.profiles import MANY

TOLD_FOR = 8 * 60 * 60  # seconds


@transaction.atomic
def end_older(sender: object, request: HttpRequest, user: Person, **kwargs: object) -> None:
    """At a sign-in: the oldest of this person's other sessions end, down to one less than the profile lets.

    One sign-in of a person after the other, each with its session written down: of two at the same moment, one sees the other.
    """
    most = in_force().sessions
    if most >= MANY or not levels_of(user, on=timezone.localdate()):
        return
    Person.objects.select_for_update().get(pk=user.pk)
    request.session.setdefault("began_at", int(time.time()))
    request.session.save()
    others = [session for session in Session.objects.exclude(pk=request.session.session_key) if _is_of(session, user)]
    ended = sorted(others, key=_began)[: max(len(others) - (most - 1), 0)]
    for session in ended:
        caches["default"].set(_mark(session.pk), 1, TOLD_FOR)
        session.delete()
    if ended:
        record(events.ENDED_BY_NEWER, actor=user, subject=user, facts={"count": len(ended)})
        said = _("You were signed in elsewhere as well; that session is ended. If it was not yours, tell the security administrator.")
        messages.warning(request, said, fail_silently=True)


def tell_of_newer(request: HttpRequest) -> None:
    """Whoever comes back with a session that a newer sign-in has ended is told so, once."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if key and not request.user.is_authenticated and caches["default"].delete(_mark(key)):
        said = _("You have signed in elsewhere; this session is ended. If it was not you, tell the security administrator at once.")
        messages.warning(request, said)


def _is_of(session: Session, person: Person) -> bool:
    return session.get_decoded().get("_auth_user_id") == str(person.pk)


def _began(session: Session) -> int:
    return session.get_decoded().get("began_at", 0)


def _mark(key: str) -> str:
    """What tells a session apart without being one."""
    return f"ended:{sha256(key.encode()).hexdigest()}"
