"""Who takes files out is said by the level; what is taken out becomes a carrier where it says so. Basis: REQUIREMENTS G2, P11."""

import pytest
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.models import SecrecyLevel
from config.demonstration.founding import House
from custody.actions import apply_to_borrow
from custody.leaving import to_give
from custody.models import Carrier
from petitions.models import Petition
from tests import cast
from tests.custody import stage as custody
from tests.petitions.attachments import samples, stage

pytestmark = pytest.mark.django_db


def level_says(**values) -> None:
    level = SecrecyLevel.objects.get(pk="important")
    for name, value in values.items():
        setattr(level, name, value)
    level.keep(by=None)


def shown_and_taken(house: House, made, account: str) -> list[int]:
    client = cast.signed_in(house.people[account])
    return [stage.get(client, name, made).status_code for name in ("attachment", "attachment_file")]


@pytest.fixture
def lent(house: House):
    """A file of a petition decided while anyone who read it could take it out; on loan to chen."""
    petition = custody.graded(house)
    made = stage.attached(petition, house.li, "来信.pdf", samples.pdf())
    custody.lent(house, petition, kinds=("electronic",))
    return made


@pytest.mark.parametrize(("says", "wang", "chen"), [("readers", 200, 200), ("duty", 200, 403), ("nobody", 403, 403)])
def test_fewer_take_files_out_at_once_and_everybody_reads_on(house: House, lent, says: str, wang: int, chen: int) -> None:
    level_says(exporting=says)
    assert shown_and_taken(house, lent, "wang") == [200, wang]
    assert shown_and_taken(house, lent, "chen") == [200, chen]


def test_what_was_graded_while_nobody_took_files_out_is_not_let_out_by_its_level_later(house: House) -> None:
    level_says(exporting="nobody", exports_kept=True)
    made = stage.attached(custody.graded(house), house.li, "来信.pdf", samples.pdf())
    level_says(exporting="readers", exports_kept=False)
    assert shown_and_taken(house, made, "wang") == [200, 403]
    assert "attachment_file" not in stage.get(cast.signed_in(house.wang), "attachment", made).content.decode()


def test_a_file_taken_out_is_a_carrier_whoever_took_it_keeps_once_a_day(house: House, lent) -> None:
    shown_and_taken(house, lent, "wang")
    assert not Carrier.objects.filter(kind="export").exists(), "where the level does not ask for it nothing is entered"
    level_says(exports_kept=True)
    client = cast.signed_in(house.wang)
    client.head(f"/petitions/attachments/{lent.pk}/file/")
    assert not Carrier.objects.filter(kind="export").exists()
    for headers in ({"HTTP_RANGE": "bytes=1-"}, {}, {}):
        stage.body(stage.get(client, "attachment_file", lent, **headers))
    made = Carrier.objects.get(kind="export")
    assert (made.keeper, made.record_id, made.made_on) == (house.wang, lent.petition_id, timezone.localdate())
    assert made.title == f"{lent.petition.number} · {lent.pk.hex[-6:]}", "a number, never a name of the file"
    assert Entry.objects.get(event="carrier.export_kept").facts == {"number": made.number}
    assert list(to_give(house.wang, house.zhao).filter(kind="export")) == [made], "who leaves hands it over"
    stage.body(stage.get(cast.signed_in(house.chen), "attachment_file", lent))
    assert set(Carrier.objects.filter(kind="export").values_list("keeper__username", flat=True)) == {"wang", "chen"}


def test_a_copy_taken_out_is_not_lent_on(house: House, lent) -> None:
    level_says(exports_kept=True)
    stage.body(stage.get(cast.signed_in(house.wang), "attachment_file", lent))
    petition = Petition.objects.get(pk=lent.petition_id)
    form = cast.signed_in(house.wang).get(f"/custody/borrow-slips/new/?petition={petition.pk}").context["form"]
    assert "export" not in set(form.fields["carriers"].queryset.values_list("kind", flat=True))
    copies = list(Carrier.objects.filter(kind="export"))
    with pytest.raises(Refused, match="EXPORT_STAYS"):
        apply_to_borrow(petition.record, carriers=copies, purpose="核对", days=1, by=house.wang, on=timezone.localdate())
