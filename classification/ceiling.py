"""Up to which level of state secrets this installation may hold content; above it there are ledger lines only. Basis: DOMAIN §1 (C3)."""

from django.conf import settings
from django.db.models import QuerySet

from classification.models import Scheme, SecrecyLevel


def highest_rank() -> int:
    """Rank of the installation's ceiling (MAX_STATE_LEVEL) in the state scheme; 0 where it may hold none."""
    found = SecrecyLevel.objects.filter(scheme__family=Scheme.Family.STATE, code=settings.MAX_STATE_LEVEL).first()
    return found.rank if found else 0


def ledger_only() -> QuerySet[SecrecyLevel]:
    """State levels above the ceiling."""
    return SecrecyLevel.objects.filter(scheme__family=Scheme.Family.STATE, rank__gt=highest_rank()).select_related("scheme", "policy")


def is_above(level: SecrecyLevel) -> bool:
    return level.scheme.family == Scheme.Family.STATE and level.rank > highest_rank()
