"""One renderer draws every form; forms themselves carry no classes."""

import re

from django import forms

from tests.ui import gallery


def field(name, form):
    return str(form[name].as_field_group())


def test_an_error_stands_beside_its_field_and_is_named_by_it():
    drawn = field("petitioner_id_number", gallery.sample()["form"])
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_petitioner_id_number_helptext id_petitioner_id_number_error"' in drawn
    assert 'id="id_petitioner_id_number_error"' in drawn
    assert 'id="id_petitioner_id_number_helptext"' in drawn


def test_a_rejected_form_keeps_what_was_typed():
    form = gallery.sample()["form"]
    assert 'value="110105194912310020"' in field("petitioner_id_number", form)
    assert "泵房在楼下…</textarea>" in field("body", form)


def test_nothing_typed_is_offered_again_by_the_browser():
    form = gallery.PetitionForm()
    inputs = re.findall(r"<(?:input|select|textarea)\b[^>]*>", str(form))
    wanting = [tag for tag in inputs if 'autocomplete="off"' not in tag and "form-check-input" not in tag]
    assert wanting == []


def test_a_wish_of_the_form_for_autocomplete_is_kept():
    class Proof(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    assert field("password", Proof()).count("autocomplete=") == 1
    assert 'autocomplete="current-password"' in field("password", Proof())


def test_a_day_is_asked_by_the_browsers_own_calendar_and_written_as_iso():
    from datetime import date

    drawn = field("received_on", gallery.PetitionForm(initial={"received_on": date(2026, 3, 9)}))
    assert 'type="date"' in drawn
    assert 'value="2026-03-09"' in drawn


def test_choices_are_grouped_under_a_legend():
    drawn = field("category", gallery.PetitionForm())
    assert "<fieldset" in drawn
    assert "<legend" in drawn
    assert drawn.count('type="radio"') == 3


def test_a_class_given_by_a_widget_is_added_and_not_doubled():
    class Wide(forms.Form):
        note = forms.CharField(widget=forms.TextInput(attrs={"class": "mono"}))

    assert 'class="form-control mono"' in field("note", Wide())
    assert field("note", Wide()).count("mono") == 1


def test_help_and_labels_are_escaped():
    class Hostile(forms.Form):
        note = forms.CharField(label="<b>x</b>", help_text="<script>x</script>")

    assert "<b>" not in field("note", Hostile())
    assert "<script" not in field("note", Hostile())


def test_sentences_about_the_whole_form_are_an_alert():
    drawn = str(gallery.sample()["form"].non_field_errors())
    assert drawn.startswith('<div role="alert">')
