"""One's own devices, and those that are asked to be enrolled."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import Refused, demand
from personnel.devices import actions, events, rules
from personnel.devices.forms import DeviceRefusalForm, EnrolmentForm, RequestForm, RevocationForm
from personnel.devices.levels import device_levels
from personnel.devices.middleware import keep_token
from personnel.devices.models import Device, State
from personnel.devices.querysets import known_device, visible_devices
from personnel.proving import bound_or_new, remember_refusal, take_step

TONES = {State.REQUESTED: "waiting", State.ENROLLED: "good", State.REFUSED: "bad", State.REVOKED: "done"}
SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def my_devices(request: HttpRequest) -> HttpResponse:
    """The person's own devices; the request to enrol the one in front of them."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _device, token = actions.request_device(request.user, name=form.cleaned_data["name"])
        except Refused as refused:
            remember_refusal(request, refused)
            form.add_error(None, str(refused.obstacles[0]))
            return _mine(request, form, 409)
        answer = redirect("personnel:my_devices")
        keep_token(answer, token)
        return answer
    return _mine(request, form, 400 if request.method == "POST" else 200)


def _mine(request: HttpRequest, form: RequestForm, status: int) -> HttpResponse:
    present = known_device(request.user, request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    waits = Device.objects.filter(person=request.user, state=State.REQUESTED).exists()
    asks = not waits and (present is None or present.state not in (State.REQUESTED, State.ENROLLED))
    own = [_row(device) for device in Device.objects.filter(person=request.user)]
    context = {"form": form if asks or status != 200 else None, "present": present, "rows": own, "demanded": settings.DEVICES_DEMANDED}
    return render(request, "personnel/my_devices.html", context, status=status)


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Everybody's, those that wait first; for whoever may see no more than their own, these."""
    found = sorted(visible_devices(request.user, on=timezone.localdate()), key=lambda device: device.state != State.REQUESTED)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    rows = [_row(device) for device in page]
    record(events.LISTED, actor=request.user, facts={"count": len(rows)})
    return render(request, "personnel/device_list.html", {"rows": rows, "page": page})


def _row(device: Device) -> dict:
    return {"device": device, "tone": TONES[State(device.state)], "level": dict(device_levels()).get(device.level, "")}


@require_safe
def device(request: HttpRequest, pk) -> HttpResponse:
    return show_device(request, _find(request, pk))


def show_device(request: HttpRequest, device: Device, form=None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    device.refresh_from_db()
    record(events.READ, actor=request.user, subject=device, facts={"account": device.person.username})
    decides = not any(rules.obstacles_to_deciding(device, request.user, on=today))
    revokes = device.state == State.ENROLLED and not any(rules.obstacles_to_revoking(device, request.user, on=today))
    context = {
        **_row(device),
        "enrolment": bound_or_new(EnrolmentForm, form) if decides else None,
        "refusal": bound_or_new(DeviceRefusalForm, form) if decides else None,
        "revocation": bound_or_new(RevocationForm, form) if revokes else None,
        "open": form and type(form).__name__,
    }
    return render(request, "personnel/device.html", context, status=status)


@require_POST
def enrolment(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    demand(rules.obstacles_to_deciding(found, request.user, on=timezone.localdate()))

    def enrol(values):
        actions.enrol(found, level=values["level"], by=request.user, on=timezone.localdate())

    return take_step(request, found, show_device, EnrolmentForm(request.POST), enrol, _("The device is enrolled."))


@require_POST
def refusal(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)

    def refuse(values):
        actions.refuse(found, by=request.user, on=timezone.localdate())

    return take_step(request, found, show_device, DeviceRefusalForm(request.POST), refuse, _("The device is not enrolled."))


@require_POST
def revocation(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)

    def revoke(values):
        actions.revoke(found, by=request.user, on=timezone.localdate())

    said = _("The device is revoked; nothing more is shown on it.")
    return take_step(request, found, show_device, RevocationForm(request.POST), revoke, said)


def _find(request: HttpRequest, pk) -> Device:
    found = visible_devices(request.user, on=timezone.localdate()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
