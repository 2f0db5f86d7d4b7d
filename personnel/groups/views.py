"""Working groups: the list, the page of one, who joins and who leaves, its end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.groups import actions, events, page, rules
from personnel.groups.forms import DissolvingForm, GroupChangeForm, GroupJoiningForm, NewGroupForm, TakingOutForm
from personnel.groups.models import GroupMember, WorkingGroup
from personnel.groups.proposing import CHANGE, JOINING, NEW
from personnel.groups.querysets import visible_groups
from personnel.models import Person
from personnel.partners.filling import ASKED, refused_in, sent
from personnel.proposals.actions import propose
from personnel.proving import take_step

SIZE = 20


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = visible_groups(request.user, on=today).order_by("-until", "name")
    sheet = Paginator(found, SIZE).get_page(request.GET.get("page"))
    record(events.LISTED, actor=request.user, facts={"count": len(sheet)})
    founds = not any(rules.obstacles_to_founding(request.user))
    context = {"rows": [page.row(group, on=today) for group in sheet], "page": sheet, "founds": founds}
    return render(request, "groups/groups.html", context)


@require_safe
def group(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    shown = page.group_page(found, request.user, on=timezone.localdate())
    facts = {"group": str(found.pk), "shown": [named.number for named in shown["records"]]}
    record(events.READ, actor=request.user, subject=found, facts=facts)
    return render(request, "groups/group.html", shown)


@require_http_methods(ASKED)
def new(request: HttpRequest) -> HttpResponse:
    """To whoever heads no unit and is no security administrator there is nothing here."""
    if any(rules.obstacles_to_founding(request.user)):
        raise Http404
    form = NewGroupForm(request.user, sent(request), on=timezone.localdate())
    words = {"title": _("Set up a working group"), "lead": _("Nothing changes before the leader in charge of the unit has confirmed it.")}
    return _proposed(request, NEW, None, form, **words)


@require_http_methods(ASKED)
def joining(request: HttpRequest, pk) -> HttpResponse:
    found = _steered(request, pk)
    form = GroupJoiningForm(found, request.user, sent(request), on=timezone.localdate())
    lead = _("Every scope that names the group then lets them in, as far as they are cleared. The leader in charge confirms it first.")
    return _proposed(request, JOINING, found, form, title=_("Put somebody into the group"), lead=lead)


@require_http_methods(ASKED)
def change(request: HttpRequest, pk) -> HttpResponse:
    found = _steered(request, pk)
    form = GroupChangeForm(found, request.user, sent(request), on=timezone.localdate())
    lead = _("Nothing changes before the leader in charge of the unit has confirmed it.")
    return _proposed(request, CHANGE, found, form, title=_("Change the group"), lead=lead)


def _proposed(request: HttpRequest, kind: str, about: WorkingGroup | None, form, **words) -> HttpResponse:
    if form.is_valid():
        person, why = form.cleaned_data.get("member"), form.cleaned_data["reason"]
        values, today = form.values(), timezone.localdate()
        made = refused_in(request, form, lambda: propose(kind, person=person, values=values, reason=why, by=request.user, on=today))
        if made is not None:
            messages.success(request, _("Proposed. Nothing changes before it is confirmed."))
            return redirect(made)
    return _show(request, form, about, submit=_("Submit the proposal"), **words)


@require_http_methods(ASKED)
def taking_out(request: HttpRequest, pk) -> HttpResponse:
    """Also one's own."""
    today = timezone.localdate()
    seen = visible_groups(request.user, on=today)
    member = get_object_or_404(GroupMember.objects.filter(group__in=seen).select_related("group__unit", "person"), pk=pk)
    demand(rules.obstacles_to_taking_out(member, request.user, on=today))
    form = TakingOutForm(sent(request))
    if form.is_valid():
        actions.take_out(member, reason=form.cleaned_data["reason"], by=request.user, on=today)
        messages.success(request, _("From now on they see nothing by this group."))
        return redirect(member.group if visible_groups(_anew(request.user), on=today).filter(pk=member.group_id) else "groups:groups")
    own = member.person_id == request.user.pk
    words = {"title": _("Leave the group") if own else _("Take out of the group"), "lead": _said(member, own)}
    return _show(request, form, member.group, submit=words["title"], **words)


def _said(member: GroupMember, own: bool) -> str:
    if own:
        return _("You see nothing by this group any more, at once.")
    return _("%(person)s sees nothing by this group any more, at once.") % {"person": member.person}


def _anew(person: Person) -> Person:
    person.forget()
    return person


@require_http_methods(ASKED)
def dissolution(request: HttpRequest, pk) -> HttpResponse:
    found = _steered(request, pk)
    demand(rules.obstacles_to_dissolving(found, request.user, on=timezone.localdate()))
    if request.method != "POST":
        return _dissolving(request, found)

    def dissolve(values: dict) -> None:
        actions.dissolve(found, reason=values["reason"], by=request.user, on=timezone.localdate())

    said = _("The group is dissolved; nobody sees anything by it any more.")
    leads_to = None if _stays_seen(request, found) else "groups:groups"
    return take_step(request, found, _dissolving, DissolvingForm(request.POST), dissolve, said, leads_to=leads_to)


def _stays_seen(request: HttpRequest, group: WorkingGroup) -> bool:
    """Whoever sees it as a member or by being responsible sees it no more once it is dissolved."""
    return bool(visible_groups(request.user, on=timezone.localdate()).filter(pk=group.pk).exclude(responsible=request.user))


def _dissolving(request: HttpRequest, found: WorkingGroup, form=None, status: int = 200) -> HttpResponse:
    words = {"title": _("Dissolve the group"), "submit": _("Dissolve the group"), "tone": "danger"}
    lead = _("All members see nothing by it any more, at once. It cannot be taken back; its name is not used again.")
    return _show(request, form or DissolvingForm(), found, status=status, lead=lead, **words)


def _show(request: HttpRequest, form, about: WorkingGroup | None, *, status: int = 400, **words) -> HttpResponse:
    shown = {"form": form, "about": about, "tone": "primary", **words}
    return render(request, "groups/form.html", shown, status=status if form.is_bound else 200)


def _find(request: HttpRequest, pk) -> WorkingGroup:
    return get_object_or_404(visible_groups(request.user, on=timezone.localdate()), pk=pk)


def _steered(request: HttpRequest, pk) -> WorkingGroup:
    """Of those who see the group, who may change it."""
    found = _find(request, pk)
    demand([*rules.obstacles_to_steering(found, request.user), *rules.obstacles_to_changing(found, on=timezone.localdate())])
    return found
