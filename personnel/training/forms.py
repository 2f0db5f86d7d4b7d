"""The shape of what is entered about training."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import refuse_hidden_characters
from personnel.models import Person
from personnel.training.models import Attempt, Course, Question

FEWEST, MOST = 2, 6  # answers of a question


class CourseForm(forms.ModelForm):
    """A course; its values count for results from now on."""

    class Meta:
        model = Course
        fields = ["title", "topic", "hours", "valid_months", "asked", "pass_mark", "tries", "demanded", "open", "material"]
        widgets = {"material": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "asked": _("0: attending is enough."),
            "pass_mark": _("Percent of right answers."),
            "tries": _("Until the course is attended again."),
            "demanded": _("Without it access is suspended, where the house demands training."),
            "material": _("What the learner reads; a line break begins a paragraph. No classified material."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "material"):
            self.fields[name].validators.append(refuse_hidden_characters)


class QuestionForm(forms.Form):
    """A question with its answers, one a line; the right one is marked with an asterisk."""

    text = forms.CharField(label=_("Question"), max_length=400, validators=[refuse_hidden_characters])
    answers = forms.CharField(
        label=_("Answers"),
        max_length=2000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, two to six; put an asterisk (*) before the right one."),
    )

    def clean_answers(self) -> tuple[list[str], int]:
        lines = [line.strip() for line in self.cleaned_data["answers"].splitlines() if line.strip()]
        right = [place for place, line in enumerate(lines) if line.startswith(("*", "＊"))]
        options = [line.lstrip("*＊").strip() for line in lines]
        if not FEWEST <= len(options) <= MOST or not all(options) or len(set(options)) < len(options):
            raise forms.ValidationError(_("Write two to six different answers, one a line."))
        if len(right) != 1:
            raise forms.ValidationError(_("Put an asterisk before exactly one answer: the right one."))
        return options, right[0]


class LessonForm(forms.Form):
    """Who attended a course."""

    held_on = forms.DateField(label=_("Held on"), initial=timezone.localdate, widget=forms.DateInput)
    place = forms.CharField(label=_("Where it was held"), max_length=80, required=False, validators=[refuse_hidden_characters])
    lecturer = forms.CharField(label=_("Lecturer"), max_length=60, required=False, validators=[refuse_hidden_characters])
    people = forms.ModelMultipleChoiceField(
        label=_("Who was there"),
        queryset=Person.objects.filter(is_active=True).order_by("username"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )


class TestForm(forms.Form):
    """The questions of one try in their order; an answer's value is its place on the page and tells nothing."""

    __test__ = False  # no test of ours: pytest looks for classes of this name

    def __init__(self, attempt: Attempt, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {str(one.pk): one for one in Question.objects.filter(course=attempt.course)}
        for number, line in enumerate(attempt.asked, start=1):
            one = known[line["question"]]
            self.fields[f"answer{number}"] = forms.TypedChoiceField(
                label=f"{number}. {one.text}",
                choices=[(place, one.options[at]) for place, at in enumerate(line["order"])],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )

    def given(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.fields]
