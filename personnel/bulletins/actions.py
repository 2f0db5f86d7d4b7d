"""Publish, remind, withdraw, acknowledge."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.bulletins import events, rules
from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.models import Person, Unit
from vault import clock
from vault.identity import uuid7


@transaction.atomic
def publish(*, kind: str, title: str, body: str, units: Iterable[Unit] = (), within: bool = True, by: Person) -> Bulletin:
    """From now on it waits for everybody, or for everybody in these units, `within`: and in those below them."""
    demand(rules.obstacles_to_publishing(by))
    bulletin = Bulletin(id=uuid7(), kind=kind, title=title, body=body, within=within, published_by=by, published_at=clock.now())
    bulletin.keep(by=by)
    bulletin.units.set(units)
    record(events.PUBLISHED, actor=by, subject=bulletin, facts={"number": bulletin.number})
    return bulletin


@transaction.atomic
def withdraw(bulletin: Bulletin, *, by: Person) -> Bulletin:
    """It waits for nobody any more; who has read it stays on record."""
    bulletin = _locked(bulletin)
    demand(rules.obstacles_to_withdrawing(bulletin, by))
    bulletin.withdrawn_by, bulletin.withdrawn_at = by, clock.now()
    bulletin.keep(by=by)
    record(events.WITHDRAWN, actor=by, subject=bulletin, facts={"number": bulletin.number})
    return bulletin


@transaction.atomic
def remind(bulletin: Bulletin, *, by: Person, on: date) -> int:
    """It stands as overdue on the worklist of everybody who has not read it. Answers how many they are."""
    bulletin = _locked(bulletin)
    demand(rules.obstacles_to_reminding(bulletin, by, on=on))
    bulletin.reminded_by, bulletin.reminded_at = by, clock.now()
    bulletin.keep(by=by)
    count = rules.waiting_for(bulletin, on=on).count()
    record(events.REMINDED, actor=by, subject=bulletin, facts={"number": bulletin.number, "count": count})
    return count


@transaction.atomic
def acknowledge(bulletin: Bulletin, *, by: Person) -> BulletinReceipt:
    """The receipt: read and understood."""
    bulletin = _locked(bulletin)
    demand(rules.obstacles_to_acknowledging(bulletin, by))
    receipt = BulletinReceipt(id=uuid7(), bulletin=bulletin, person=by, read_at=clock.now())
    receipt.keep(by=by)
    record(events.ACKNOWLEDGED, actor=by, subject=bulletin, facts={"number": bulletin.number})
    return receipt


def _locked(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.select_for_update().get(pk=bulletin.pk)
