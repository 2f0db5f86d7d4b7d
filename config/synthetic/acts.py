"""What happens to a case, by the actions people use; whoever may not is refused here as anywhere."""

from collections.abc import Callable
from datetime import date

from approvals.actions import refuse, sign
from approvals.models import Slip, Status
from audit.trail.actions import record
from classification.models import Grading, SecrecyLevel
from classification.periods import Period, parse_period
from config.demonstration.founding import House
from config.synthetic import course, topics
from config.synthetic.course import Case, Diary
from config.synthetic.writing import Pen
from custody.actions import apply_to_borrow, describe_carrier, hand_over, take_back
from custody.models import BorrowSlip, Carrier
from destruction.actions import file_destruction
from destruction.actions.filing import Wanted
from destruction.models import DestructionSlip
from petitions import actions, events
from petitions.choices import RESULTS_OF
from petitions.models import Petition

PERIODS = {"core": "20年", "important": "10年", "ordinary": "5年"}
LEVELS = {"accusation": (("core", 4), ("important", 6)), "claim": (("important", 3), ("ordinary", 7)), "suggestion": (("ordinary", 1),)}
SIGNERS = {"head_of_applicants_unit": "he", "head_of_owning_unit": "wang", "leader_in_charge": "liu"}


class Acts:
    """The people of the house at work. Each method is one step of a case on one day."""

    def __init__(self, house: House, pen: Pen, diary: Diary):
        self.house, self.pen, self.diary, self.chance = house, pen, diary, pen.chance
        self.levels = {level.code: level for level in SecrecyLevel.objects.select_related("scheme")}
        self.own, self.other = house.units["petition_office"], house.units["business_one"]
        self.to_destroy: list[DestructionSlip] = []

    def of(self, name: str) -> Callable[[Case, date], None]:
        return getattr(self, name)

    def _petition(self, case: Case) -> Petition:
        return Petition.objects.select_related("record__unit", "record__level", "handling_officer").get(pk=case.petition)

    # ------------------------------------------------------------------ the case
    def assign(self, case: Case, on: date) -> None:
        actions.assign(self._petition(case), officer=self.house.li, unit=self.own, by=self.house.wang, on=on)
        self._count_pages(case)
        course.after_assigning(self.diary, case, on)

    def _count_pages(self, case: Case) -> None:
        for carrier in Carrier.objects.filter(record=case.petition, kind=Carrier.Kind.PAPER):
            shelf = f"信访办铁柜 {self.chance.choice('ABCD')}-{self.chance.randint(1, 9)}"
            describe_carrier(carrier, pages=self.chance.randint(1, 14), copies=1, place=shelf, keeper=self.house.li, by=self.house.li)

    def note(self, case: Case, on: date) -> None:
        text = self.pen.fill(self.chance.choice(topics.NOTES))
        actions.add_note(self._petition(case), text=text, by=self.house.people[case.officer], on=on)

    def reveal(self, case: Case, on: date) -> None:
        petition, officer = self._petition(case), self.house.people[case.officer]
        record(events.CONTENT_READ, actor=officer, subject=petition, dossier_id=petition.pk, facts={"number": petition.number})
        actions.remember_reveal(petition, field="petitioner_phone", reason=self.chance.choice(topics.REVEALS), by=officer, on=on)

    def hand_on(self, case: Case, on: date) -> None:
        """Into the business unit's hands."""
        actions.assign(self._petition(case), officer=self.house.chen, unit=self.other, by=self.house.wang, on=on)
        case.officer = "chen"

    def close(self, case: Case, on: date) -> None:
        petition = self._petition(case)
        result = self.chance.choice(RESULTS_OF[petition.category])
        reply = self.pen.fill(self.chance.choice(case.topic.replies))
        actions.close(petition, result=result, reply=reply, closed_on=on, by=self.house.people[case.officer], on=on)
        course.after_closing(self.diary, case, on)

    def reopen(self, case: Case, on: date) -> None:
        actions.reopen(self._petition(case), reason="来信人补充新材料。", by=self.house.people[case.officer], on=on)
        self.diary.after(case, "close", on, 9, 40)

    # ------------------------------------------------------------------ the grading
    def propose(self, case: Case, on: date) -> None:
        codes, weights = zip(*LEVELS[case.topic.category], strict=True)
        case.level = self.chance.choices(codes, weights)[0]
        units = [self.own] if case.level == "core" else [self.own, self.other]
        actions.propose_grading(
            self._petition(case),
            level=self.levels[case.level],
            period=parse_period(PERIODS[case.level], start=on),
            basis=self.chance.choice(topics.BASES),
            scope=[f"unit:{unit.pk}" for unit in units],
            by=self.house.people[case.officer],
            on=on,
        )
        self.diary.after(case, "decide", on, 0, 4)

    def decide(self, case: Case, on: date) -> None:
        """Confirmed as it was proposed, now and then a step lower."""
        grading = Grading.objects.select_related("level__scheme", "proposer", "record__unit", "record__level").get(
            record=case.petition, status=Grading.Status.PROPOSED
        )
        level, period = grading.level, Period(grading.period_kind, grading.period_value, grading.secret_until)
        if case.level == "important" and self.diary.happens(0.08):
            case.level = "ordinary"
            level, period = self.levels["ordinary"], parse_period(PERIODS["ordinary"], start=on)
        actions.decide_grading(grading, level=level, period=period, basis=grading.basis, scope=grading.scope, by=self.house.liu, on=on)
        course.after_deciding(self.diary, case, on)

    # ------------------------------------------------------------------ the loan
    def borrow(self, case: Case, on: date) -> None:
        petition = self._petition(case)
        carriers, days = list(Carrier.objects.filter(record=case.petition)), self.chance.randint(1, 5)
        purpose = self.chance.choice(topics.PURPOSES)
        slip = apply_to_borrow(petition.record, carriers=carriers, purpose=purpose, days=days, by=self.house.chen, on=on)
        case.slip = slip.pk
        self.diary.after(case, "sign_loan", on, 0, 2)

    def sign_loan(self, case: Case, on: date) -> None:
        slip = BorrowSlip.objects.get(pk=case.slip)
        signer = self._signer(slip)
        if slip.status == Status.FILED and self.diary.happens(0.07):
            refuse(slip, by=signer, reason=self.chance.choice(topics.REFUSALS), on=on)
            return
        signed = sign(slip, by=signer, on=on)
        self.diary.after(case, "hand_over" if signed.status == Status.APPROVED else "sign_loan", on, 0, 2)

    def hand_over(self, case: Case, on: date) -> None:
        slip = hand_over(BorrowSlip.objects.get(pk=case.slip), by=self.house.zhao, on=on)
        case.out = True
        late = self.diary.happens(0.12)
        self.diary.after(case, "take_back", on, *((slip.days + 4, slip.days + 25) if late else (0, slip.days)))

    def take_back(self, case: Case, on: date) -> None:
        slip = BorrowSlip.objects.get(pk=case.slip)
        pages = [line.carrier.pages for line in slip.lines.select_related("carrier") if line.carrier.kind == Carrier.Kind.PAPER]
        condition = self.chance.choice(topics.CONDITIONS)
        take_back(slip, pages=sum(pages) if pages else None, condition=condition, by=self.house.zhao)
        case.out = False

    # ------------------------------------------------------------------ the end
    def destroy(self, case: Case, on: date) -> None:
        if not case.level or case.out:
            return
        reason, method = self.chance.choice(topics.DESTRUCTIONS), self.chance.choice(("shredding", "pulping"))
        slip = file_destruction(Wanted.of([case.petition]), reason=reason, method=method, by=self.house.li, on=on)
        case.slip = slip.pk
        self.diary.after(case, "sign_destruction", on, 0, 3)

    def sign_destruction(self, case: Case, on: date) -> None:
        slip = DestructionSlip.objects.get(pk=case.slip)
        signed = sign(slip, by=self._signer(slip), on=on)
        self.diary.after(case, "execute" if signed.status == Status.APPROVED else "sign_destruction", on, 0, 2)

    def execute(self, case: Case, on: date) -> None:
        """Left for the end of the day: destroying makes transactions of its own."""
        self.to_destroy.append(DestructionSlip.objects.get(pk=case.slip))

    def _signer(self, slip: Slip):
        return self.house.people[SIGNERS[slip.steps[slip.open_step]]]
