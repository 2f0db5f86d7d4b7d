"""A page speaks one language: whoever chose it finds no word of another one, apart from what people entered."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from django.conf import settings as configured
from django.utils.translation import to_locale

from classification.models import Grading, Scheme
from config.demonstration.duties import MATERIAL, QUESTIONS, REASONS, TITLE
from personnel.models import Person, Unit
from tests import catalogue
from tests.matrix.cells import cells
from tests.matrix.policy import POLICY
from tests.matrix.test_matrix import listed

READERS = ("li", "liu", "zhao", "wu", "zhou", "secadmin")
STATES = 2  # things of each kind that a reader sees: enough for every page, not every thing in every language
LANGUAGES = ("zh-hans", "en", "es")
SPOKEN = ("title", "aria-label", "placeholder", "data-label", "alt", "data-ask-if-typed")
HAN = re.compile(r"[\u4e00-\u9fff]+")
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "circle", "line", "rect", "polyline"}


class Words(HTMLParser):
    """The words of a page, outside scripts and outside what is marked as being in another language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.found, self.hidden = language, set(), []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if not any(self.hidden):
            self.found |= {given[name].strip() for name in SPOKEN if given.get(name)}
        if tag not in VOID:
            other = given.get("lang") and given["lang"].lower() != self.language
            self.hidden.append(bool(other) or tag in ("script", "style"))

    def handle_endtag(self, tag):
        if tag not in VOID and self.hidden:
            self.hidden.pop()

    def handle_data(self, data):
        if data.strip() and not any(self.hidden):
            self.found.add(data.strip())


def words_of(answer, language: str) -> set[str]:
    words = Words(language)
    words.feed(answer.content.decode())
    return words.found


@cache
def sentences(language: str) -> frozenset[str]:
    """Whatever the interface says in a language, where it says it without a value."""
    if language == "en":
        said = {message for _context, message, _plural in catalogue.source_strings()}
    else:
        said = {entry.msgstr for entry in catalogue.catalogue(to_locale(language))}
    return frozenset(text for text in said if text and "%" not in text and len(text) > 1)


def foreign(words: set[str], language: str, data: set[str]) -> set[str]:
    """What another catalogue says, and any Chinese at all on a page that is not Chinese."""
    others = set().union(*(sentences(other) for other in LANGUAGES if other != language)) - sentences(language)
    found = words & others - data
    if language != "zh-hans":
        entered = re.compile("|".join(sorted(map(re.escape, data), key=len, reverse=True)))
        found |= {word for word in words if HAN.search(entered.sub("", word))}
    return found


@pytest.fixture(scope="module")
def data(world) -> set[str]:
    """What people entered, and the marks: Chinese in every language."""
    names = {person.name for person in Person.objects.all()} | {unit.name for unit in Unit.objects.all()}
    marks = {slip.mark_text for family in ("borrow_slip", "destruction_slip") for slip in world.things[family].values()}
    marks |= {grading.mark_text for grading in Grading.objects.select_related("level__scheme")}
    columns = {"subject", "body"}  # of the imported table
    notes = {note for scheme in Scheme.objects.all() for note in scheme.note.values()}  # the form of a scheme shows all three
    learned = {TITLE, REASONS, *MATERIAL.splitlines()} | {words for text, options, _right in QUESTIONS for words in (text, *options)}
    return names | marks | columns | notes | learned | {configured.ORGANISATION_NAME, "中文"}


def in_turns() -> list[tuple[str, str, str]]:
    """Each page in a few states, its readers taking turns: reader, route and object."""
    found = []
    for turn, (route, rule) in enumerate(POLICY.items()):
        seen = [(name, readers) for name, them in (rule.takes("GET") or {}).items() if (readers := [one for one in READERS if one in them])]
        found += [(readers[(turn + state) % len(readers)], route, name) for state, (name, readers) in enumerate(seen[:STATES])]
    return found


def everything() -> list[tuple[str, str, str]]:
    return [(reader, route, name) for reader in READERS for route, rule, name in cells("GET", reader) if reader in rule.sees.get(name, ())]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "pages", [pytest.param(in_turns, id="in-turns"), pytest.param(everything, id="everything", marks=pytest.mark.prove)]
)
def test_no_page_mixes_languages(ask, data, settings, language, pages):
    settings.UI_LANGUAGES = LANGUAGES
    wrong, read = [], 0
    for account, route, name in pages():
        ask.browsers[account].cookies["language"] = language
        answer, _, _ = ask(account, "GET", route, name)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            read += 1
            wrong += [(route, name, word) for word in sorted(foreign(words_of(answer, language), language, data))]
    for account in READERS:
        del ask.browsers[account].cookies["language"]
    assert read > 50
    assert wrong == [], listed(sorted(set(wrong)))


def test_a_word_of_another_language_would_be_found():
    assert foreign({"Worklist"}, "zh-hans", {"x"}) == {"Worklist"}
    assert foreign({"工作台"}, "es", {"x"}) == {"工作台"}
    assert foreign({"由 李登记 办理"}, "en", {"李登记"}) == {"由 李登记 办理"}
    assert foreign({"Handled by 李登记"}, "en", {"李登记"}) == set()
