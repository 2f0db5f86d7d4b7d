"""What came with the invented petitions: a photographed letter, copies run through a scanner, a table of readings; drawn here."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pylopdf_fonts_zh_cn as wheel
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from config.demonstration.cases import CASES, Case

SHEET, HALF_SHEET = (827, 1169), (827, 583)  # A4, A5 across, at 100 dots an inch
DOTS_PER_INCH = 100
PAPER, DESK, INK, TONER = (246, 241, 228), (112, 98, 84), (38, 48, 92), (46, 46, 46)

MEDICAL = (
    (
        "示例市纺机职工医院　门诊病历",
        "姓名：石敬亭　性别：男　就诊日期：3月11日",
        "主诉：搬运货物时腰部扭伤两小时。",
        "查体：腰部压痛，活动受限。",
    ),
    ("示例市纺机职工医院　影像检查报告", "检查部位：腰椎正侧位", "所见：椎体序列尚整齐，未见明确骨折。", "印象：请结合临床。"),
    ("示例市纺机职工医院　诊断证明", "诊断：急性腰扭伤。", "建议：休息两周，两周后复诊。", "医师：（签名）　盖章：（复印件无章）"),
)
STATEMENT = (
    "示例市兴业机电有限公司　对账单",
    "合同编号：示例-0816　币种：人民币",
    "验收单一　　　128,400.00 元　　逾期 46 天",
    "验收单二　　　 76,250.00 元　　逾期 41 天",
    "合　　计　　　204,650.00 元",
    "请贵方核对后签章寄回。　　经办人：曲衡",
)
ROSTER = (
    "示例二期图档室值守表（抄件）",
    "十月八日　　夜班　一人在岗　外来两人，未登记",
    "十月十五日　夜班　一人在岗　外来两人，未登记",
    "十月十六日　白班　两人在岗　图纸一卷不在架",
)
READINGS = (
    "三号楼东侧室温记录（住户自测，单位：摄氏度）",
    "房号　　早七点　晚九点",
    "102　　 15.2　　 15.8",
    "302　　 14.9　　 15.6",
    "502　　 14.1　　 15.0",
)


@cache
def enclosures() -> dict[str, list[tuple[str, bytes]]]:
    """Name and content of the files by the key of their case."""
    cases = {case.key: case for case in CASES}
    return {
        "heating": [("室温记录.txt", "\n".join(READINGS).encode())],
        "injury": [("来信照片.jpg", _photograph(cases["injury"])), ("病历复印件.pdf", _scanned(*MEDICAL))],
        "payment": [("对账单.pdf", _scanned(STATEMENT))],
        "drawings": [("值守表抄件.pdf", _scanned(ROSTER))],
    }


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(Path(wheel.__file__).parent / "NotoSerifSC-Regular.otf", size)


def _photograph(case: Case) -> bytes:
    """A letter in ink, lying a little askew on a desk."""
    sheet = Image.new("RGB", SHEET, PAPER)
    hand = Random(case.key)  # a hand that trembles
    words = ["尊敬的领导：", *_lines("　　" + case.body, 20), "　　此致", "敬礼", f"　　　　　　　　　　　　{case.name}"]
    for number, line in enumerate(words):
        _write(sheet, line, 150 + number * 62, lambda: (hand.randint(-2, 2), hand.randint(-4, 4)))
    desk = Image.new("RGB", (1000, 1330), DESK)
    turned = sheet.convert("RGBA").rotate(-2.2, resample=Image.Resampling.BILINEAR, expand=True)
    shadow = Image.new("RGBA", turned.size, (0, 0, 0, 110))
    desk.paste(shadow, (78, 66), turned.getchannel("A").filter(ImageFilter.BoxBlur(9)))
    desk.paste(turned, (66, 54), turned)
    return _saved(desk, "JPEG", quality=72)


def _write(sheet: Image.Image, line: str, top: int, tremble: Callable[[], tuple[int, int]]) -> None:
    pen = ImageDraw.Draw(sheet)
    for place, character in enumerate(line):
        right, down = tremble()
        pen.text((84 + place * 32 + right, top + down), character, font=_face(29), fill=INK)


def _scanned(*pages: tuple[str, ...]) -> bytes:
    """Grey pages as a copier leaves them: first line as the head, the rest below a rule."""
    first, *others = [_copied(page) for page in pages]
    return _saved(first, "PDF", save_all=True, append_images=others, resolution=DOTS_PER_INCH)


def _copied(lines: tuple[str, ...]) -> Image.Image:
    sheet = Image.new("L", HALF_SHEET, 250)
    pen = ImageDraw.Draw(sheet)
    head, *rest = lines
    pen.text((HALF_SHEET[0] // 2, 110), head, font=_face(30), fill=TONER[0], anchor="ms")
    pen.line((96, 136, HALF_SHEET[0] - 96, 136), fill=TONER[0], width=2)
    for number, line in enumerate(rest):
        pen.text((104, 176 + number * 58), line, font=_face(26), fill=TONER[0])
    return sheet.rotate(0.4, resample=Image.Resampling.BILINEAR, fillcolor=228)


def _lines(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, len(text), length)]


def _saved(image: Image.Image, form: str, **how) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
