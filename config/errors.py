"""Pages for what went wrong: static bytes, the same for a record that is denied and one that does not exist."""

import sys
from functools import cache

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from config.away import is_away


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(413) if isinstance(exception, RequestDataTooBig) else page(400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A part that is away, or a full disk, is a 503: nothing is decided without them."""
    return page(503 if is_away(sys.exc_info()[1]) else 500)


def page(status: int) -> HttpResponse:
    return HttpResponse(_content(status), status=status)


@cache
def _content(status: int) -> bytes:
    path = settings.BASE_DIR / "templates" / "errors" / f"{status}.html"
    return path.read_bytes() if path.is_file() else f"<!doctype html><title>{status}</title><p>{status}</p>".encode()
