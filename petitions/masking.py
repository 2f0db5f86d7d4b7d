"""How personal data look to everybody: the one rule table, for pages, lists, hits, exports and prints. Basis: DOMAIN §6.1.

Two different masks of one value would rebuild it, so nothing else masks anything.
"""

import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext as _

from petitions.phones import EXTENSION, SEVERAL

HIDDEN = "*"

_COMPOUND = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 "
    "皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 "
    "子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
    "段干 百里 呼延 东郭 南门 羊舌 微生 左丘 东门 西门 第五"
)
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_HAN = re.compile(r"[\u3400-\u9fff]+")
# A place name: Han characters, none of those that belong to streets and houses; or a letter standing for one.
_PLACE = r"(?:(?:(?![街道路巷弄里村组栋幢号室镇乡旁])[\u3400-\u9fff]){1,10}?|[A-Z][0-9]{0,2})"
_PROVINCE = re.compile(_PLACE + "(?:特别行政区|自治区|省)")
_CITY = re.compile(_PLACE + "(?:自治州|地区|盟|市)")
_DISTRICT = re.compile(_PLACE + "(?:(?<![小社园校厂库院矿景片林牧])区|自治县|县|自治旗|旗|市)")
_MOBILE = re.compile(r"(?<![0-9])(1[3-9][0-9]{5})[0-9]{4}(?![0-9])")
_ID_NUMBER = re.compile(r"(?<![0-9])([1-9][0-9]{5})(?:[0-9]{11}[0-9Xx]|[0-9]{9})(?![0-9Xx])")


LONGEST_NUMBER = 15  # digits, with the country's (ITU-T E.164)


def mask_phone(text: str) -> str:
    """Hides the last four digits, and an extension whole: 13812345678 → 1381234****, 010-65121234 → 010-6512****."""
    parts = SEVERAL.split(unicodedata.normalize("NFKC", text))
    return ", ".join(_mask_one_phone(part) for part in parts if any(character.isdigit() for character in part))


def _mask_one_phone(text: str) -> str:
    main = "".join(character for character in EXTENSION.split(text)[0] if character in "0123456789+-() ").strip()
    if sum(character.isdigit() for character in main) > LONGEST_NUMBER:
        return HIDDEN * 4  # several run together: hiding the end of the last one would show the others
    left = 4
    shown = []
    for character in reversed(main):
        hide = character.isdigit() and left > 0
        left -= hide
        shown.append(HIDDEN if hide else character)
    return "".join(reversed(shown)) or HIDDEN * 4


def mask_id_number(text: str) -> str:
    """Only the area stays: 110105************ (the stricter of the two forms of the table)."""
    return text[:6] + HIDDEN * (len(text) - 6) if len(text) > 6 else HIDDEN * len(text)


def mask_name(text: str) -> str:
    """Keeps the surname: 张三 → 张*, 欧阳明 → 欧阳*. A name that is not Han keeps its first letter."""
    if not text:
        return _("Anonymous")
    if not _HAN.fullmatch(text):
        return text[0] + HIDDEN * 3
    surname = text[:2] if text[:2] in _COMPOUND_SURNAMES and len(text) > 2 else text[:1]
    return surname + HIDDEN * min(max(len(text) - len(surname), 1), 2)


def code_of_accuser(position: int) -> str:
    """Who accuses is named by a code only: 信访人01."""
    return _("Petitioner %(position)02d") % {"position": position}


def mask_address(text: str) -> str:
    """Keeps province, city and district: 北京市朝阳区*** — and nothing where they cannot be told apart."""
    if not text:
        return ""
    end = 0
    for part in (_PROVINCE, _CITY, _DISTRICT):
        if found := part.match(text, end):
            end = found.end()
    return text[:end] + HIDDEN * 3


def mask_numbers(text: str) -> str:
    """A line of free text with mobile and ID numbers masked as in their own fields: for subjects in lists and cards."""
    text = _ID_NUMBER.sub(lambda found: mask_id_number(found[0]), text)
    return _MOBILE.sub(lambda found: mask_phone(found[0]), text)


RULES: dict[str, Callable[[str], str]] = {
    "petitioner_name": mask_name,
    "petitioner_id_number": mask_id_number,
    "petitioner_phone": mask_phone,
    "petitioner_address": mask_address,
}
