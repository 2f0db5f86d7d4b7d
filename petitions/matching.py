"""Who of the house is named as accused in an accusation (检举控告): by name and unit, in subject or text. Basis: DOMAIN §2.1 (XF 28).

Two people of the same name in the same unit are both matched: better one too many kept out than the accused let in.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from classification.walls.models import Ground, Wall
from personnel.models import Appointment, Person
from personnel.querysets import in_force
from petitions.choices import Category
from petitions.models import Petition
from vault.blind import normalise

SHORTEST_NAME = 2  # characters; one alone stands in every text


def accused_in(petitions: Iterable[Petition], *, on: date) -> dict[Petition, list[Person]]:
    """Of each accusation the people it names, but whom a wall keeps out as accused and of whom somebody has said that it is not them.

    Whoever stays or stayed away for another reason has not been said not to be accused.
    """
    accusations = [petition for petition in petitions if petition.category == Category.ACCUSATION]
    people = _people(on) if accusations else []
    answered = Wall.objects.filter(Q(ground=Ground.ACCUSED) | Q(matched=True))
    decided = set(answered.filter(record__in=[one.pk for one in accusations]).values_list("record_id", "person_id"))
    found = {petition: _named(petition, people) for petition in accusations}
    return {one: [person for person in named if (one.pk, person.pk) not in decided] for one, named in found.items()}


def _people(on: date) -> list[tuple[Person, str, str]]:
    """Person, name, unit in which they sit or which they lead; names as search reads them."""
    held = in_force(Appointment.objects.filter(person__is_active=True), on=on).select_related("person", "unit")
    known = [
        (one.person, normalise(one.person.name), normalise(unit.name))
        for one in held.prefetch_related("led_units").order_by("person", "unit")
        for unit in (one.unit, *one.led_units.all())
    ]
    return [entry for entry in known if len(entry[1]) >= SHORTEST_NAME]


def _named(petition: Petition, people: list[tuple[Person, str, str]]) -> list[Person]:
    text = normalise(f"{petition.subject}\n{petition.body}")
    return list(dict.fromkeys(person for person, name, unit in people if name in text and unit in text))
