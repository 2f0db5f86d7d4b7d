"""Changes of schemes, levels and policies among what the security administrator proposes; the principal leader confirms."""

from django.utils.translation import gettext_lazy as _

from audit.trail.wording import word_facts_with
from classification.schemes import adding, changes, parts
from personnel.proposals.kinds import Kind, register_kind

LABELS = {"scheme": _("Change a scheme"), "level": _("Change a level of secrecy"), "policy": _("Change a handling policy")}


def register() -> None:
    """Called in `ready()`. Each is proposed on the page of its thing, so there is no form without one."""
    for code, label in LABELS.items():
        unit = lambda proposal: None  # noqa: E731 - it is about no unit
        register_kind(
            Kind(
                code,
                label,
                changes.particulars,
                changes.obstacles,
                changes.carry_out,
                unit=unit,
                about_people=False,
                comparison=changes.comparison,
            )
        )
    for code, label, words, in_the_way, carry_out in (
        ("scheme_new", _("Add a scheme"), adding.scheme_in_words, adding.obstacles_to_scheme, adding.add_scheme),
        ("level_new", _("Add a level of secrecy"), adding.level_in_words, adding.obstacles_to_level, adding.add_level),
    ):
        unit = lambda proposal: None  # noqa: E731 - it is about no unit
        asked = lambda proposal, on, in_the_way=in_the_way: in_the_way(proposal.values)  # noqa: E731
        register_kind(Kind(code, label, words, asked, carry_out, unit=unit, about_people=False))
    word_facts_with("scheme", lambda: _names("scheme"))
    word_facts_with("policy", lambda: _names("policy"))
    word_facts_with("part", parts.names_of_parts)


def _names(kind: str) -> dict[str, str]:
    return {thing.pk: str(thing) for thing in changes.MODELS[kind].objects.all()}
