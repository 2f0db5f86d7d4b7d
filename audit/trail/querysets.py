"""Which entries: about a thing, of a circle."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.trail.models import Entry, Leaf


def about(*ids) -> QuerySet[Entry]:
    """Entries about any of these things or dossiers, newest first."""
    return Entry.objects.filter(Q(dossier_id__in=ids) | Q(subject_id__in=ids)).select_related("actor")


def unsealed() -> QuerySet[Entry]:
    """Entries that no checkpoint covers yet, in the order they were written."""
    sealed = Leaf.objects.filter(entry_id=OuterRef("pk"))
    return Entry.objects.filter(~Exists(sealed)).order_by("xid", "id")
