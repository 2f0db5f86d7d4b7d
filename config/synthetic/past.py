"""Plays a made-up past, day by day, under a told clock: registers, then whatever is due. Basis: docs/decisions/0014."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction

from approvals import registry
from approvals.actions import lapse_old
from audit.trail import actions as trail
from audit.trail import events as trail_events
from audit.trail.models import Result
from audit.trail.refusals import Refused
from config.demonstration.founding import House
from config.synthetic import course
from config.synthetic.acts import Acts
from config.synthetic.course import Case, Diary
from config.synthetic.days import moment, spread
from config.synthetic.writing import Letter, Pen
from custody.actions import note_overdue
from destruction.actions import carry_out, open_execution, witness
from destruction.models import DestructionSlip
from petitions import events
from petitions.actions import register_many
from petitions.models import Petition
from vault import clock, keys

AT_ONCE = 100  # petitions registered in one statement
Tell = Callable[["Past", date], None]


class Past:
    """`count` petitions between two days. `plain`: registered and nothing more."""

    def __init__(self, house: House, *, seed: int, count: int, first: date, last: date, plain: bool = False):
        self.house, self.count, self.plain = house, count, plain
        self.pen = Pen(seed)
        self.diary = Diary(self.pen.chance, last=last)
        self.acts = Acts(house, self.pen, self.diary)
        self.days = spread(self.pen.chance, count, first=first, last=last)
        self.done: Counter = Counter()
        self._registered: dict[str, UUID] = {}
        self._tick = 0

    @keys.key_scope()  # one task, as long as it takes: most days bring so little that fetching keys would take as long
    def play(self, tell: Tell) -> Counter:
        """Everything that happened, counted by act."""
        for on, count in self.days.items():
            self._tick = 0
            self._day(on, count)
            for slip in self.acts.to_destroy:
                self._destroy(slip, on)
            self.acts.to_destroy.clear()
            tell(self, on)
        return self.done

    @transaction.atomic
    def _day(self, on: date, count: int) -> None:
        self._told(on, partial(self._open_office, on))
        letters = [self.pen.petition(on) for _ in range(count)]
        for start in range(0, count, AT_ONCE):
            self._told(on, partial(self._register, letters[start : start + AT_ONCE], on))
        while step := self.diary.due(on):
            self._told(on, partial(self._step, step, on))

    def _told(self, on: date, act: Callable[[], object]) -> None:
        """The clock goes on with every act, and never reaches the evening."""
        self._tick += 1
        with clock.telling(moment(on, self._tick / (self._tick + 30))):
            act()

    # ------------------------------------------------------------------ what a day brings
    def _open_office(self, on: date) -> None:
        """People sign in and look at their lists; the clockwork notes what is late."""
        people = [self.house.li, self.house.wang, self.house.chen]
        entries = [trail.prepare(trail_events.SIGNED_IN, actor=person) for person in people]
        entries.append(trail.prepare(events.LISTED, actor=self.house.li, facts={"count": min(20, self.done["registered"]), "filters": []}))
        if self.diary.happens(0.04):
            entries.append(trail.prepare(trail_events.SIGN_IN_FAILED, actor=None, result=Result.DENIED))
        trail.record_many(entries)
        if not self.plain:
            self.done["overdue"] += note_overdue(on=on)
            for kind in registry.kinds():
                lapse_old(kind, on=on)

    def _register(self, letters: list[Letter], on: date) -> None:
        data = [replace(letter.data, repeat_of=self._earlier(letter)) for letter in letters]
        found = register_many(data, by=self.house.li, on=on)
        self.done["registered"] += len(found)
        for petition, letter in zip(found, letters, strict=True):
            self._registered[letter.data.source_number] = petition.pk
            if not self.plain:
                course.begin(self.diary, Case(petition.pk, letter.topic, on), on)

    def _earlier(self, letter: Letter) -> Petition | None:
        """The petition this one repeats, where it stands already."""
        return Petition.objects.filter(pk=self._registered.get(letter.again)).first() if letter.again else None

    def _step(self, step: course.Step, on: date) -> None:
        """One act; what the rules refuse is left out, and stands in the trail as it would for anybody."""
        try:
            with transaction.atomic():
                self.acts.of(step.act)(step.case, on)
        except Refused as refusal:
            self.done["refused"] += 1
            facts = {"page": "petitions:petition", "asked": {"pk": str(step.case.petition)}}
            reason = ",".join(refusal.codes)[:200]
            trail.record(trail_events.REFUSED, actor=self.house.people[step.case.officer], result=Result.DENIED, reason=reason, facts=facts)
        else:
            self.done[step.act] += 1

    def _destroy(self, slip: DestructionSlip, on: date) -> None:
        """Executor, two witnesses, and what the worker would do; each in transactions of its own."""
        house = self.house
        self._told(on, partial(open_execution, slip, typed=slip.number, by=house.zhao, on=on))
        for person in (house.wu, house.zheng):
            self._told(on, partial(witness, slip, by=person, on=on))
        self._told(on, partial(self._carry_out, slip, on))

    def _carry_out(self, slip: DestructionSlip, on: date) -> None:
        self.done["destroyed"] += carry_out(slip.pk, on=on)
