"""What is filled in to change schemes, levels and handling policies, and to add some."""

from tests.matrix.world import World


def _scheme(world: World, account: str, name: str) -> dict:
    names = {"name_zh": "企业内部密级", "name_en": "Matrix scheme", "name_es": "Niveles de la empresa"}
    return names | {"mark": "{owner}·{level} {period}", "on": "on", "reason": "Matrix reason"}


def _level(world: World, account: str, name: str) -> dict:
    names = {"name_zh": "重要秘密", "name_en": "Matrix level", "name_es": "Secreto importante"}
    handled = {"colour": "orange", "longest_years": "20", "policy": "middle", "reader_offices": ["registrar", "unit_head"]}
    return names | handled | {"shortest_months": "0", "exporting": "readers", "on": "on", "reason": "Matrix reason"}


def _new_scheme(world: World, account: str, name: str) -> dict:
    names = {"name_zh": "矩阵方案", "name_en": "Matrix scheme", "name_es": "Esquema de la matriz"}
    return names | {"code": "matrix", "family": "company", "mark": "{owner}·{level} {period}", "reason": "Matrix reason"}


def _new_level(world: World, account: str, name: str) -> dict:
    names = {"name_zh": "矩阵级", "name_en": "Matrix level", "name_es": "Nivel de la matriz"}
    handled = {"colour": "slate", "longest_years": "5", "shortest_months": "0", "equal_to": "ordinary", "policy": "low"}
    return (
        names | handled | {"code": "matrix", "above": "", "reader_offices": ["registrar"], "exporting": "duty", "reason": "Matrix reason"}
    )


def _policy(world: World, account: str, name: str) -> dict:
    steps = {"first": "head_of_applicants_unit", "second": "head_of_owning_unit", "third": ""}
    return steps | {"working_days": "9", "place": "office", "reason": "Matrix reason"}


SCHEMES = {
    "classification:scheme_new": _new_scheme,
    "classification:level_new": _new_level,
    "classification:scheme_change": _scheme,
    "classification:level_change": _level,
    "classification:policy_change": _policy,
}
