"""What is found wrong with an entry of a catalogue."""

import polib
import pytest

from tests.translations import faults


def entry(message: str, said: str) -> polib.POEntry:
    return polib.POEntry(msgid=message, msgstr=said)


@pytest.mark.parametrize(
    ("language", "message", "said"),
    [
        ("zh-hans", "Waiting for %(names)s.", "等待 %(name)s 签批。"),
        ("zh-hans", "Waiting for %(names)s.", "等待签批。"),
        ("zh-hans", "Stored: {value}", "现存：{valor}"),
        ("zh-hans", "Nothing waits.", "没有待办事项"),
        ("zh-hans", "Nothing waits.", "没有待办事项."),
        ("zh-hans", "First, second", "第一,第二"),
        ("zh-hans", "Say “none”", '请写"无"'),
        ("es", "Sign out?", "Cerrar la sesión?"),
        ("es", "Nothing waits.", "No hay nada pendiente"),
        ("es", "Say “none”", "Escriba “ninguno”"),
        ("es", "%(count)s more", "más"),
    ],
)
def test_slips_of_the_pen_are_found(language, message, said):
    assert list(faults(entry(message, said), language)) != []


@pytest.mark.parametrize(
    ("language", "message", "said"),
    [
        ("zh-hans", "Waiting for %(names)s.", "等待 %(names)s 签批。"),
        ("zh-hans", "Sign out?", "确定退出？"),
        ("zh-hans", "Download CSV", "下载 CSV"),
        ("es", "Sign out?", "¿Cerrar la sesión?"),
        ("es", "Say “none”", "Escriba «ninguno»"),
    ],
)
def test_what_is_well_written_is_left_alone(language, message, said):
    assert list(faults(entry(message, said), language)) == []


def test_every_form_of_a_plural_is_looked_at():
    both = polib.POEntry(msgid="%(n)s page", msgid_plural="%(n)s pages", msgstr_plural={0: "%(n)s página", 1: "páginas"})
    assert list(faults(both, "es")) == ["other placeholders"]
