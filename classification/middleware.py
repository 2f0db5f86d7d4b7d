"""The second lock of a request: declared anew at its start, taken back when its answer has left."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from classification.business import declare_business
from vault.lock import NOTHING, declare


class LockMiddleware:
    """What is asked of PostgreSQL from here on concerns the units that are this person's business.

    An answer may still be read from the database while it is sent, so the end is Django's `request_finished` (classification.apps).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            declare_business(request.user)
        else:
            declare(NOTHING)
        return self.get_response(request)
