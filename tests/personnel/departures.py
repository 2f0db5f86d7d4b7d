"""Departures to try things on."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from personnel.gate.models import Text
from personnel.gate.pledging import hash_of
from personnel.gate.querysets import text_in_force
from personnel.leaving import actions, rules
from personnel.leaving.models import Departure
from personnel.leaving.pledging import payload_of
from personnel.proposals.actions import confirm, propose

TODAY = timezone.localdate


def leaves(house, account="chen", *, hours=1, by=None):
    ends = timezone.now() + timedelta(hours=hours)
    person, by = house.people[account], by or house.secadmin
    return actions.open_departure_of(person, ground="resigned", ends_at=ends, reason="另谋职业", by=by, on=TODAY())


def minute_comes(departure):
    """Past the actions, as time itself would."""
    QuerySet(Departure).filter(pk=departure.pk).update(ends_at=timezone.now() - timedelta(seconds=1))


def talked(house, departure):
    return actions.record_talk(departure, talk_on=TODAY(), conclusion="未发现异常", by=house.secadmin, on=TODAY())


FILLED_IN = {"address": "示例市青石路18号", "id_number": "119999199001010011", "contact": "17000000099", "destination": ""}


def sign(departure):
    departure = Departure.objects.get(pk=departure.pk)
    seen = hash_of(payload_of(departure, text_in_force(Text.LEAVING)))
    return actions.sign_pledge(departure, seen=seen, filled_in=FILLED_IN, by=departure.person, on=TODAY())


def held(departure):
    """Codes of what still stands in the way with their number."""
    found = rules.held(departure.person, departure.person, on=TODAY())
    return {source.code: len(things) for source, things in found if things}


def write_off(house, departure, source, key, *, by):
    values = {"source": source, "key": str(key), "number": "x"}
    proposal = propose("write_off", person=departure.person, values=values, reason="已报失", by=house.secadmin, on=TODAY())
    return confirm(proposal, by=by, on=TODAY())
