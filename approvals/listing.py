"""Lists: sorted and cut into pages; nonsense in the address gives the nearest sensible page. Basis: CONTRACT, Addresses."""

from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

SIZES = (20, 50, 100)


def page_of(request: HttpRequest, rows: QuerySet, *, sorts: Mapping[str, tuple[str, ...]], default: str) -> Page:
    """The page that `?page=&size=&sort=` ask for. `sorts`: sort key → clear columns; `default` may begin with "-"."""
    asked = request.GET.get("sort", "")
    order = asked if asked.removeprefix("-") in sorts else default
    return Paginator(rows.order_by(*_columns(order, sorts)), _size(request)).get_page(request.GET.get("page"))


def _columns(order: str, sorts: Mapping[str, tuple[str, ...]]) -> list[str]:
    columns = sorts[order.removeprefix("-")]
    return [f"-{column}" for column in columns] if order.startswith("-") else list(columns)


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in map(str, SIZES) else SIZES[0]
