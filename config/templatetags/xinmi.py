"""Filters and tags of the pages: days, figures, addresses."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTHING = "–"
KEPT = ("sort", "size", "s")


@register.filter
def moment(value):
    """A moment in Shanghai, to the minute: 2026-11-21 14:05."""
    if not isinstance(value, datetime):
        return day(value)
    return _time_element(_in_shanghai(value), "%Y-%m-%d %H:%M")


@register.filter
def day(value):
    """A day: 2026-11-21; of a moment, its day in Shanghai."""
    if isinstance(value, datetime):
        value = _in_shanghai(value).date()
    if isinstance(value, date):
        return _time_element(value, "%Y-%m-%d")
    return value or NOTHING


def _in_shanghai(value):
    return value if timezone.is_naive(value) else value.astimezone(SHANGHAI)


def _time_element(value, pattern):
    stamp = value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
    return format_html('<time class="num" datetime="{}">{}</time>', stamp, value.strftime(pattern))


@register.filter
def count(value):
    """A figure with thousands separated: 1,234, in Spanish 1234 and 12 345."""
    if not isinstance(value, int | float):
        return value or NOTHING
    return _spaced(value) if get_language() == "es" else f"{value:,}"


def _spaced(value):
    """Basis: Ortografía de la lengua española: no point or comma, a thin space from five digits on."""
    return f"{value:,}".replace(",", "\u202f" if abs(value) >= 10_000 else "")


@register.filter
def listed(words):
    """Several words one after the other, as the language writes it: 信访办、业务一部; petition office, business one."""
    return _(", ").join(str(word) for word in words or ())


@register.filter
def or_dash(value):
    """The value, or a dash where there is none; a nought is a value."""
    return NOTHING if value is None or value == "" else value


@register.filter
def css_name(value):
    """A code as a class name: TOP_SECRET → top-secret; anything else falls out."""
    return re.sub(r"[^a-z0-9-]", "", str(value or "").lower().replace("_", "-"))


@register.filter
def mark_text(mark):
    """The words of a mark; a record not graded yet says so itself.

    Basis: DESIGN §3 (not yet graded = the highest level); never colour alone.
    """
    return _part(mark, "text") or _("Not graded yet: kept at the highest level")


@register.simple_tag
def mark_parts(mark, text, level, title):
    """Text, level and title of a mark, given whole or apart; a reader of Chinese needs no title beside the text."""
    parts = {name: _part(mark, name) for name in ("text", "level", "title")} if mark else {"text": text, "level": level, "title": title}
    return {**parts, "title": "" if (get_language() or "zh").startswith("zh") else parts["title"]}


def _part(mark, name):
    if isinstance(mark, dict):
        return mark.get(name, "")
    return getattr(mark, name, mark if isinstance(mark, str) and name == "text" else "")


@register.simple_tag
def url_with(request, **changes):
    """The present address with parameters set, or taken out where the value is None."""
    query = request.GET.copy() if request else None
    if query is None:
        return "?"
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag
def sort_state(request, name):
    """How a list is sorted by this column: "ascending", "descending" or "none"."""
    present = request.GET.get("sort", "") if request else ""
    return {name: "ascending", f"-{name}": "descending"}.get(present, "none")


@register.simple_tag
def kept(request, *names):
    """Hidden inputs for parameters a filter must not lose (sorting, size, the search token)."""
    pairs = [(name, request.GET[name]) for name in names or KEPT if request and request.GET.get(name)]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag
def filters_in_use(request, form):
    """How many fields of a filter form have a value in the address."""
    if not (request and form):
        return 0
    return sum(1 for bound in form if any(request.GET.getlist(bound.html_name)))


@register.simple_tag
def elided_pages(page):
    """Page numbers with gaps: 1 2 … 7 8 9 … 40."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def page_sizes():
    """How many rows a page may have. Basis: CONTRACT, Addresses."""
    return (20, 50, 100)


@register.simple_tag
def this_minute():
    """Now, in Shanghai, as text: for watermarks and feet of prints."""
    return datetime.now(SHANGHAI).strftime("%Y-%m-%d %H:%M")
