"""Which column is which: guessed from Chinese, English or Spanish headers, overridden by a mapping file.

A mapping file is a JSON object, `{"subject": "标题", "petitioner_phone": null}` or the other way round
`{"标题": "subject"}`. Null keeps the column among the unmapped ones.
"""

import json
import re
import unicodedata
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from petitions.importing.cells import Cell, clean
from petitions.importing.refusal import Unusable

# Names people give a column, in the order of preference where several fit; written as `_plain` leaves them.
HEADERS: dict[str, tuple[str, ...]] = {
    "source": ("来源", "数据来源", "来源系统", "source", "sourcesystem", "fuente"),
    "source_number": (
        *("留言编号", "信访编号", "来信编号", "信件编号", "登记编号", "受理编号", "原编号", "编号", "留言id"),
        *("petitionid", "petitionnumber", "messageid", "number", "no", "id", "número"),
    ),
    "petitioner_name": (
        *("信访人姓名", "信访人", "来信人", "来访人", "反映人", "投诉人", "举报人", "申请人", "留言用户", "姓名", "用户"),
        *("petitionername", "petitioner", "name", "author", "user", "nombre"),
    ),
    "petitioner_id_number": (
        *("公民身份号码", "身份证号码", "身份证号", "身份证", "证件号码", "证件号", "合成证件号"),
        *("petitioneridnumber", "idnumber", "idcard", "identitynumber"),
    ),
    "petitioner_phone": (
        *("手机号码", "手机号", "手机", "联系电话", "电话号码", "电话", "固定电话", "联系方式"),
        *("petitionerphone", "mobile", "phone", "phonenumber", "telephone", "teléfono"),
    ),
    "petitioner_address": (
        *("详细地址", "家庭住址", "通讯地址", "联系地址", "住址", "地址"),
        *("petitioneraddress", "address", "direccion", "dirección"),
    ),
    "subject": ("留言主题", "信访标题", "信访主题", "主题", "标题", "事由", "subject", "title", "asunto"),
    "body": (
        *("留言详情", "信访内容", "反映内容", "来信内容", "诉求内容", "留言内容", "详细内容", "正文", "内容", "详情"),
        *("body", "text", "content", "message", "description", "descripcion", "descripción"),
    ),
    "received_on": (
        *("信访日期", "信访时间", "来信日期", "来信时间", "来访日期", "收到日期", "收件日期", "留言时间", "提交时间", "日期", "时间"),
        *("receivedon", "received", "datereceived", "createdat", "postedat", "date", "fecha"),
    ),
    "channel": ("信访形式", "信访渠道", "渠道", "channel"),
    "category": ("信访类别", "信访目的", "category"),
    "information_category": ("信息类别", "信息分类", "informationcategory"),
}
_DECORATION = re.compile(r"[\s_*＊:：-]|\((?:必填|选填|required|optional)\)")

NO_HEADER = _(
    "The file has no usable header. Among the first rows one must name at least a column for the subject or the text; "
    "name the columns in a mapping file (--mapping)."
)
UNREADABLE = _('The mapping file cannot be read. It must be a JSON object such as {"subject": "标题"}.')
UNKNOWN_FIELD = _("The mapping file says %(pair)s, but neither is a field. The fields are: %(fields)s.")
NO_SUCH_COLUMN = _("The mapping file says %(pair)s, but the file has no such column. Its columns are: %(columns)s.")


Wanted = dict[str, str | None]  # field → header the mapping file names for it, None: no column
Columns = dict[str, int]  # field → position of its column


def load(path: Path | None) -> Wanted:
    """What a mapping file asks for, in whichever direction it is written. Raises Unusable."""
    if path is None:
        return {}
    try:
        pairs = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        raise Unusable(UNREADABLE) from None
    if not isinstance(pairs, dict) or not all(value is None or isinstance(value, str) for value in pairs.values()):
        raise Unusable(UNREADABLE)
    return dict(_directed(left, right) for left, right in pairs.items())


def _directed(left: str, right: str | None) -> tuple[str, str | None]:
    if left in HEADERS:
        return left, right
    if right in HEADERS:
        return right, left
    raise Unusable(UNKNOWN_FIELD % {"pair": f"{left}: {right}", "fields": ", ".join(HEADERS)})


def is_header(cells: list[Cell], wanted: Wanted) -> bool:
    """Whether a row can be the header: it names a subject or a text, or a column the mapping file asks for."""
    names = [_plain(cell) for cell in cells]
    asked = [_plain(name) for name in wanted.values() if name is not None]
    return any(_guess(names, field) is not None for field in ("subject", "body")) or any(name in names for name in asked)


def settle(header: list[str], wanted: Wanted) -> Columns:
    """The mapping file's word first, then the guess; a column serves one field. Raises Unusable."""
    names = [_plain(cell) for cell in header]
    columns = {field: _asked(header, names, field, name) for field, name in wanted.items() if name is not None}
    for field in HEADERS:
        if field not in wanted:
            found = _guess([name if at not in columns.values() else "" for at, name in enumerate(names)], field)
            columns.update({} if found is None else {field: found})
    if not {"subject", "body"} & columns.keys():
        raise Unusable(NO_HEADER)
    return columns


def _asked(header: list[str], names: list[str], field: str, name: str) -> int:
    if _plain(name) not in names:
        raise Unusable(NO_SUCH_COLUMN % {"pair": f"{field}: {name}", "columns": ", ".join(header)})
    return names.index(_plain(name))


def _guess(names: list[str], field: str) -> int | None:
    return next((names.index(known) for known in HEADERS[field] if known in names), None)


def _plain(name: Cell) -> str:
    """A header without width, case, spaces, and the marks forms put on required columns."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", clean(name)).casefold())
