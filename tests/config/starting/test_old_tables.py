"""Tables as an older edition left them go on: marks without room for another sign, levels that named no equal. Basis: THREATS T91."""

import json
import sys

import pytest

from tests.config.starting.products import a_room, supervisor

pytestmark = pytest.mark.prove
MARK = "甲" * 38 + "{owner}{level}{period}"  # 60 signs, as many as there is room for
PROGRAM = f'''
import json
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

def to(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("classification", name)])
    return MigrationExecutor(connection).loader.project_state([("classification", name)]).apps

OLD, NEW = "0011_the_units_of_admissions", "0013_levels_retired"
apps = to(OLD)
policy, scheme, level = (apps.get_model("classification", name) for name in ("handlingpolicy", "scheme", "secrecylevel"))
steps = ["head_of_owning_unit", "leader_in_charge"]
policy.objects.create(code="top", steps=steps, working_days=1, place="reading_room", position=1)
names = dict(zh="级", en="Level", es="Nivel")
marks = dict(petition="信访·{{level}} {{period}}", commercial="{MARK}", company="▲{{owner}}{{level}} {{period}}")
for position, (code, mark) in enumerate(marks.items(), 1):
    family = scheme.objects.create(code=code, family=code, position=position, on=True, mark=mark, names=names)
    rest = dict(policy_id="top", names=names, reader_offices=["registrar"])
    level.objects.create(code="of_" + code, scheme=family, rank=1, colour="red", longest_years=5, **rest)
seen = []
for name in (NEW, OLD, NEW):
    apps = to(name)
    scheme, level = (apps.get_model("classification", model) for model in ("scheme", "secrecylevel"))
    marks = dict(scheme.objects.values_list("code", "mark"))
    kept = [list(apps.get_model("classification", "historical" + model).objects.order_by("pk").values_list("code", "history_type"))
        for model in ("scheme", "secrecylevel")]
    equal = dict(level.objects.values_list("code", "equal_to")) if name == NEW else None
    seen.append([marks, kept, equal])
print(json.dumps(seen))
'''


def test_t91_old_marks_and_levels_come_through_with_a_line_of_history_and_back_and_through_again():
    with a_room() as folder:
        done = supervisor("exec", "--", sys.executable, "-c", PROGRAM, VAR=str(folder / "var"), DATABASE_ROLE="owner")
    assert done.returncode == 0, done.stderr
    first, back, again = json.loads(done.stdout.splitlines()[-1])
    marks = {"petition": "信访·{level} {period}", "commercial": "甲" * 37 + "{owner}{level}▲{period}", "company": "{owner}{level} {period}"}
    equal = {"of_petition": None, "of_commercial": "of_petition", "of_company": "of_petition"}
    assert (first[0], first[2]) == (again[0], again[2]) == (marks, equal)
    assert back[0] == marks
    assert sorted(first[1][0]) == [["commercial", "~"], ["company", "~"]]
    assert sorted(first[1][1]) == [["of_commercial", "~"], ["of_company", "~"]]
    assert again[1][0] == first[1][0], "what is right already is no change"
