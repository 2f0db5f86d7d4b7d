"""Notices of a change or declassification, and their receipts. Basis: DOMAIN §3.1 (书面通知知悉范围内的人员)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record as remember
from audit.trail.refusals import Obstacle, demand
from classification import events
from classification.gradings.models import GradingNotice
from classification.models import Grading
from personnel.models import Person
from vault import clock
from vault.history import bulk_remember

NOT_YOURS = Obstacle("NOT_YOURS", _("This notice is for somebody else; they acknowledge it themselves."), True)


def notify(grading: Grading, people: Iterable[Person], *, by: Person | None) -> None:
    """One notice each, not to whoever decided; in the decision's own transaction."""
    told = sorted((person for person in people if by is None or person.pk != by.pk), key=lambda person: person.username)
    bulk_remember([GradingNotice(grading=grading, person=person, sent_at=clock.now()) for person in told], by=by)
    facts = {"count": len(told), "people": [person.username for person in told]}
    remember(events.NOTIFIED, actor=by, subject=grading, dossier_id=grading.record_id, facts=facts)


@transaction.atomic
def acknowledge(notice: GradingNotice, *, by: Person) -> GradingNotice:
    """The receipt (已阅). Sent twice it says the same."""
    notice = GradingNotice.objects.select_for_update(of=("self",)).select_related("grading").get(pk=notice.pk)
    demand([NOT_YOURS] if notice.person_id != by.pk else [])
    if notice.acknowledged_at is None:
        notice.acknowledged_at = clock.now()
        notice.keep(by=by)
        facts = {"level": notice.grading.level_id, "kind": notice.grading.kind}
        remember(events.ACKNOWLEDGED, actor=by, subject=notice, dossier_id=notice.grading.record_id, facts=facts)
    return notice
