"""Every component draws, keeps the strict policy and says the same in words as in colour."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from config.context import PLACES
from tests.ui import gallery

TEMPLATES = settings.BASE_DIR / "templates"
COMPONENTS = sorted((TEMPLATES / "cotton").glob("*.html"))
ERRORS = sorted((TEMPLATES / "errors").glob("*.html"))
PAGES = sorted(path.name for path in gallery.PAGES.glob("*.html"))
OURS = sorted(path for path in TEMPLATES.rglob("*.html") if path.parent.name != "errors")


class Attributes(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def inside_policy(text):
    tags = Attributes(text).found
    assert [tag for tag, attrs in tags if tag == "style" or "style" in attrs] == []
    scripts = [attrs for tag, attrs in tags if tag == "script" and attrs.get("type") != "application/json"]  # data is no script
    assert [attrs for attrs in scripts if "src" not in attrs] == []
    assert [name for _, attrs in tags for name in attrs if name.startswith("on")] == []


def only(text, start, end):
    return text[text.index(start) : text.index(end, text.index(start))]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_gallery_stays_inside_the_policy(name):
    inside_policy(gallery.draw(name))


@pytest.mark.parametrize("name", PAGES)
def test_no_component_is_left_unresolved(name):
    drawn = gallery.draw(name)
    assert "<c-" not in drawn
    assert "{{" not in drawn
    assert "{%" not in drawn


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_opens_with_a_comment_naming_its_parameters(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("{% comment %}")
    declared = re.search(r"<c-vars ([^>]*)/>", text)
    names = re.findall(r":?([a-z_]+)(?==)", re.sub(r'"[^"]*"', "", declared.group(1))) if declared else []
    comment = text[: text.index("{% endcomment %}")]
    assert [name for name in names if name not in comment] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_is_drawn_somewhere_in_the_gallery(path):
    tag = f"<c-{path.stem.replace('_', '-')}"
    sources = [page.read_text(encoding="utf-8") for page in [*gallery.PAGES.glob("*.html"), *COMPONENTS, *TEMPLATES.glob("base*.html")]]
    assert any(tag in source for source in sources)


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_a_style_a_script_or_unescaped_text(path):
    text = path.read_text(encoding="utf-8")
    assert re.search(r"\|\s*safe\b|autoescape off|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", text) is None


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_binds_an_attribute_with_a_filter(path):
    """`:value="list|length"` finds nothing and says nothing; `value="{{ list|length }}"` works."""
    assert re.findall(r'\s:[a-z_]+="[^"]*\|[^"]*"', path.read_text(encoding="utf-8")) == []


def test_every_icon_named_anywhere_is_there():
    texts = [path.read_text(encoding="utf-8") for path in OURS]
    named = {name for text in texts for name in re.findall(r"<c-icon name=\"([a-z0-9-]+)\"", text)} | {place.icon for place in PLACES}
    assert {name for name in named if not (TEMPLATES / "icons" / f"{name}.svg").is_file()} == set()


def test_a_mark_says_its_level_in_words_and_an_ungraded_one_says_that_it_is_highest():
    drawn = gallery.draw("worklist.html")
    for mark in gallery.MARKS:
        assert mark["text"] in drawn
    assert drawn.count("level-ungraded") == 4
    ungraded = re.findall(r'level-ungraded[^"]*"><span class="visually-hidden">[^<]*</span>([^<]*)<', drawn)
    assert len(ungraded) == 4
    assert all(ungraded)


def test_the_mark_stands_above_the_title_and_again_in_the_foot():
    drawn = gallery.draw("record.html")
    assert drawn.index("page-mark") < drawn.index("<h1")
    assert gallery.MARKS[0]["text"] in only(drawn, "<footer", "</footer>")


def test_a_page_about_no_record_carries_no_mark():
    assert "level-mark" not in gallery.draw("form.html", mark=None)


def test_a_title_never_carries_the_subject():
    title = only(gallery.draw("record.html"), "<title>", "</title>")
    assert "水泵" not in title
    assert "XF-2026" not in title


def test_a_revealed_value_hides_itself_and_a_masked_one_is_opened_by_post_with_a_reason():
    drawn = gallery.draw("record.html")
    assert 'data-hide-after="120" data-masked="1381234****"' in drawn
    form = only(drawn, '<form method="post" action="#" class="reveal-form"', "</form>")
    assert 'name="field" value="petitioner_name"' in form
    assert 'name="reason"' in form
    assert "csrfmiddlewaretoken" in form


def test_a_reveal_is_offered_only_where_it_is_allowed():
    source = '<c-sealed masked="张*" field="f" action="/r/" label="l" :allowed="may" />'
    assert "reveal-form" not in gallery.draw_source(source, may=False)
    assert "reveal-form" in gallery.draw_source(source, may=True)


def test_values_are_escaped_in_every_component_that_prints_them():
    hostile = "<img src=x onerror=alert(1)>"
    source = """<c-obstacles :items="items" title="{{ t }}" /><c-status label="{{ t }}" /><c-fact label="l" value="{{ t }}" />
    <c-timeline :items="rows" /><c-trail :entries="rows" /><c-signatures :steps="rows" /><c-level-mark :mark="mark" />
    <c-sealed masked="{{ t }}" revealed="{{ t }}" /><c-page-header title="{{ t }}" number="{{ t }}" /><c-empty title="{{ t }}" />
    <c-confirm typed="{{ t }}" title="{{ t }}" /><c-stat value="{{ t }}" /><c-tabs :items="rows" />"""
    row = dict.fromkeys(("title", "who", "note", "sentence", "actor", "label", "name", "reason", "result", "tone"), hostile) | {
        "state": "signed"
    }
    drawn = gallery.draw_source(source, items=[hostile], rows=[row], t=hostile, mark={"text": hostile, "level": hostile})
    assert "<img" not in drawn
    assert drawn.count("&lt;img") > 15
    inside_policy(drawn)


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_error_pages_are_plain_bytes_in_three_languages_without_form_or_echo(path):
    text = path.read_text(encoding="utf-8")
    assert "{{" not in text
    assert "{%" not in text
    assert "<form" not in text
    assert re.findall(r'lang="([^"]+)"', text) == ["zh-Hans", "en", "es"]
    inside_policy(text)


def test_there_is_an_error_page_for_every_answer_that_needs_one():
    assert [path.stem for path in ERRORS] == ["400", "403", "404", "413", "429", "500", "503"]
