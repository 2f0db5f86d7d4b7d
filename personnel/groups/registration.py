"""What working groups hand to the rest of this app when the program starts."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.wording import word_facts_with
from personnel.groups.actions import let_out
from personnel.groups.models import GroupMember, WorkingGroup
from personnel.groups.proposing import KINDS
from personnel.leaving.registry import Source, Thing, register_ending, register_hold
from personnel.models import Person
from personnel.proposals.kinds import register_kind
from personnel.registry import FilePart, register_file_part


def register() -> None:
    """Called in `ready()`."""
    for kind in KINDS:
        register_kind(kind)
    word_facts_with("group", lambda: {str(pk): name for pk, name in WorkingGroup.objects.values_list("pk", "name")})
    word_facts_with("how_left", lambda: {how.value: str(how.label) for how in GroupMember.How})
    settled = _("They leave these groups by themself with access; a group they are responsible for needs somebody else.")
    register_hold(Source("working_group", _("Working groups"), settled, held, passes=True))
    register_ending(let_out)
    heads = (_("Working group"), _("Since"), _("Until"), _("How it ended"))
    register_file_part(FilePart(_("Working groups"), heads, file_rows))


def held(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Groups they are in or responsible for, by name."""
    within = WorkingGroup.objects.filter(members__person=person, members__ended_at__isnull=True)
    for group in (within | WorkingGroup.objects.filter(responsible=person)).filter(dissolved_at__isnull=True, until__gte=on).distinct():
        label = _("Responsible") if group.responsible_id == person.pk else ""
        yield Thing(str(group.pk), str(group), group.since, "", label)


def file_rows(person: Person, on: date) -> list[tuple]:
    found = person.groups_joined.select_related("group").order_by("-since", "-pk")
    return [(one.group.name, one.since, one.until, one.get_how_display() if one.how else "") for one in found]
