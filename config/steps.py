"""The address of a step takes a POST only; a browser that is led there all the same is shown what the step belongs to.

It happens after a failed step (the address stays that of the step): by the choice of a language, by a fresh sign-in, by the address bar.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from audit.trail.middleware import above


class StepsMiddleware:
    """Leads a person from `…/<id>/approval/` to `…/<id>/`; the address alone decides, so it tells nobody anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate":
            return redirect(above(request.path))
        return response
