"""Keep what somebody searched for behind an opaque token. Basis: DESIGN §3 (terms travel by POST)."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from personnel.models import Person
from petitions.models import SearchTicket

LIFETIME = timedelta(days=1)


@transaction.atomic
def open_ticket(terms: str, *, by: Person) -> SearchTicket:
    """A ticket for these terms; whatever anybody searched for longer than a day ago goes."""
    SearchTicket.objects.filter(at__lt=timezone.now() - LIFETIME).delete()
    ticket = SearchTicket(token=uuid4(), person=by, terms=terms)
    ticket.save(force_insert=True)
    return ticket


def terms_of(token: str, *, by: Person) -> str | None:
    """The terms behind a token; None for anybody else's, an old one or none at all."""
    try:
        ticket = SearchTicket.objects.filter(token=UUID(token), person=by, at__gte=timezone.now() - LIFETIME).first()
    except ValueError:
        return None
    return ticket.terms if ticket else None
