"""Every component with made-up content, for tests and for looking at. Nothing here is routed or real."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import timezone
from django_cotton.compiler_regex import CottonCompiler

from audit.inspection.pages import Cell, Line, Table
from config.context import shell
from personnel.models import Appointment, Person, Unit

PAGES = Path(__file__).resolve().parent / "pages"
MARKS = [
    {"text": "信访·重要秘密 10年", "level": "important"},
    {"text": "信访·核心秘密 20年", "level": "core"},
    {"text": "", "level": "ungraded"},
    {"text": "信访·普通秘密 5年", "level": "ordinary"},
    {"text": "示例公司·内部敏感", "level": "internal"},
]
MORNING = datetime(2026, 11, 20, 1, 30, tzinfo=timezone.get_fixed_timezone(0))


@dataclass
class Row:
    number: str
    mark: dict
    subject: str
    received_on: date
    state: str
    tone: str
    officer: str
    days_left: int


def rows(amount=58):
    subjects = [
        "反映小区二次供水加压泵夜间噪声扰民、多次投诉未获解决",
        "申请核查补发2019年度岗位津贴",
        "建议在职工食堂增设清真窗口",
        "反映外包单位拖欠清洁人员两个月工资",
    ]
    states = [("已登记", "neutral"), ("办理中", "active"), ("待定密", "waiting"), ("已办结", "done"), ("已超期", "bad")]
    return [
        Row(
            f"XF-2026-{n:06}",
            MARKS[n % 5],
            subjects[n % 4],
            date(2026, 11, 20) - timedelta(days=n),
            *states[n % 5],
            "陈承办",
            41 - n,
        )
        for n in range(amount, 0, -1)
    ]


class FilterForm(forms.Form):
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("in_hand", "办理中"), ("closed", "已办结")])
    level = forms.ChoiceField(label="密级", required=False, choices=[("", "全部"), ("core", "核心秘密")])
    channel = forms.ChoiceField(label="信访形式", required=False, choices=[("", "全部"), ("letter", "来信")])
    category = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), ("claim", "申诉求决")])
    since = forms.DateField(label="收到自", required=False)
    until = forms.DateField(label="收到至", required=False)
    officer = forms.CharField(label="承办人", required=False)


class PetitionForm(forms.Form):
    channel = forms.ChoiceField(label="信访形式", choices=[("letter", "来信"), ("visit", "来访"), ("phone", "来电")])
    received_on = forms.DateField(label="收到日期", help_text="信封邮戳或接待当日。")
    category = forms.ChoiceField(
        label="类别", widget=forms.RadioSelect, choices=[("suggestion", "建议意见"), ("accusation", "检举控告"), ("claim", "申诉求决")]
    )
    scope = forms.MultipleChoiceField(
        label="知悉范围",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("xf", "信访办"), ("y1", "业务一部"), ("fw", "法务部")],
    )
    petitioner_name = forms.CharField(label="信访人姓名")
    petitioner_id_number = forms.CharField(label="公民身份号码", required=False, help_text="18位，末位可为X；将加密保存并掩码显示。")
    subject = forms.CharField(label="事由", help_text="一句话，不写人名。")
    body = forms.CharField(label="内容", widget=forms.Textarea(attrs={"rows": 6}))
    consent = forms.BooleanField(label="信访人已确认所留敏感信息的用途与保护措施")

    def clean_petitioner_id_number(self):
        raise forms.ValidationError("身份号码的校验码不符：请核对最后一位，应为数字或X。")

    def clean(self):
        raise forms.ValidationError("这一来信已于 2026-11-18 登记，请先查看是否重复。")


class PasswordForm(forms.Form):
    slip_number = forms.CharField(label="输入单号以确认", help_text="XH-2026-000017")
    password = forms.CharField(label="本人密码", widget=forms.PasswordInput)


STEPS = [
    {"label": "申请", "state": "signed", "name": "陈承办", "office": "业务一部 承办人", "at": MORNING},
    {"label": "第一次签批", "state": "signed", "name": "何部长", "office": "业务一部 单位负责人", "at": MORNING + timedelta(hours=3)},
    {"label": "第二次签批", "state": "waiting", "waiting_for": "待分管领导刘分管签批。"},
    {"label": "交出", "state": "later", "waiting_for": "签批完成后由保密员办理。"},
]
REFUSED = [
    STEPS[0],
    {
        "label": "第一次签批",
        "state": "refused",
        "name": "何部长",
        "office": "业务一部 单位负责人",
        "at": MORNING,
        "reason": "用途未写明，请重新申请。",
    },
    {"label": "第二次签批", "state": "void", "name": "刘分管", "office": "公司领导", "at": MORNING},
]
HANDS = [
    {
        "title": "归还，页数与状况相符",
        "at": MORNING + timedelta(days=1),
        "who": "赵保密",
        "office": "保密办",
        "tone": "good",
        "note": "12页，完好。",
    },
    {"title": "交出", "at": MORNING, "who": "赵保密", "office": "保密办", "url": "#"},
    {"title": "逾期提醒", "at": MORNING - timedelta(days=1), "tone": "bad"},
    {"title": "登记入库", "at": MORNING - timedelta(days=9), "who": "李登记", "office": "信访办", "note": "一号柜第三层"},
]
ENTRIES = [
    {
        "at": MORNING,
        "actor": "李登记",
        "office": "信访办",
        "sentence": "查看信访事项内容",
        "record": "XF-2026-000123",
        "url": "#",
        "result": "完成",
        "tone": "good",
    },
    {
        "at": MORNING,
        "actor": "陈承办",
        "office": "业务一部",
        "sentence": "请求显示电话，理由已留存",
        "record": "XF-2026-000123",
        "device": "终端 07",
        "result": "完成",
        "tone": "good",
    },
    {
        "at": MORNING,
        "actor": "孙干事",
        "office": "业务一部",
        "sentence": "查看被拒绝：涉密等级不足",
        "record": "XF-2026-000123",
        "result": "拒绝",
        "tone": "bad",
    },
]
OBSTACLES = ["第二次签批须由另一人作出。", "载体 ZT-2026-000031 尚未归还，请先由保密员办理归还。"]


MESSAGES = [
    Message(constants.SUCCESS, "已登记，编号 XF-2026-000123。"),
    Message(constants.WARNING, "身份号码的地区代码不在现行表中，已照录。"),
    Message(constants.ERROR, "未能保存：请看下面标出的栏目。"),
    Message(constants.INFO, "借阅单已送何部长签批。"),
]


def sample():
    data = {
        "channel": "letter",
        "petitioner_name": "张三",
        "petitioner_id_number": "110105194912310020",
        "subject": "",
        "body": "泵房在楼下…",
    }
    return {
        "mark": MARKS[0],
        "marks": MARKS,
        "page": Paginator(rows(), 20).page(2),
        **charts(),
        "short": rows(3),
        "filter_form": FilterForm({"state": "in_hand"}),
        "form": PetitionForm(data),
        "fresh": PetitionForm(),
        "proof": PasswordForm(),
        "steps": STEPS,
        "refused": REFUSED,
        "hands": HANDS,
        "entries": ENTRIES,
        "obstacles": OBSTACLES,
        "tabs": [
            {"label": "内容", "url": "#", "active": True},
            {"label": "办理记录", "url": "#", "count": 4},
            {"label": "借阅", "url": "#", "count": 0},
            {"label": "查阅日志", "url": "#", "count": 1280},
        ],
        "back_url": "#",
    }


def person():
    unit = Unit(name="信访办")
    someone = Person(username="li", name="李登记")
    someone.__dict__["appointments_now"] = [
        Appointment(unit=unit, office="registrar"),
        Appointment(unit=unit, office="handling_officer"),
        Appointment(unit=unit, office="security_admin"),
    ]
    someone.__dict__["worked_out"] = {("gate", timezone.localdate()): []}  # nothing is missing that access demands
    return someone


@cache
def engine():
    base = settings.TEMPLATES[0]
    return DjangoTemplates({"NAME": "gallery", "DIRS": [PAGES, *base["DIRS"]], "APP_DIRS": False, "OPTIONS": dict(base["OPTIONS"])})


def charts():
    """Two tables with bars, one with nothing to draw."""
    months = [Line(f"2026-{month:02d}", [Cell(month * 3 % 17, None, ""), Cell(month * 5 % 13, None, "")]) for month in range(1, 13)]
    colours = {"信访 · 核心秘密": "red", "信访 · 重要秘密": "orange", "信访 · 普通秘密": "blue", "未定级": "ungraded"}
    levels = [
        Line(name, [Cell(number * 4, None, f"/list.html?level={tone}")], tone) for number, (name, tone) in enumerate(colours.items(), 1)
    ]
    return {
        "flow": Table("月份", ["收到", "办结"], months, kind="columns"),
        "levels": Table("密级", ["数量"], levels),
        "nothing": Table("状态", ["数量"], [Line("在办", [Cell(0, None, "")])]),
    }


def draw(name, address="/petitions/?state=in_hand&sort=-received_on&page=2", **changes):
    """One page of the gallery, drawn by the project's own template settings."""
    request = RequestFactory().get(address)
    request.user = person()
    request._messages = MESSAGES if name == "slip.html" else []
    return engine().get_template(name).render(sample() | {"navigation": navigation(request)} | changes, request)


def navigation(request):
    """As the person sees it, with three slips waiting (a figure that would ask the database)."""
    return [entry | {"count": 3 if entry["url"] == "/approvals/" else 0} for entry in shell(request)["navigation"]]


def draw_source(source, **context):
    """A piece of template text with components, drawn as a file of the project would be."""
    request = RequestFactory().get("/")
    request.user = person()
    compiled = CottonCompiler().process(source)
    return Template(compiled).render(RequestContext(request, context))
