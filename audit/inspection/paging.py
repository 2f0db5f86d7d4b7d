"""Pages of long lists: quick on a long trail, and over ids that are known already."""

from collections.abc import Sequence
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from approvals.listing import SIZES
from audit.trail.models import Entry

REACH = 10_000  # entries that can be paged through; further back by day


class ReachPaginator(Paginator):
    """Counts no further than it leads."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:REACH].count()  # type: ignore[attr-defined]

    @property
    def is_cut(self) -> bool:
        return self.count == REACH


def page_of_entries(request: HttpRequest, entries: QuerySet[Entry]) -> Page:
    return ReachPaginator(entries, size_of(request, 50)).get_page(request.GET.get("page"))


def page_of_ids(request: HttpRequest, ids: Sequence[UUID]) -> Page:
    return Paginator(ids, size_of(request, SIZES[0])).get_page(request.GET.get("page"))


def size_of(request: HttpRequest, otherwise: int) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in map(str, SIZES) else otherwise
