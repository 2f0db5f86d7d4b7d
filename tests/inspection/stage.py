"""Petitions and slips of known days, made by the real actions under a moved clock."""

from datetime import UTC, date, datetime

from django.utils import timezone

from audit.inspection.actions import make_report, sign_report, word_report
from audit.inspection.forms import CHAPTERS
from audit.inspection.models import Report
from audit.inspection.quarters import Quarter
from petitions.actions import Registration, register
from petitions.models import Petition

THIRD = Quarter(2026, 3)
WORDING = {name: f"第{number}章：情况属实。" for number, name in enumerate(CHAPTERS, start=1)}


def moment(year: int, month: int, day: int) -> datetime:
    """Noon in Shanghai."""
    return datetime(year, month, day, 4, tzinfo=UTC)


def today() -> date:
    return timezone.localdate()


def petition(house, *, channel: str = "letter", category: str = "claim") -> Petition:
    data = Registration(
        channel=channel, received_on=today(), subject="井盖缺失", body="东门井盖缺失。", category=category, information_category="general"
    )
    return register(data, by=house.li, on=today())


def report(quarter: Quarter = THIRD) -> Report:
    return make_report(quarter, by=None, now=timezone.now())


def worded(house, quarter: Quarter = THIRD) -> Report:
    return word_report(report(quarter), by=house.li, on=today(), wording=WORDING)


def signed(house, quarter: Quarter = THIRD) -> Report:
    return sign_report(worded(house, quarter), by=house.liu, on=today())


def values(of: Report) -> dict[str, int]:
    """Figures that are not nought."""
    return {figure.key: figure.value for figure in of.figures.all() if figure.value}
