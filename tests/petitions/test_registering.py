"""Register: fields, numbers, refusals, what is stored."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation

from audit.trail.models import Entry, Result
from petitions import identity_numbers
from petitions.models import Petition, Petitioner
from tests import cast
from tests.petitions.cases import ADDRESS, BODY, ID_NUMBER, NAME, PHONE, SECRETS, SUBJECT, form, register, today

pytestmark = pytest.mark.django_db
NEW = "/petitions/new/"


def post(house, **changes):
    return cast.signed_in(house.li).post(NEW, form(**changes))


def errors(response) -> dict:
    with translation.override("en"):
        return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_a_registrar_registers(house):
    response = post(house)
    petition = Petition.objects.get()
    petitioner = petition.petitioners.get()
    assert (response.status_code, response.url) == (302, f"/petitions/{petition.pk}/")
    assert petition.number == f"XF-{timezone.localdate().year}-000001"
    assert (petition.status, petition.subject, petition.body) == ("registered", SUBJECT, BODY)
    assert (petitioner.name, petitioner.id_number, petitioner.phone, petitioner.address) == (NAME, ID_NUMBER, PHONE, ADDRESS)
    assert petitioner.phone_normalised == "17000004827"
    assert petition.record.unit == house.units["petition_office"]
    entry = Entry.objects.get(event="petition.registered")
    assert (entry.actor, entry.dossier_id, entry.facts) == (house.li, petition.pk, {"number": petition.number})


def test_only_a_registrar_registers(house):
    for account in ("wang", "chen", "liu", "zhao", "zhou", "secadmin"):
        browser = cast.signed_in(house.people[account])
        assert (browser.get(NEW).status_code, browser.post(NEW, form()).status_code) == (403, 403)
        refusals = Entry.objects.filter(event="action.refused", result=Result.DENIED, actor=house.people[account])
        assert [entry.reason for entry in refusals] == ["NOT_REGISTRAR", "NOT_REGISTRAR"]
    assert not Petition.objects.exists()


def test_numbers_have_no_gap_and_accusations_a_series_of_their_own(house):
    year = timezone.localdate().year
    numbers = [register(house, category=category).number for category in ("claim", "accusation", "suggestion", "accusation", "claim")]
    assert numbers == [f"XF-{year}-000001", f"JK-{year}-000001", f"XF-{year}-000002", f"JK-{year}-000002", f"XF-{year}-000003"]


def test_a_refused_registration_takes_no_number(house):
    post(house, received_on="2099-01-01")
    register(house)
    assert Petition.objects.get().number.endswith("-000001")


def test_the_number_follows_the_year_of_registration(house):
    petition = register(house, received_on=today() - timedelta(days=800))
    assert petition.number.startswith(f"XF-{today().year}-")


def test_nobody_needs_a_name(house):
    post(house, petitioner_name="", petitioner_id_number="", petitioner_phone="", petitioner_address="")
    assert Petitioner.objects.get().name == ""
    post(house, petitioner_name="匿名")
    assert [petitioner.name for petitioner in Petitioner.objects.all()] == ["", ""]


def test_widths_and_spaces_are_normalised(house):
    typed = " " + ID_NUMBER[:6] + "　" + "".join(chr(ord(c) + 0xFEE0) for c in ID_NUMBER[6:]) + " "
    post(house, petitioner_id_number=typed, petitioner_phone="１７０－００００－４８２７")
    petitioner = Petitioner.objects.get()
    assert petitioner.id_number == ID_NUMBER
    assert (petitioner.phone, petitioner.phone_normalised) == ("１７０－００００－４８２７", "17000004827")


def test_a_wrong_check_digit_is_told_and_everything_typed_stays(house):
    wrong = ID_NUMBER[:17] + ("1" if ID_NUMBER[17] != "1" else "2")
    response = post(house, petitioner_id_number=wrong)
    page = response.content.decode()
    assert response.status_code == 200
    sentence = "The last character of this ID number does not fit the other seventeen; compare it with the card."
    assert errors(response) == {"petitioner_id_number": [sentence]}
    assert all(value in page for value in (wrong, SUBJECT, "请求检修管网", NAME, PHONE, ADDRESS))
    assert not Petition.objects.exists()


def test_an_unknown_area_is_stored_with_a_warning(house):
    number = "119999197001010" + "01"
    number += identity_numbers.check_character(number)
    browser = cast.signed_in(house.li)
    with translation.override("en"):
        page = browser.post(NEW, form(petitioner_id_number=number), follow=True, headers={"accept-language": "en"})
    assert Petitioner.objects.get().id_number == number
    assert [message.level_tag for message in page.context["messages"]] == ["success", "warning"]


def test_a_day_in_the_future_is_refused(house):
    tomorrow = today() + timedelta(days=1)
    assert errors(post(house, received_on=tomorrow.isoformat())) == {
        "received_on": ["The day of receipt lies in the future; enter today or an earlier day."]
    }


def test_a_day_that_makes_no_sense_is_refused_beside_its_field(house):
    for received_on in ("2026-02-30", "0026-03-01", "gestern", "", "1899-01-01", "99999-01-01"):
        assert list(errors(post(house, received_on=received_on))) == ["received_on"]


TEXTS = ["subject", "body", "petitioner_name", "petitioner_id_number", "petitioner_phone", "petitioner_address"]


FORBIDDEN = {"\0": "U+0000 NULL", "\x0b": "U+000B LINE TABULATION", "\u202e": "U+202E RIGHT-TO-LEFT OVERRIDE"}


def test_t80_forbidden_characters_are_refused_by_name_in_every_field(house):
    for field in TEXTS:
        for character, name in FORBIDDEN.items():
            assert name in errors(post(house, **{field: f"一{character}二"}))[field][0]
    assert not Petition.objects.exists()


def test_a_hundred_thousand_characters_are_taken_one_more_is_not(house):
    assert post(house, body="信" * 100_000).status_code == 302
    assert len(Petition.objects.get().body) == 100_000
    response = post(house, body="信" * 100_001)
    assert errors(response) == {"body": ["The text has 100,001 characters; at most 100,000 are accepted."]}


def test_line_breaks_of_browsers_count_once(house):
    assert post(house, body=("信\r\n" * 50_000)[:-2] + "信").status_code == 302


def test_a_value_that_is_not_offered_gets_a_sentence(house):
    for field in ("channel", "category", "information_category"):
        assert errors(post(house, **{field: "nonsense"})) == {field: ["Choose one of the entries offered."]}


def test_t28_fields_nobody_offered_change_nothing(house):
    extra = {
        "status": "closed",
        "number": "XF-1999-000001",
        "record": "x",
        "handling_officer": str(house.chen.pk),
        "registered_by": str(house.chen.pk),
        "closed_on": "2026-01-01",
        "result": "supported",
        "source": "x",
        "source_number": "x",
        "reply": "x",
        "extra": "x",
        "unit": str(house.units["business_one"].pk),
        "level": "ordinary",
    }
    post(house, **extra)
    petition = Petition.objects.get()
    assert (petition.status, petition.handling_officer, petition.registered_by) == ("registered", None, house.li)
    assert (petition.closed_on, petition.result, petition.source, petition.reply, petition.extra) == (None, "", "", "", "")
    assert petition.record.unit == house.units["petition_office"]
    assert petition.record.level is None


def test_t11_no_sealed_value_lies_in_any_column(house):
    register(house)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "\n".join(row[0] for row in cursor.fetchall())
            for secret in SECRETS:
                for spelled in (secret, secret.encode().hex(), secret.encode("unicode_escape").decode()):
                    assert spelled not in text, table


def test_t57_history_holds_the_same_ciphertext(house):
    from vault.fields import verbatim  # only this test looks underneath

    petition = register(house)
    with verbatim():
        stored = Petition.objects.get(pk=petition.pk)
        kept = petition.history.get()
        assert (kept.subject.blob, kept.body.blob) == (stored.subject.blob, stored.body.blob)
        assert petition.petitioners.get().history.get().name.blob == petition.petitioners.get().name.blob
    assert petition.history.get().subject == SUBJECT


def test_t58_index_rows_hold_digests_only(house):
    from vault.models import BigramEntry, EqualityEntry

    petition = register(house)
    places = set(EqualityEntry.objects.filter(dossier_id=petition.pk).values_list("place", flat=True))
    assert places == {"petitions_petitioner.id_number.equal", "petitions_petitioner.phone.equal", "petitions_petition.text.equal"}
    places = set(BigramEntry.objects.filter(dossier_id=petition.pk).values_list("place", flat=True))
    assert places == {"petitions_petitioner.name.bigrams", "petitions_petition.subject.bigrams"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'vault_historical%'")
        assert cursor.fetchall() == []


def test_an_empty_form_is_told_what_is_missing(house):
    response = cast.signed_in(house.li).post(NEW, {})
    assert response.status_code < 500
    assert {"subject", "body", "channel"} <= set(errors(response))
