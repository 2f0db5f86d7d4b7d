"""The demonstration organisation: units, people, offices, clearances. Tests and `make run` share it.

Plain data, so that it can be printed without Django. Everybody and everything here is made up.
"""

from dataclasses import dataclass

PASSWORD = "Xinmi-demo-2026"  # noqa: S105  (public: the contract names it)

# key: (name, key of the unit above)
UNITS: dict[str, tuple[str, str | None]] = {
    "leadership": ("公司领导", None),
    "petition_office": ("信访办", "leadership"),
    "business_one": ("业务一部", "leadership"),
    "security_office": ("保密办", "leadership"),
    "general_office": ("办公室", "leadership"),
    "legal": ("法务部", "leadership"),
    "archive": ("档案室", "leadership"),
    "audit": ("审计部", "leadership"),
    "administration": ("信息中心", "leadership"),
}


@dataclass(frozen=True)
class Seat:
    """An office in a person's unit, and the units it is held for besides."""

    office: str
    leads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """One person: account, name, unit, offices, and up to which levels they are cleared."""

    account: str
    name: str
    unit: str
    seats: tuple[Seat, ...]
    cleared: tuple[str, ...] = ()
    note: str = ""


_TOP, _MIDDLE, _LOW = ("core", "top_secret"), ("important", "highly_secret"), ("ordinary", "secret")
_LED = ("petition_office", "business_one")

MEMBERS = (
    Member("li", "李登记", "petition_office", (Seat("registrar"), Seat("handling_officer")), _TOP, "登记员、承办人"),
    Member("wang", "王主任", "petition_office", (Seat("unit_head"),), _TOP, "单位负责人"),
    Member("chen", "陈承办", "business_one", (Seat("handling_officer"),), _MIDDLE, "承办人；借阅"),
    Member("he", "何部长", "business_one", (Seat("unit_head"),), _MIDDLE, "单位负责人"),
    Member("liu", "刘分管", "leadership", (Seat("leader_in_charge", _LED), Seat("grading_authority", _LED)), _TOP, "分管领导、定密责任人"),
    Member("sheng", "盛书记", "leadership", (Seat("unit_head"),), _TOP, "主要领导；替补审批"),
    Member("zhao", "赵保密", "security_office", (Seat("security_clerk"),), _MIDDLE, "保密员"),
    Member("wu", "吴监销", "general_office", (Seat("destruction_witness"),), _LOW, "监销人"),
    Member("zheng", "郑监销", "general_office", (Seat("destruction_witness"),), _LOW, "监销人"),
    Member("jiang", "蒋离任", "general_office", (Seat("staff"),), _LOW, "离岗办理中：借出的载体未还"),
    Member("qian", "钱干事", "legal", (Seat("staff"),), _TOP, "有涉密等级，不在知悉范围"),
    Member("xin", "新员工", "business_one", (Seat("staff"),), (), "新员工：责任书未签，访问暂停"),
    Member("guo", "郭干事", "business_one", (Seat("staff"),), (), "保密培训已过期，访问暂停"),
    Member("sun", "孙干事", "business_one", (Seat("staff"),), (), "在知悉范围，无涉密等级"),
    Member("fang", "方扫描", "archive", (Seat("staff"),), _LOW, "合作单位人员：单位保密协议将到期"),
    Member("dang", "党档案", "archive", (Seat("archivist"),), _MIDDLE, "档案员"),
    Member("zhou", "周审计", "audit", (Seat("auditor"),), (), "审计员"),
    Member("sysadmin", "系统管理员", "administration", (Seat("system_admin"),), (), "三员之一：运行维护"),
    Member("secadmin", "安全保密管理员", "administration", (Seat("security_admin"),), (), "三员之一：定密方案、审计员的日志"),
    Member("secaudit", "安全审计员", "administration", (Seat("audit_admin"),), (), "三员之一：另两名管理员的日志"),
)


def accounts() -> str:
    """The list that whoever starts the product reads."""
    rows = [f"  {member.account:<9}{member.name} · {UNITS[member.unit][0]} · {member.note}" for member in MEMBERS]
    return "\n".join([f"演示账号（口令均为 {PASSWORD}）:", *rows])
