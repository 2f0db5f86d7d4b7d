"""Asked before every page: does this person work from here?"""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from audit.trail.actions import record
from audit.trail.models import Result
from personnel.devices import events
from personnel.devices.here import Here
from personnel.devices.models import Device
from personnel.devices.querysets import enrolled_device

# What is open from anywhere: to leave, to choose a language, to ask for this device to be enrolled.
OPEN = {"account_logout", "set_language", "healthz", "personnel:my_devices"}


class DeviceMiddleware:
    """Tells the person's sight where they are; leads to the enrolment whoever comes from a device that is not enrolled."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            place(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        page = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or not settings.DEVICES_DEMANDED or request.user.here.level or page in OPEN:
            return None
        record(events.UNKNOWN, actor=request.user, result=Result.DENIED, facts={"page": page})
        return redirect("personnel:my_devices")


def place(request: HttpRequest) -> None:
    """From here on the person's sight is that of this device and address."""
    request.user.here = here_of(request, request.user)


def device_of(request: HttpRequest, person) -> Device | None:
    """The person's enrolled device from which this is asked; None where devices are not demanded."""
    return enrolled_device(person, request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")) if settings.DEVICES_DEMANDED else None


def here_of(request: HttpRequest, person) -> Here:
    device = device_of(request, person)
    return Here(device.level if device else "", _address(request))


def _address(request: HttpRequest) -> str:
    """Empty where nobody knows it: then what is shown from certain networks only is not shown."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""


def keep_token(response: HttpResponse, token: str) -> None:
    """In this browser only, and never where a script could read it."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        token,
        max_age=settings.DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
