"""Words files use for the closed lists of a petition: the code, what the product calls it, what offices call it."""

from django.db import models

from petitions.choices import Category, Channel, InformationCategory

_OFFICE_WORDS: dict[models.TextChoices, tuple[str, ...]] = {
    Channel.LETTER: ("来信", "信件", "信函", "书信", "写信"),
    Channel.VISIT: ("来访", "走访", "上访", "接访", "当面"),
    Channel.ONLINE: ("网上", "网络", "网上信访", "网信", "在线", "网站", "邮件"),
    Channel.PHONE: ("电话", "来电", "热线", "12345"),
    Channel.FAX: ("传真",),
    Channel.OTHER: ("其他", "其它"),
    Category.SUGGESTION: ("建议意见", "意见建议", "建议意见类", "建议", "意见", "反映情况"),
    Category.ACCUSATION: ("检举控告", "揭发控告", "检举控告类", "检举", "控告", "举报"),
    Category.CLAIM: ("申诉求决", "申诉求决类", "申诉", "求决", "投诉", "求助"),
    InformationCategory.PRIVACY: ("个人隐私", "隐私"),
    InformationCategory.COMPANY: ("企业敏感", "企业敏感信息", "商业秘密"),
    InformationCategory.GENERAL: ("一般", "一般信息", "普通"),
}


def recognised(word: str, choices: type[models.TextChoices]) -> str | None:
    """The code a word stands for; None where it is none of them."""
    wanted = word.casefold()
    for choice in choices:
        if wanted in {choice.value, str(choice.label).casefold(), *_OFFICE_WORDS[choice]}:
            return choice.value
    return None


def accepted(choices: type[models.TextChoices]) -> str:
    """What could have been written, for the sentence that says so."""
    return ", ".join(f"{choice.label} ({choice.value})" for choice in choices)
