"""Invented petitions, the same for the same seed. Words have frequencies as words do: a few are common, most are rare."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from petitions.identity_numbers import check_character

NO_SUCH_AREA = "119999"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
SYLLABLES = (
    "安白保北本边标并步部材财采草测策茶产常厂车成城尺充抽初川春村达代单道德登地典店定东动斗读短段对多额发法方防费分风服付"
    "改干岗高格根工公供古固关管广规国过海合河红厚湖户花环换回机基集技计加家价检建江交街节金进井景静局具军开科空口库矿宽款"
    "兰劳理力利粮林临楼路绿轮马门面民明名木南能农牌培配棚平坡期齐起气前桥青清区渠泉人日容入沙山商上设社生石市事收守水税所"
    "台田条停通同土团网望围文屋五务西溪系先县线乡巷新信修学烟盐阳药业医义益银营永油有园源院月云运早站长照正支治中洲住专装资"
)
LABELS = "编号 来信人 身份证号 手机 地址 标题 内容 来信日期".split()  # noqa: SIM905


@dataclass(frozen=True)
class Case:
    """One invented petition, as a row of a table."""

    number: str
    name: str
    id_number: str
    phone: str
    address: str
    subject: str
    body: str
    day: date

    def cells(self) -> list[str]:
        return [self.number, self.name, self.id_number, self.phone, self.address, self.subject, self.body, self.day.isoformat()]


class Words:
    """Two-character words; the nth is drawn in proportion to 1/n."""

    def __init__(self, chance: random.Random, count: int = 4000):
        pairs = [one + other for one in SYLLABLES for other in SYLLABLES if one != other]
        chance.shuffle(pairs)
        self.words = pairs[:count]
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, count + 1)))
        self._chance = chance

    def some(self, count: int) -> list[str]:
        return self._chance.choices(self.words, cum_weights=self._weights, k=count)


def cases(count: int, *, seed: int = 1) -> Iterator[Case]:
    """That many petitions; no two alike."""
    chance = random.Random(seed)
    words = Words(random.Random(0))
    words._chance = chance
    for number in range(count):
        yield _case(f"{seed}-{number}", chance, words)


def _case(number: str, chance: random.Random, words: Words) -> Case:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
    digits = f"{NO_SUCH_AREA}{born:%Y%m%d}{chance.randrange(1000):03d}"
    return Case(
        number=number,
        name=name(chance),
        id_number=digits + check_character(digits),
        phone=phone(chance),
        address=f"{words.some(1)[0]}省{words.some(1)[0]}市{words.some(1)[0]}区{words.some(1)[0]}路{chance.randrange(1, 400)}号",
        subject=subject(words),
        body=f"{number}：" + "，".join("".join(words.some(6)) for _ in range(24)) + "。",
        day=date(2025, 1, 1) + timedelta(days=chance.randrange(500)),
    )


def name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2))))


def phone(chance: random.Random) -> str:
    return f"1{chance.choice('3578')}{chance.randrange(10**9):09d}"


def subject(words: Words) -> str:
    one, two, three, four = words.some(4)
    return f"关于{one}{two}的{three}{four}问题"
