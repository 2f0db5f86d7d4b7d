"""Who is told of a change of a scope, and their receipts."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from audit.trail.actions import record as remember
from audit.trail.refusals import demand
from classification.gradings.audience import may_hear
from classification.gradings.notices import NOT_YOURS
from classification.scoping import events
from classification.scoping.models import ScopeChange, ScopeNotice
from personnel.models import Person
from vault import clock
from vault.history import bulk_remember


def tell(change: ScopeChange, told: Mapping[Person, str], *, by: Person | None) -> None:
    """One notice each, not to whoever decided; in the decision's own transaction."""
    hearing = may_hear(told, change.record, on=timezone.localdate())
    people = sorted((person for person in hearing if by is None or person.pk != by.pk), key=lambda person: person.username)
    bulk_remember([ScopeNotice(change=change, person=person, said=told[person], sent_at=clock.now()) for person in people], by=by)
    facts = {"count": len(people), "people": [person.username for person in people]}
    remember(events.TOLD, actor=by, subject=change, dossier_id=change.record_id, facts=facts)


@transaction.atomic
def acknowledge(notice: ScopeNotice, *, by: Person) -> ScopeNotice:
    """The receipt (已阅). Sent twice it says the same."""
    notice = ScopeNotice.objects.select_for_update(of=("self",)).select_related("change").get(pk=notice.pk)
    demand([NOT_YOURS] if notice.person_id != by.pk else [])
    if notice.acknowledged_at is None:
        notice.acknowledged_at = clock.now()
        notice.keep(by=by)
        remember(events.ACKNOWLEDGED, actor=by, subject=notice, dossier_id=notice.change.record_id, facts={"said": notice.said})
    return notice
