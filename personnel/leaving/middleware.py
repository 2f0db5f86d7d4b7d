"""Whoever has left is out before anything is asked, also while the worker sleeps. Basis: THREATS T10."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from personnel.leaving.actions import end_what_is_due


class LeavingMiddleware:
    """Stands before the first question who is asking. A visitor without a session who only looks is nobody yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key or request.method == "POST":
            end_what_is_due()
        return self.get_response(request)
