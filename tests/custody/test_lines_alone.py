"""State carriers above the ceiling: a ledger line with a neutral title and a mark, never content. Basis: DOMAIN C3."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.models import SecrecyLevel
from classification.periods import parse_period
from classification.rules import obstacles_to_values
from custody.lines.actions import Line, enter_line
from custody.models import Carrier
from custody.querysets import visible_carriers
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
PLACE = "/custody/carriers/new/"
FORM = {"title": "密函〔2026〕3号", "level": "state_highly_secret", "period": "10年", "pages": "6", "copies": "1", "place": "保密柜二"}


@pytest.fixture
def house(db):
    return cast.make()


def line(level="state_secret", period="5年"):
    parsed = parse_period(period, start=TODAY())
    return Line("密函〔2026〕4号", SecrecyLevel.objects.get(pk=level), parsed, pages=2, copies=1, place="保密柜一")


def test_the_clerk_enters_it_and_it_bears_the_state_mark_in_the_ledger_alone(house):
    clerk = cast.signed_in(house.zhao)
    assert PLACE in clerk.get("/custody/carriers/").content.decode()
    answer = clerk.post(PLACE, FORM)
    assert answer.status_code == 302, answer.content.decode()
    made = Carrier.objects.get(title=FORM["title"])
    assert (made.mark.text, made.record, made.keeper, made.pages) == ("机密★10年", None, house.zhao, 6)
    assert "机密★10年" in clerk.get(answer["Location"]).content.decode()
    assert Entry.objects.get(event="carrier.registered").facts == {"number": made.number, "level": "state_highly_secret"}
    seeing = {name for name, person in house.people.items() if visible_carriers(cast.fresh(person)).filter(pk=made.pk).exists()}
    assert seeing == {"zhao", "dang"}


def test_nobody_but_the_security_clerk_enters_lines(house):
    for account, person in house.people.items():
        if account != "zhao":
            with pytest.raises(Refused, match="NOT_LEDGER_CLERK"):
                enter_line(line(), by=person, on=TODAY())


@pytest.mark.parametrize(("level", "period", "refused"), [("core", "5年", "HOLDS_CONTENT"), ("state_secret", "11年", "PERIOD_TOO_LONG")])
def test_what_a_line_alone_may_not_be(house, level, period, refused):
    with pytest.raises(Refused, match=refused):
        enter_line(line(level, period), by=house.zhao, on=TODAY())


def test_a_form_with_faults_keeps_what_was_typed_and_says_what_to_do(house):
    answer = cast.signed_in(house.zhao).post(PLACE, FORM | {"period": "21年"})
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["period"]
    assert FORM["title"] in answer.content.decode()


def test_up_to_the_ceiling_a_level_is_held_with_content_and_above_it_as_lines(house, settings):
    scope = [f"unit:{house.units['legal'].pk}"]

    def refused(level):
        values = (SecrecyLevel.objects.get(pk=level), parse_period("5年", start=TODAY()), scope)
        return [obstacle.code for obstacle in obstacles_to_values(*values, on=TODAY())]

    settings.MAX_STATE_LEVEL = "state_secret"
    assert refused("state_secret") == []
    assert refused("state_highly_secret") == ["ABOVE_CEILING"]
    with pytest.raises(Refused, match="HOLDS_CONTENT"):
        enter_line(line("state_secret"), by=house.zhao, on=TODAY())
    assert enter_line(line("state_highly_secret"), by=house.zhao, on=TODAY()).mark.text == "机密★5年"


@pytest.mark.parametrize("change", ["mark_text = ''", "kind = 'electronic'"])
def test_the_database_keeps_a_line_alone_on_paper_and_marked(house, change):
    made = enter_line(line(), by=house.zhao, on=TODAY())
    with pytest.raises(IntegrityError, match="a_line_alone_is_paper_and_marked"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE custody_carrier SET {change} WHERE id = %s", [made.pk])
