"""An import nobody has touched is undone: withdrawn, not destroyed; and one that was interrupted goes on where it stood."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from audit.trail.verifying import verify_trail
from personnel.actions import deactivate
from petitions import actions, places
from petitions.importing import running, undoing
from petitions.importing.models import ImportRun, RejectedRow
from petitions.models import Petition
from petitions.querysets import visible_petitions
from tests import cast
from tests.destruction import stage as destruction
from tests.petitions import cases
from tests.petitions.importing.browser import ask, checked, imported, worked
from tests.petitions.importing.files import row, texts, write_csv
from vault import keys
from vault.fields import verbatim
from vault.models import EqualityEntry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    return cast.make()


@pytest.fixture
def li(house):
    return cast.signed_in(house.li)


def undo(browser, run: ImportRun) -> ImportRun:
    assert ask(browser, run, "undoing", reason="导错了表。").status_code == 302
    return worked(run)


def test_undoing_withdraws_and_destroys_nothing(li, house, tmp_path: Path):
    other = cases.register(house)
    run = undo(li, imported(li, write_csv(tmp_path / "a.csv", texts(3))))
    assert (run.state, run.withdrawn, run.kept) == ("undone", 3, 0)
    found = Petition.objects.filter(imported__run=run).order_by("number")
    assert [petition.status for petition in found] == ["withdrawn"] * 3
    assert [petition.body for petition in found] == [f"第{n}条：路灯不亮。" for n in (1, 2, 3)], "the key is there"
    assert keys.alive([petition.pk for petition in found]) == {petition.pk for petition in found}
    assert [petition.history.count() for petition in found] == [2, 2, 2]
    assert EqualityEntry.objects.filter(place=places.TEXT).count() == 1, "only the other one is known to imports and search"
    assert Entry.objects.filter(event="petition.withdrawn").count() == 3
    assert cases.again(other).status == "registered"
    assert found[0] in visible_petitions(house.wang)
    assert li.get(found[0].get_absolute_url()).status_code == 200


def test_the_file_can_be_brought_in_again_and_numbers_go_on(li, tmp_path: Path):
    path = write_csv(tmp_path / "a.csv", texts(2))
    undo(li, imported(li, path))
    again = imported(li, path)
    assert again.registered == 2
    assert sorted(int(number[-6:]) for number in Petition.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def touch_by_reading(petition, house):
    cast.signed_in(house.wang).get(petition.get_absolute_url())


def touch_by_assigning(petition, house):
    actions.assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.wang, on=cases.today())


def touch_by_correcting(petition, house):
    values = {name: cases.FORM[name] for name in ("channel", "subject", "body", "category", "information_category")}
    actions.edit(petition, actions.Correction(**values, received_on=petition.received_on), by=house.li, on=cases.today())


@pytest.mark.parametrize("touch", [touch_by_reading, touch_by_assigning, touch_by_correcting])
def test_what_somebody_touched_is_not_undone(li, house, tmp_path: Path, touch):
    run = imported(li, write_csv(tmp_path / "a.csv", texts(2)))
    touch(Petition.objects.first(), house)
    assert ask(li, run, "undoing", reason="导错了表。").status_code == 409
    assert ImportRun.objects.get().state == "done"
    assert Petition.objects.filter(status="withdrawn").count() == 0


def test_the_importers_own_look_does_not_stand_in_the_way(li, tmp_path: Path):
    run = imported(li, write_csv(tmp_path / "a.csv", texts(1)))
    li.get(Petition.objects.get().get_absolute_url())
    assert undo(li, run).withdrawn == 1


@pytest.mark.parametrize("touch", [touch_by_reading, touch_by_assigning])
def test_what_is_touched_while_the_undoing_runs_is_kept(li, house, tmp_path: Path, touch):
    run = imported(li, write_csv(tmp_path / "a.csv", texts(2)))
    ask(li, run, "undoing", reason="导错了表。")
    touch(Petition.objects.order_by("number").first(), house)
    run = worked(run)
    assert (run.state, run.withdrawn, run.kept) == ("undone", 1, 1)


def test_who_had_it_undone_may_have_left_another_registrar_goes_on(li, house, tmp_path: Path, monkeypatch):
    from tests.destruction.stage import make_registrar

    monkeypatch.setattr(undoing, "BATCH", 1)
    run = imported(li, write_csv(tmp_path / "a.csv", texts(3)))
    ask(li, run, "undoing", reason="导错了表。")
    running.carry_on(str(run.pk), on=cases.today(), seconds=-1)
    deactivate(house.li, by=None)
    wang = cast.signed_in(make_registrar(house, house.wang, "petition_office"))
    run = worked(run)
    assert (run.state, run.withdrawn) == ("undoing", 1), "nothing more happens, and no task fails"
    assert ask(wang, run, "undoing", reason="接着撤销。").status_code == 409, "it may be at it still"
    ImportRun.objects.update(changed_at=timezone.now() - timedelta(minutes=3))
    assert reverse("petitions:import_undoing", args=[run.pk]) in wang.get(run.get_absolute_url()).content.decode()
    run = undo(wang, run)
    assert (run.state, run.withdrawn, run.kept, run.undone_by) == ("undone", 3, 0, house.wang)


def test_every_withdrawn_petition_says_who_withdrew_it(li, house, tmp_path: Path):
    run = undo(li, imported(li, write_csv(tmp_path / "a.csv", texts(3))))
    found = Petition.objects.filter(imported__run=run)
    for petition in found:
        last, first = petition.history.order_by("-history_id")
        assert (last.history_type, last.status, last.history_user) == ("~", "withdrawn", house.li)
        assert (first.history_type, first.status) == ("+", "registered")
        with verbatim():
            assert last.body == first.body == petition.body, "the history holds the very ciphertext"
        entry = Entry.objects.get(event="petition.withdrawn", dossier_id=petition.pk)
        assert (entry.actor, entry.facts) == (house.li, {"number": petition.number})
    assert verify_trail().first_bad is None


def test_an_undoing_that_was_interrupted_goes_on(li, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(undoing, "BATCH", 2)
    run = imported(li, write_csv(tmp_path / "a.csv", texts(5)))
    ask(li, run, "undoing", reason="导错了表。")
    assert running.carry_on(str(run.pk), on=cases.today(), seconds=0)
    run.refresh_from_db()
    assert (run.state, run.row, run.withdrawn) == ("undoing", 2, 2)
    run = worked(run)
    assert (run.state, run.withdrawn, run.kept) == ("undone", 5, 0)
    assert Entry.objects.filter(event="petition.withdrawn").count() == 5


def test_withdrawing_many_is_all_or_nothing(li, house, tmp_path: Path):
    imported(li, write_csv(tmp_path / "a.csv", texts(2)))
    first, second = Petition.objects.order_by("number")
    touch_by_assigning(second, house)
    with pytest.raises(Refused) as refused:
        actions.withdraw([first, second], by=house.li, on=cases.today())
    assert refused.value.codes == ["IN_HAND"]
    assert cases.again(first).status == "registered"
    with pytest.raises(Refused) as refused:
        actions.withdraw([first], by=house.wu, on=cases.today())
    assert set(refused.value.codes) == {"OUT_OF_SIGHT", "NOT_REGISTRAR"}


def test_a_withdrawn_petition_is_changed_by_nobody(li, house, tmp_path: Path):
    undo(li, imported(li, write_csv(tmp_path / "a.csv", texts(1))))
    petition = Petition.objects.get()
    form = {"handling_officer": house.li.pk, "handling_unit": house.units["petition_office"].pk}
    assert li.post(reverse("petitions:handling", args=[petition.pk]), form).status_code == 409
    assert li.get(reverse("petitions:edit", args=[petition.pk])).status_code == 409
    assert cases.again(petition).status == "withdrawn"


def test_what_was_withdrawn_goes_the_ordinary_way_graded_on_a_slip_by_six_people(li, house, tmp_path: Path):
    undo(li, imported(li, write_csv(tmp_path / "a.csv", texts(1))))
    petition = Petition.objects.get()
    assert reverse("petitions:grading", args=[petition.pk]) in li.get(petition.get_absolute_url()).content.decode()
    destruction.grade(house, petition, "important")
    assert cast.signed_in(house.chen).get(reverse("petitions:grading", args=[petition.pk])).status_code == 403
    assert petition.number in li.get(reverse("destruction:slip_new")).content.decode()
    slip = destruction.destroyed(house, petition)
    assert (slip.status, cases.again(petition).status, keys.alive([petition.pk])) == ("destroyed", "destroyed", set())


def test_t66_a_batch_that_cannot_say_how_far_it_is_registers_nothing(li, tmp_path: Path, monkeypatch):
    run = checked(li, write_csv(tmp_path / "a.csv", texts(3)))
    ask(li, run, "beginning")

    def away(*args, **facts):
        raise RuntimeError("away")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(ImportRun, "go_on", away)
        running.carry_on(str(run.pk), on=cases.today())
    assert Petition.objects.count() == 0
    assert worked(run).registered == 3


def killed_before(statement: int, run: ImportRun) -> int:
    names = [connections[alias].settings_dict["NAME"] for alias in ("default", "keystore")]
    command = [sys.executable, "-m", "tests.petitions.importing.dying", str(run.pk), str(statement), *names]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.mark.parametrize("statement", [30, 55, 80])
def test_t66_a_worker_that_is_killed_leaves_an_import_that_goes_on(li, tmp_path: Path, statement: int):
    rows = [row(n, text=f"第{n}条") for n in range(1, 9)] + [row(9, 留言时间="?"), row(1)]
    run = checked(li, write_csv(tmp_path / "a.csv", rows))
    ask(li, run, "beginning")
    assert killed_before(statement, run) == -signal.SIGKILL
    run = ImportRun.objects.get()
    assert run.state == "running"
    assert run.registered == Petition.objects.count(), "how far it is and what was registered agree"
    run = worked(run)
    assert (run.state, run.rows, run.registered, run.duplicates, run.rejected) == ("done", 10, 8, 1, 1)
    assert sorted(int(number) for number in Petition.objects.values_list("source_number", flat=True)) == list(range(1, 9))
    assert sorted(int(number[-6:]) for number in Petition.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert RejectedRow.objects.count() == 1
