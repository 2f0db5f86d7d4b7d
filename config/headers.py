"""Headers on every answer, whatever made it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS = ", ".join(
    f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "clipboard-read", "display-capture")
)


class HeadersMiddleware:
    """Nothing but static files may rest in a cache; signing out clears what the browser kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sandboxed = getattr(response, "sandboxed", False)
        response.headers["Content-Security-Policy"] = settings.SANDBOX_POLICY if sandboxed else settings.CONTENT_SECURITY_POLICY
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.path_info.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        if getattr(request, "has_signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
