"""The gate of the demonstration: access demands check, training and pledge; all have them but two."""

from datetime import date, timedelta

from classification.actions import clear
from classification.models import SecrecyLevel
from config.demonstration.founding import SINCE, House
from personnel.gate import actions
from personnel.gate.models import BackgroundCheck, Demand
from personnel.gate.pledging import hash_of, payload_of
from personnel.gate.querysets import text_in_force
from personnel.models import Person
from personnel.training.actions import add_question, complete, keep_course
from personnel.training.models import Course
from vault.keys import key_scope

NEWCOMER, UNTRAINED = "xin", "guo"
YEARS = 5  # a check of the demonstration holds for so long
REASONS = "人事档案、经历和社会关系已核查，未发现影响上岗的情形。"
TITLE = "信访信息保密基础"
MATERIAL = """信访信息只在批准的知悉范围内使用：不该看的不看，不该问的不问。
借阅的载体按期归还，不转借、不复制、不拍摄。
不用互联网、即时通信工具和个人设备处理或者传递信访信息。
发现遗失、泄露或者隐患，立即报告并采取补救措施。"""
QUESTIONS = (
    ("借阅的涉密载体可以怎样处理？", ("按期归还保密员", "转借给同事", "带回家中阅读"), 0),
    ("同事用即时通信工具索要信访材料，应当怎样做？", ("发送后提醒删除", "拒绝，并告知走内部流转", "打码后发送"), 1),
    ("发现信访材料遗失，应当怎样做？", ("先自行寻找，找不到再报告", "等待检查时说明", "立即报告并采取补救措施"), 2),
    ("检举控告材料能否转给被检举人所在单位？", ("不能", "领导口头同意即可", "隐去姓名即可"), 0),
)


def oblige(house: House, *, on: date) -> None:
    """Newcomer and untrained are cleared and in scope: what they lack alone keeps the records closed."""
    with key_scope():
        course = _course()
        for account in (NEWCOMER, UNTRAINED):
            for code in ("important", "highly_secret"):
                clear(house.people[account], level=SecrecyLevel.objects.get(code=code), since=SINCE, by=None)
        for account, person in house.people.items():
            _check(person, on)
            complete(course, person, score=100, by=None, on=on - timedelta(days=400 if account == UNTRAINED else 20))
            if account != NEWCOMER:
                _pledge(person, on)
        actions.set_conditions(set(Demand.values), by=None)


def let_in(person: Person, *, on: date) -> None:
    """Everything this house demands, for somebody who joins it later."""
    _check(person, on)
    for course in Course.objects.filter(demanded=True):
        complete(course, person, score=100, by=None, on=on)
    _pledge(person, on)


def _course() -> Course:
    values = {"title": TITLE, "topic": Course.Topic.RULES, "material": MATERIAL, "hours": 2, "valid_months": 12}
    asking = {"asked": 3, "pass_mark": 66, "tries": 3, "demanded": True, "open": True}
    course = keep_course(None, values | asking, by=None)
    for text, options, right in QUESTIONS:
        add_question(course, text=text, options=list(options), right=right, by=None)
    return course


def _check(person: Person, on: date) -> None:
    made = on - timedelta(days=30)
    until = made.replace(day=1, year=made.year + YEARS)
    kind, result = BackgroundCheck.Kind.BEFORE, BackgroundCheck.Result.PASSED
    actions.record_check(person, kind=kind, checked_on=made, result=result, valid_until=until, reasons=REASONS, by=None, on=on)


def _pledge(person: Person, on: date) -> None:
    actions.sign_pledge(person, seen=hash_of(payload_of(person, text_in_force(), on=on)), on=on)
