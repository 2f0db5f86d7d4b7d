"""One row of a table becomes a registration, by the rules of the form: every reason against it is found at once."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from petitions import texts
from petitions.actions import Registration
from petitions.choices import Category, Channel, InformationCategory
from petitions.fields import LineField, TextField
from petitions.forms.registering import PetitionForm
from petitions.importing import cells, words
from petitions.importing.cells import Cell
from petitions.importing.mapping import Columns
from petitions.importing.refusal import RowRefused
from petitions.rules import obstacles_to_received_on

NOTHING_SAID = _("The row has neither a subject nor a text.")
TOO_MANY_CELLS = _("The row has more cells than the header has columns.")
WRONG = _("Column %(column)s: %(fault)s")
NO_DAY = _("This is no day. Write it as 2019-02-28, 2019/2/28 11:25:05 or 2019年2月28日, or as a date of the spreadsheet.")
UNKNOWN_WORD = _("This word is none of: %(accepted)s.")

ANONYMOUS = {"匿名", "匿名用户", "不详", "anonymous"}
_SUBJECT_FROM_TEXT = 40  # characters of the text that stand for a missing subject
_FIELDS: dict[str, Any] = {
    **PetitionForm.base_fields,
    "source": LineField(limit=80, required=False),
    "source_number": LineField(limit=80, required=False),
}
_UNMAPPED = TextField(limit=texts.BODY_LIMIT, required=False)


@dataclass(frozen=True)
class Reading:
    """How rows of one table are read: its header, which column is which, the day of registration."""

    header: list[str]
    columns: Columns
    on: date

    def registration(self, row: list[Cell]) -> Registration:
        """The row as a registration. Raises RowRefused with every reason."""
        return _Row(self, row).registration()


class _Row:
    def __init__(self, reading: Reading, row: list[Cell]):
        self.header, self.columns, self.on = reading.header, reading.columns, reading.on
        self.row = row
        self.reasons: list[str] = []

    def registration(self) -> Registration:
        subject, body = self._subject_and_body()
        number = cells.source_number(self._text("source_number"))
        registration = Registration(
            channel=self._word("channel", Channel, Channel.ONLINE),
            received_on=self._received_on(),
            subject=subject,
            body=body,
            category=self._word("category", Category, Category.CLAIM),
            information_category=self._word("information_category", InformationCategory, InformationCategory.GENERAL),
            petitioner_name=self._name(),
            petitioner_id_number=self._text("petitioner_id_number"),
            petitioner_phone=self._text("petitioner_phone"),
            petitioner_address=self._text("petitioner_address"),
            source=self._text("source") if number else "",
            source_number=number,
            extra=self._extra(("received_on",) if number else ("received_on", "source")),
        )
        if self.reasons:
            raise RowRefused(self.reasons)
        return registration

    def _subject_and_body(self) -> tuple[str, str]:
        """What is missing of the two is taken from the other: lists of titles, and messages without one, are petitions too."""
        subject, body = self._text("subject"), self._text("body")
        if not subject and not body and not self.reasons:
            self.reasons.append(str(NOTHING_SAID))
        return subject or texts.tidy_line(body)[:_SUBJECT_FROM_TEXT], body or subject

    def _received_on(self) -> date:
        """The file's day; the day of registration where the file has no column for it."""
        if "received_on" not in self.columns:
            return self.on
        try:
            day = cells.day(self._cell("received_on"))
        except cells.NoDay:
            self._refuse(self.columns["received_on"], NO_DAY)
            return self.on
        for obstacle in obstacles_to_received_on(day, on=self.on):
            self._refuse(self.columns["received_on"], obstacle)
        return day

    def _word(self, field: str, choices: type[models.TextChoices], default: str) -> str:
        word = cells.clean(self._cell(field))
        code = words.recognised(word, choices) if word else default
        if code is None:
            self._refuse(self.columns[field], UNKNOWN_WORD % {"accepted": words.accepted(choices)})
        return code or default

    def _name(self) -> str:
        name = self._text("petitioner_name")
        return "" if name.casefold() in ANONYMOUS else name

    def _extra(self, also: tuple[str, ...]) -> str:
        """Everything no field takes, as JSON: unmapped columns, the day as written (it may name the hour), a source without number."""
        if any(cells.clean(cell) for cell in self.row[len(self.header) :]):
            self.reasons.append(str(TOO_MANY_CELLS))
        taken = {at for field, at in self.columns.items() if field not in also}
        said = {name: self._cleaned(_UNMAPPED, at) for at, name in enumerate(self.header) if at not in taken}
        kept = {name: text for name, text in said.items() if text}
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def _text(self, field: str) -> str:
        return self._cleaned(_FIELDS[field], self.columns[field]) if field in self.columns else ""

    def _cleaned(self, field: TextField, position: int) -> str:
        text = cells.clean(self._at(position))
        try:
            return field.clean(text) if text else ""
        except ValidationError as problem:
            for fault in problem.messages:
                self._refuse(position, fault)
            return ""

    def _cell(self, field: str) -> Cell:
        return self._at(self.columns[field]) if field in self.columns else None

    def _at(self, position: int) -> Cell:
        return self.row[position] if position < len(self.row) else None

    def _refuse(self, position: int, fault: object) -> None:
        self.reasons.append(WRONG % {"column": self.header[position], "fault": fault})
