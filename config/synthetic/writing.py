"""People who do not exist, and what they write. Numbers are formed rightly, in ranges that nobody was ever given."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from config.synthetic.topics import TOPICS, Topic
from petitions.actions import Registration
from petitions.identity_numbers import check_character

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石"
GIVEN = "文明华建国秀英玉兰桂芳志强丽娟海燕春梅俊杰晓东雪松立新永康佳怡子涵雨桐思远景行若水安然清扬知微望舒怀瑾书宁"
PROVINCES = ("11", "13", "21", "32", "37", "41", "42", "44", "51", "61")
NO_PREFECTURE = "99"  # no province has a prefecture of this number
NO_OPERATOR = ("164", "169")  # ranges that no operator was ever given
CHANNELS = {"letter": 30, "visit": 26, "online": 24, "phone": 15, "fax": 2, "other": 3}
CATEGORIES = {"claim": 64, "suggestion": 22, "accusation": 14}
AGAIN = 0.1  # of petitions come from somebody who has written before, about the same
ANONYMOUS = {"accusation": 0.35, "suggestion": 0.08, "claim": 0.01}

GAPS = {
    "estate": ("示例市青石苑", "示例市槐荫里", "示例市望江家园", "示例市南屏小区", "示例市松涛坊", "示例市纺织新村"),
    "block": ("1号楼", "2号楼", "3号楼二单元", "5号楼", "7号楼一单元", "9号楼", "12号楼三单元"),
    "road": ("青石路", "棉纺街", "学府路", "兴业路", "望江大道", "南屏巷"),
    "place": ("办公楼北门", "职工活动中心", "二号厂房", "单身宿舍", "图书室", "东门广场", "培训楼"),
    "firm": ("甲示例建设公司", "乙示例物业公司", "丙示例劳务公司", "丁示例供应公司", "戊示例餐饮公司"),
    "office": ("综合部", "财务科", "人事科", "后勤科", "设备科", "安全环保部"),
    "season": ("入冬", "开春", "入夏", "入秋", "上月", "今年"),
    "times": ("两次", "三次", "四次", "多次"),
}
NUMBERS = {"degrees": (12, 17), "days": (3, 45), "months": (2, 30), "amount": (2, 48), "people": (3, 60), "year": (1988, 2022)}


@dataclass(frozen=True)
class Writer:
    """Somebody who petitions; without a name nobody knows who."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Letter:
    """A petition as it comes in. `again`: number of the earlier one it repeats, where it does."""

    data: Registration
    writer: Writer
    topic: Topic
    again: str


class Pen:
    """Writes petitions, each different, the same again for the same seed."""

    def __init__(self, seed: int):
        self.seed = seed
        self.chance = Random(seed)
        self.written = 0
        self._known: list[Letter] = []

    def petition(self, received_on: date) -> "Letter":
        """One petition, and what it is about."""
        self.written += 1
        before = self._before()
        writer, topic = (before.writer, before.topic) if before else self._who()
        earlier = before.data.subject.removeprefix("再次") if before else ""
        subject = self.fill(self.chance.choice(topic.subjects)) if not earlier else f"再次{earlier}"
        body = self._body(topic, again=bool(earlier))
        data = Registration(
            channel=self._weighted(CHANNELS),
            received_on=received_on,
            subject=subject,
            body=body,
            category=topic.category,
            information_category=topic.information,
            petitioner_name=writer.name,
            petitioner_id_number=writer.id_number,
            petitioner_phone=writer.phone,
            petitioner_address=writer.address,
            source=self.source,
            source_number=str(self.written),
        )
        letter = Letter(data, writer, topic, before.data.source_number if before else "")
        if writer.name:
            self._remember(letter)
        return letter

    @property
    def source(self) -> str:
        """Where such a petition says it comes from."""
        return f"synthetic-{self.seed}"

    def fill(self, sentence: str) -> str:
        """The sentence with every gap filled."""
        words = {gap: self.chance.choice(choices) for gap, choices in GAPS.items()}
        numbers = {gap: self.chance.randint(*span) for gap, span in NUMBERS.items()}
        return sentence.format(**words, **numbers)

    def _before(self) -> "Letter | None":
        """What somebody wrote earlier who writes again now."""
        if not self._known or self.chance.random() >= AGAIN:
            return None
        return self._known[self.chance.randrange(len(self._known))]

    def _who(self) -> tuple[Writer, Topic]:
        category = self._weighted(CATEGORIES)
        topic = self.chance.choice(TOPICS[category])
        if self.chance.random() < ANONYMOUS[category]:
            return Writer(), topic
        return self._writer(), topic

    def _remember(self, letter: "Letter") -> None:
        """The last few hundred may write again."""
        self._known.append(letter)
        if len(self._known) > 400:
            self._known.pop(self.chance.randrange(200))

    def _writer(self) -> Writer:
        has = self.chance.random
        return Writer(
            name=self.name(),
            id_number=self.id_number() if has() < 0.6 else "",
            phone=self.phone() if has() < 0.85 else "",
            address=self._address() if has() < 0.7 else "",
        )

    def name(self) -> str:
        return self.chance.choice(SURNAMES) + "".join(self.chance.sample(GIVEN, self.chance.choice((1, 2, 2, 2))))

    def id_number(self) -> str:
        """Eighteen characters with the right last one; the area is none."""
        born = date(1944, 1, 1) + timedelta(days=self.chance.randrange(58 * 365))
        area = f"{self.chance.choice(PROVINCES)}{NO_PREFECTURE}{self.chance.randint(1, 99):02d}"
        digits = f"{area}{born:%Y%m%d}{self.chance.randint(1, 999):03d}"
        return digits + check_character(digits)

    def phone(self) -> str:
        return f"{self.chance.choice(NO_OPERATOR)}{self.chance.randrange(10**8):08d}"

    def _address(self) -> str:
        return self.fill("{estate}{block}") + f"{self.chance.randint(1, 12)}0{self.chance.randint(1, 4)}室"

    def _body(self, topic: Topic, *, again: bool) -> str:
        facts = self.chance.sample(topic.facts, len(topic.facts))
        sentences = (["前次反映后情况没有根本改变。"] if again else []) + [*facts, self.chance.choice(topic.wishes)]
        return "\n".join(self.fill(sentence) for sentence in sentences)

    def _weighted(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]
