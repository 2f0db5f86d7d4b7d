"""What firms hand to the rest of this app when the program starts."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.wording import word_facts_with
from personnel.models import Person
from personnel.partners import concluding, taking_out, worklist
from personnel.partners.breaches import deciding
from personnel.partners.breaches.models import Measure
from personnel.partners.ending import writing_off
from personnel.partners.ending.models import Proof
from personnel.partners.querysets import memberships_of, visible_partners
from personnel.proposals.kinds import register_kind
from personnel.registry import FilePart, PersonPage, register_file_part, register_page
from personnel.worklist import register_source


def register() -> None:
    """Called in `ready()`."""
    for kind in (concluding.KIND, deciding.KIND, writing_off.KIND, taking_out.KIND):
        register_kind(kind)
    word_facts_with("measure", lambda: {measure.value: str(measure.label) for measure in Measure})
    word_facts_with("proof", lambda: {proof.value: str(proof.label) for proof in Proof})
    register_source(worklist.to_renew)
    register_source(worklist.to_end)
    register_page(PersonPage(_("Partner firm"), _page, _is_seen))
    register_file_part(FilePart(_("Partner firm"), (_("Name of the firm"), _("Since"), _("Until")), file_rows))


def _firm_of(person: Person, on: date):
    found = memberships_of([person.pk], on=on).select_related("partner").first()
    return found.partner if found else None


def _page(person: Person) -> str:
    found = _firm_of(person, timezone.localdate())
    return found.get_absolute_url() if found else ""


def _is_seen(person: Person, reader: Person, on: date) -> bool:
    found = _firm_of(person, on)
    return found is not None and visible_partners(reader, on=on).filter(pk=found.pk).exists()


def file_rows(person: Person, on: date) -> list[tuple]:
    return [(one.partner.name, one.since, one.until) for one in person.memberships.select_related("partner").order_by("-since")]
