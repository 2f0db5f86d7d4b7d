"""What the security administrator fills in for a new scheme, a new level."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.models import Scheme, SecrecyLevel
from classification.schemes import adding, floors
from classification.schemes.forms import LevelForm, SchemeForm
from personnel.proposals.forms import CHOOSE

SMALL = _("Small letters, digits and underscores, beginning with a letter; at least three.")


def _code(taken_for) -> forms.RegexField:
    return forms.RegexField(r"^[a-z][a-z0-9_]{2,29}$", label=_("Short name"), help_text=taken_for, error_messages={"invalid": SMALL})


class NewSchemeForm(SchemeForm):
    """Names, kind, wording of the mark, notes. Levels are added afterwards, and the scheme put to use with them."""

    FIELD_OF = SchemeForm.FIELD_OF | {"CODE_TAKEN": "code", "SCHEME_NAMED": "name_zh"}
    code = _code(_("By it the trail calls the scheme; it never changes."))
    family = forms.ChoiceField(
        label=_("Kind of secrets"),
        choices=[("", "—"), *((family, Scheme.Family(family).label) for family in floors.OWN)],
        help_text=_("Commercial secrets bear the ▲ in their mark, no others do."),
        error_messages=CHOOSE,
    )
    field_order = ["name_zh", "name_en", "name_es", "code", "family", *SchemeForm.field_order[3:]]

    def __init__(self, data=None):
        super().__init__(Scheme(names={}, note={}, mark="{owner}·{level} {period}"), data)
        del self.fields["on"]

    def in_the_way(self) -> Iterable[Obstacle]:
        return adding.obstacles_to_scheme(self.values())

    def values(self) -> dict:
        return adding.scheme_values(code=self.cleaned_data["code"], family=self.cleaned_data["family"], wanted=self.wanted())


class NewLevelForm(LevelForm):
    """A level of a scheme and its place among the others."""

    FIELD_OF = LevelForm.FIELD_OF | {"CODE_TAKEN": "code", "PLACE_GONE": "above", "ABOVE_THE_HIGHEST": "above"}
    code = _code(_("By it the trail calls the level; it never changes."))
    above = forms.ChoiceField(
        label=_("Right above"), required=False, help_text=_("The others keep their order and their protection."), error_messages=CHOOSE
    )
    field_order = ["name_zh", "name_en", "name_es", "code", "above", *LevelForm.field_order[3:]]

    def __init__(self, scheme: Scheme, data=None):
        super().__init__(SecrecyLevel(scheme=scheme, names={}, colour="blue", longest_years=10, policy_id="low"), data)
        self.fields.pop("on", None)
        levels = list(scheme.levels.all())
        offered = levels[1:] if scheme.family == Scheme.Family.PETITION else levels  # nothing above its highest
        places = [("", _("The lowest of the scheme")), *((level.pk, str(level)) for level in offered)]
        self.fields["above"].choices = places  # type: ignore[attr-defined]
        self.scheme = scheme

    def in_the_way(self) -> Iterable[Obstacle]:
        return adding.obstacles_to_level(self.values())

    def values(self) -> dict:
        chosen = self.cleaned_data
        return adding.level_values(code=chosen["code"], scheme=self.scheme, above=chosen["above"], wanted=self.wanted())
