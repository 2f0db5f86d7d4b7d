"""No entry, no answer: every answered request leaves at least one line in the trail."""

import hashlib

from django.shortcuts import render

from audit.trail import context, events
from audit.trail.actions import record
from audit.trail.models import Entry, Result
from audit.trail.refusals import Refused
from vault import keys


def shows_nothing(response):
    """Marks an answer that shows nothing and only leads on to a page; that page is the one that is recorded."""
    response.shows_nothing = True
    return response


class TrailMiddleware:
    """Opens the request's key scope, notes its device, turns refusals into pages and entries.

    A page whose view wrote nothing is recorded here, before the answer leaves; an address that shows
    nothing to this person is recorded as a denial, whether the thing exists or not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = context.origin.set(context.Origin(device=_device(request)))
        try:
            with keys.key_scope():
                response = self.get_response(request)
                self._remember(request, response)
                return response
        finally:
            context.origin.reset(token)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        return answer_refusal(request, exception)

    def _remember(self, request, response) -> None:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return
        if response.status_code in (403, 404, 405) and not getattr(response, "refusal_recorded", False):
            self._write(request, events.ABSENT, user, Result.DENIED)
        elif not getattr(response, "shows_nothing", False) and not self._stands():
            self._write(request, events.PAGE_READ, user, Result.DONE if response.status_code < 500 else Result.FAILED)

    @staticmethod
    def _stands() -> bool:
        """Whether an entry of this request is there: one that a rollback took away does not count."""
        return Entry.objects.filter(pk__in=context.origin.get().written).exists()

    @staticmethod
    def _write(request, event, user, result) -> None:
        match = request.resolver_match
        facts = {"page": match.view_name if match else "-", "method": request.method[:8]}
        if match and match.kwargs:
            facts["asked"] = _asked(match)
        record(event, actor=user, result=result, facts=facts)


def answer_refusal(request, refusal: Refused):
    """Writes the denial after the rollback and shows the obstacles. 403: no right; 409: the state forbids it."""
    user = request.user if request.user.is_authenticated else None
    match = request.resolver_match
    facts = {"page": match.view_name, "asked": _asked(match)}
    reason = ",".join(refusal.codes)[:200]
    record(events.REFUSED, actor=user, result=Result.DENIED, reason=reason, facts=facts)
    status = 403 if refusal.lacks_authority else 409
    response = render(request, "refused.html", {"obstacles": refusal.obstacles, "back_url": above(request.path)}, status=status)
    response.refusal_recorded = True
    return response


def above(path: str) -> str:
    """What the address belongs to: a step's slip, a form's petition, a list."""
    return path.rstrip("/").rpartition("/")[0] + "/"


def _asked(match) -> dict[str, str]:
    """What the address named, short and printable: a NUL in it must not keep the denial out of the trail."""
    return {name: "".join(c if c.isprintable() else "?" for c in str(value)[:64]) for name, value in match.kwargs.items()}


def _device(request) -> str:
    """A digest that tells sessions apart without being usable as one."""
    session = getattr(request, "session", None)
    key = session.session_key if session else None
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""
