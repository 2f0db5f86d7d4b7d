"""Everything an office might do, as the action behind the button; the world is that of the matrix."""

from dataclasses import dataclass, replace

from django.utils import timezone

from approvals.actions import sign
from audit.inspection.actions import make_interim, sign_report, word_report
from audit.inspection.forms import CHAPTERS
from audit.inspection.rules import obstacles_to_downloading
from audit.trail.refusals import demand
from custody.actions import apply_to_borrow, describe_carrier, hand_over, take_back
from destruction.actions import file_destruction, open_execution, witness
from destruction.actions.filing import Wanted
from personnel.models import Person
from petitions import actions, rules
from petitions.models import Petition
from tests.matrix.world import OWN, World, grading_values


@dataclass(frozen=True)
class Stage:
    """Who acts, on what: names of petitions of the world that are open, closed, and fit to be reopened."""

    world: World
    person: Person
    open_case: str = "shared"
    closed_case: str = "closed"
    to_reopen: str = "closed"

    def petition(self, name: str) -> Petition:
        """As it stands now, whoever has had it in hand meanwhile."""
        return Petition.objects.get(pk=self.world.ids["petition"][name])

    def borrow_slip(self, name: str):
        return self.world.things["borrow_slip"][name]

    def destruction_slip(self, name: str):
        return self.world.things["destruction_slip"][name]

    def report(self, name: str):
        return self.world.things["report"][name]

    @property
    def who(self) -> dict:
        return {"by": self.person, "on": self.world.on}


def register(stage: Stage) -> None:
    unit = stage.world.house.units["petition_office"]
    data = actions.Registration("online", stage.world.on, "Word", "Words", "claim", "general")
    actions.register(data, unit=unit, **stage.who)


def correct(stage: Stage) -> None:
    data = actions.Correction("fax", stage.world.on, "Word", "Words", "claim", "general")
    actions.edit(stage.petition(stage.open_case), data, **stage.who)


def assign(stage: Stage) -> None:
    li = stage.world.house.li
    actions.assign(stage.petition("waiting"), officer=li, unit=li.main_unit, **stage.who)


def note(stage: Stage) -> None:
    actions.add_note(stage.petition(stage.open_case), text="Word", **stage.who)


def close(stage: Stage) -> None:
    actions.close(stage.petition(stage.open_case), result="explained", reply="Word", closed_on=stage.world.on, **stage.who)


def reopen(stage: Stage) -> None:
    actions.reopen(stage.petition(stage.to_reopen), reason="Word", **stage.who)


def propose_grading(stage: Stage) -> None:
    values = grading_values(stage.world, "ordinary", OWN)
    actions.propose_grading(stage.petition(stage.open_case), **values, reason="Word", **stage.who)


def propose_declassification(stage: Stage) -> None:
    actions.propose_declassification(stage.petition(stage.open_case), basis="Word", reason="Word", **stage.who)


def declassify(stage: Stage) -> None:
    actions.declassify(stage.petition("regraded").record.gradings.get(status="proposed"), **stage.who)


def decline_a_grading(stage: Stage) -> None:
    actions.decline_grading(stage.petition("proposed").record.gradings.get(status="proposed"), reason="Word", **stage.who)


def decide_grading(stage: Stage) -> None:
    grading = stage.petition("proposed").record.gradings.get(status="proposed")
    actions.decide_grading(grading, **grading_values(stage.world, "ordinary", OWN), **stage.who)


def see_the_card(stage: Stage) -> None:
    demand([] if rules.sees(stage.petition("lent"), stage.person, on=stage.world.on) else [rules.OUT_OF_SIGHT])


def read_and_reveal(stage: Stage) -> None:
    demand(rules.obstacles_to_revealing(stage.petition(stage.open_case), stage.person, on=stage.world.on))


def borrow(stage: Stage) -> None:
    record = stage.petition(stage.closed_case).record
    apply_to_borrow(record, carriers=list(record.carriers.all()), purpose="Word", days=1, **stage.who)


def sign_a_loan_first(stage: Stage) -> None:
    sign(stage.borrow_slip("filed"), **stage.who)


def sign_a_loan_second(stage: Stage) -> None:
    sign(stage.borrow_slip("half"), **stage.who)


def hand_a_loan_over(stage: Stage) -> None:
    hand_over(stage.borrow_slip("granted"), **stage.who)


def take_a_loan_back(stage: Stage) -> None:
    take_back(stage.borrow_slip("out"), pages=3, condition="whole", by=stage.person)


def change_the_ledger(stage: Stage) -> None:
    carrier = stage.world.things["carrier"]["shared"]
    describe_carrier(carrier, pages=9, copies=1, place="Word", keeper=stage.person, by=stage.person)


def file_a_destruction(stage: Stage) -> None:
    file_destruction(Wanted.of([stage.petition(stage.closed_case).pk]), reason="Word", method="shredding", **stage.who)


def sign_a_destruction_first(stage: Stage) -> None:
    sign(stage.destruction_slip("filed"), **stage.who)


def sign_a_destruction_second(stage: Stage) -> None:
    sign(stage.destruction_slip("half"), **stage.who)


def open_an_execution(stage: Stage) -> None:
    slip = stage.destruction_slip("granted")
    open_execution(slip, typed=slip.number, **stage.who)


def witness_a_destruction(stage: Stage) -> None:
    witness(stage.destruction_slip("opened"), **stage.who)


def make_an_interim_report(stage: Stage) -> None:
    make_interim(by=stage.person, now=timezone.now())


def word_a_report(stage: Stage) -> None:
    word_report(stage.report("draft"), wording=dict.fromkeys(CHAPTERS, "Word"), **stage.who)


def sign_a_report(stage: Stage) -> None:
    sign_report(stage.report("worded"), **stage.who)


def download_a_report(stage: Stage) -> None:
    demand(obstacles_to_downloading(stage.report("interim"), stage.person))


ACTS = {
    act.__name__: act
    for act in (
        register,
        correct,
        assign,
        note,
        close,
        reopen,
        propose_grading,
        decide_grading,
        propose_declassification,
        declassify,
        decline_a_grading,
        see_the_card,
        read_and_reveal,
        borrow,
        sign_a_loan_first,
        sign_a_loan_second,
        hand_a_loan_over,
        take_a_loan_back,
        change_the_ledger,
        file_a_destruction,
        sign_a_destruction_first,
        sign_a_destruction_second,
        open_an_execution,
        witness_a_destruction,
        make_an_interim_report,
        word_a_report,
        sign_a_report,
        download_a_report,
    )
}


def with_cases_in_hand(stage: Stage) -> Stage:
    """The same stage with an open case in the person's hands, and one that they have closed."""
    wang = stage.world.house.wang
    for name in ("other", "core"):
        unit = stage.person.main_unit
        actions.assign(stage.petition(name), officer=stage.person, unit=unit, by=wang, on=stage.world.on)
    actions.close(stage.petition("core"), result="explained", reply="Word", closed_on=stage.world.on, **stage.who)
    return replace(stage, open_case="other", to_reopen="core")
