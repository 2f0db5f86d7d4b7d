"""The list of petitions, and the search that leads to it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.trail.actions import record
from audit.trail.middleware import shows_nothing
from petitions import events, masking, rules
from petitions import search as searching
from petitions.actions import open_ticket, terms_of
from petitions.forms import LONGEST_SEARCH, PetitionFilter, SearchForm
from petitions.models import Petition
from petitions.page import masked_name
from petitions.querysets import filtered, lines, newest, ordered, visible_petitions
from vault import keys

SIZES = ("20", "50", "100")


@dataclass(frozen=True)
class Row:
    """One line of the list. A tombstone has no words."""

    petition: Petition
    subject: str = ""
    petitioner: str = ""


@require_safe
def petitions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    chosen = PetitionFilter(request.GET)
    found = filtered(visible_petitions(request.user, today), chosen.chosen())
    found, terms = _searched(request, found)
    sort = request.GET.get("sort", "")
    page = _page(request, ordered(found, sort))
    if not (chosen.chosen() or sort or request.GET.get("s")):
        _take_newest(page, found, request.user, today)
    rows = _rows(page)
    _remember(request, page, chosen, terms)
    context = {"rows": rows, "page": page, "filter_form": chosen, "terms": terms, "may_register": _may_register(request.user)}
    return render(request, "petitions/petition_list.html", context)


def _searched(request: HttpRequest, found):
    """Narrowed by the search behind the token, if there is one."""
    token = request.GET.get("s", "")
    if not token:
        return found, None
    terms = terms_of(token, by=request.user)
    if terms is None:
        messages.warning(request, _("This search is no longer there; enter it again."))
        return found.none(), None
    return found.filter(searching.matching(terms, by=request.user)), terms


def _page(request: HttpRequest, found) -> Page:
    size = request.GET.get("size")
    return Paginator(found, int(size) if size in SIZES else 20).get_page(request.GET.get("page"))


def _take_newest(page: Page, found, person, today) -> None:
    """The list as it opens, without having to sort everything the person sees."""
    first, last = max(page.start_index() - 1, 0), page.end_index()
    page.object_list = ordered(newest(found, person, last, on=today), "")[first:last]


def _rows(page: Page) -> list[Row]:
    """Subjects opened with one fetch of keys; accusers by code."""
    page.object_list = lines(page.object_list)
    keys.warm(petition.pk for petition in page if not petition.is_destroyed)
    return [_row(petition) for petition in page]


def _row(petition: Petition) -> Row:
    if petition.is_destroyed:
        return Row(petition)
    return Row(petition, masking.mask_numbers(petition.subject), masked_name(petition, petition.petitioners.all()[0]))


def _remember(request: HttpRequest, page: Page, chosen: PetitionFilter, terms: str | None) -> None:
    """One entry with the ids shown; of the terms a keyed hash. Basis: DESIGN §7."""
    facts = {"count": page.paginator.count, "shown": [str(petition.pk) for petition in page], "filters": sorted(chosen.chosen())}
    if terms is None:
        record(events.LISTED, actor=request.user, facts=facts)
    else:
        record(events.SEARCHED, actor=request.user, facts={**facts, "terms": searching.digest_of(terms)})


def _may_register(person) -> bool:
    return not any(rules.obstacles_to_registering(person, rules.registering_unit(person)))


def _not_searched(request: HttpRequest, why: str) -> HttpResponse:
    messages.warning(request, why)
    return shows_nothing(redirect("petitions:list"))


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Terms go in by POST; the address that answers carries only a token."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _not_searched(request, _("A search has at most %(limit)s characters; shorten it.") % {"limit": LONGEST_SEARCH})
    terms = form.cleaned_data["q"]
    if searching.is_too_short(terms):
        return _not_searched(request, _("Enter at least two characters: a number, a name, a phone, an ID number or words of the subject."))
    ticket = open_ticket(terms, by=request.user)
    return shows_nothing(redirect(f"{reverse('petitions:list')}?s={ticket.token}"))
