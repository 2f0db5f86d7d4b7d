"""Gap-free numbers per series and year: `XF-2026-000123`."""

from approvals.models import SlipNumber


def next_number(prefix: str, year: int) -> str:
    """The next number; only inside a transaction, whose rollback gives it back."""
    return next_numbers(prefix, year, 1)[0]


def next_numbers(prefix: str, year: int, count: int) -> list[str]:
    """The next `count` numbers, in order. Waits for whoever is taking one in this series."""
    SlipNumber.objects.get_or_create(prefix=prefix, year=year)
    counter = SlipNumber.objects.select_for_update().get(prefix=prefix, year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return [f"{prefix}-{year}-{number:06d}" for number in range(first, first + count)]
