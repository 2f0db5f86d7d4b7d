"""The register of who knows: the same people as the one place that decides lets in, told by number. Basis: BMT 20; DESIGN §3."""

import csv
import io
from datetime import timedelta

import pytest

from audit.inspection.reading import entries_of_record, knows_record, readable_entries
from audit.trail.models import Entry
from classification.scoping import actions as scoping
from personnel.gate.actions import set_conditions
from petitions import actions
from petitions.querysets import visible_petitions
from petitions.register.querysets import Register
from petitions.register.rows import in_words
from petitions.scoping.actions import ask_in
from tests import cast
from tests.petitions.cases import SUBJECT, again, graded, register, today

pytestmark = pytest.mark.django_db


def listed(house, reader="zhou", **chosen) -> set[tuple]:
    return {(one.person, one.petition) for one in Register(reader=house.people[reader], on=today(), **chosen)[0:500]}


@pytest.fixture
def petitions(house):
    """Important, for two units, with somebody accused; core; ordinary and ungraded, which are no business of the register."""
    shared = graded(house, units=("petition_office", "business_one"))
    actions.raise_wall(shared, person=house.he, ground="accused", reason="被反映人", by=house.li, on=today())
    core, low = graded(house, level="core", units=("petition_office", "business_one")), graded(house, level="ordinary")
    until = today() + timedelta(days=5)
    change = ask_in(core, named=house.qian, until=until, reason="法务需要", by=cast.fresh(house.li), on=today())
    scoping.grant(change, by=cast.fresh(house.liu), on=today())
    return shared, core, low, register(house)


def test_it_names_exactly_who_sees_what_is_graded_at_the_upper_levels(house, petitions):
    shared, core, *_others = petitions
    seen = {
        (person.pk, pk)
        for person in map(cast.fresh, house.people.values())
        for pk in visible_petitions(person).filter(pk__in=[shared.pk, core.pk]).values_list("pk", flat=True)
    }
    assert listed(house) == seen
    assert (house.qian.pk, core.pk) in seen
    assert not {house.he.pk, house.chen.pk} & {person for person, _petition in seen}


def test_t72_whom_a_petition_accuses_learns_nothing_of_it_by_register_or_trail_even_as_an_auditor(house, petitions):
    shared, core, *_others = petitions
    assert knows_record(house.zhou, shared.pk, on=today())
    actions.raise_wall(shared, person=house.zhou, ground="accused", reason="被反映人", by=house.li, on=today())
    assert {petition for _person, petition in listed(house)} == {core.pk}
    zhou = cast.fresh(house.zhou)
    assert [knows_record(zhou, pk, on=today()) for pk in (shared.pk, core.pk)] == [False, True]
    assert not entries_of_record(zhou, shared.pk, on=today()).exists()
    assert not readable_entries(zhou, on=today()).filter(dossier_id=shared.pk).exists()
    assert readable_entries(zhou, on=today()).filter(dossier_id=core.pk).exists()


def test_it_is_narrowed_sorted_and_cut_into_pages(house, petitions):
    _shared, core, *_others = petitions
    assert {petition for _person, petition in listed(house, level="core")} == {core.pk}
    assert listed(house, person=house.qian) == {(house.qian.pk, core.pk)}
    assert {person for person, _petition in listed(house, unit=house.units["petition_office"])} == {house.li.pk, house.wang.pk}
    whole = Register(reader=house.zhou, on=today(), sort="-until")
    assert [*whole[0:2], *whole[2:100]] == whole[0:100]
    assert whole.count() == len(listed(house))
    assert Register(reader=house.zhou, on=today() + timedelta(days=6), person=house.qian).count() == 0


def test_levels_are_sorted_by_their_order_and_not_by_their_codes(house):
    numbers = [graded(house, level=level).number for level in ("highly_secret", "important", "top_secret", "core")]
    sorted_by = [
        list(dict.fromkeys(one.number for one in Register(reader=house.zhou, on=today(), sort=sort)[0:100])) for sort in ("level", "-level")
    ]
    assert [[numbers.index(number) for number in found] for found in sorted_by] == [[3, 1, 2, 0], [0, 2, 1, 3]]


def test_what_is_printed_is_what_was_narrowed_and_an_entry(house, petitions):
    page = cast.signed_in(house.zhou).get(f"/petitions/register/print/?person={house.qian.pk}").content.decode()
    assert petitions[1].number in page
    assert petitions[0].number not in page
    assert "钱干事" in page
    assert SUBJECT not in page
    assert Entry.objects.get(event="register.printed").facts["count"] == 1
    assert cast.signed_in(house.li).get("/petitions/register/print/").status_code == 403


def test_auditors_read_it_by_number_and_every_sheet_is_an_entry(house, petitions):
    _shared, core, *_others = petitions
    cast.signed_in(house.li).get(f"/petitions/{core.pk}/")
    zhou = cast.signed_in(house.zhou)
    page = zhou.get("/petitions/register/?sort=person").content.decode()
    assert again(core).number in page
    assert SUBJECT not in page
    answer = zhou.get(f"/petitions/register/sheet/?person={house.li.pk}&level=core")
    [head, line] = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert line[0] == again(core).number
    assert line[2:4] == [house.li.name, "li"]
    assert line[-1], "li has opened it"
    [entry] = Entry.objects.filter(event="register.downloaded")
    assert entry.facts["count"] == 1
    for account in ("li", "secadmin", "sysadmin"):
        assert cast.signed_in(house.people[account]).get("/petitions/register/").status_code == 403
    assert len(head) == len(line)


def test_whoever_is_suspended_stays_in_it_and_it_says_so(house, petitions):
    _shared, core, *_others = petitions
    set_conditions({"pledge"}, by=None)
    assert not visible_petitions(cast.fresh(house.qian)).exists()
    [row] = in_words(Register(reader=house.zhou, on=today(), person=house.qian)[0:10])
    assert row.petition.pk == core.pk
    assert "访问权限已暂停。" in row.grounds
