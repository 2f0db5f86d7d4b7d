"""Attaching: who may, what is kept, what is said, and that nothing of it lies in the clear."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from config.demonstration.founding import House
from petitions import actions
from petitions.attachments import rendering
from petitions.attachments.actions import put_back, remove
from petitions.models import Attachment, Petition
from tests import cast
from tests.petitions import cases
from tests.petitions.attachments import samples, stage
from vault import files
from vault.models import SealedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def petition(house: House) -> Petition:
    return cases.graded(house)


def test_several_files_at_once_are_kept_and_shown_with_who_and_how_large(house: House, petition: Petition) -> None:
    li = cast.signed_in(house.li)
    assert stage.send(li, petition, {"来信.pdf": samples.pdf(), "照片.jpg": samples.picture("JPEG")}).status_code == 302
    first, second = petition.attachments.all()
    assert (first.name, first.kind, first.size, first.added_by) == ("来信.pdf", "pdf", len(samples.pdf()), house.li)
    text = li.get(petition.get_absolute_url()).content.decode()
    assert "来信.pdf" in text
    assert "照片.jpg" in text
    assert str(second.pk) in text


def test_files_sent_one_by_one_are_said_once_with_the_last_of_them(house: House, petition: Petition) -> None:
    li = cast.signed_in(house.li)
    assert stage.problems(li, petition, {"来信.pdf": samples.pdf()}) == []
    assert stage.problems(li, petition, {"照片.jpg": samples.picture("JPEG")}, attached_before="1") == []
    said = [str(message) for message in li.get(petition.get_absolute_url()).context["messages"]]
    assert said == ["已添加 2 份附件。"]


def test_a_file_that_is_not_taken_says_why_and_keeps_none_of_the_others_back(house: House, petition: Petition, media: Path) -> None:
    answer = stage.send(cast.signed_in(house.li), petition, {"网页.html": b"<b>", "来信.pdf": samples.pdf(), "空.pdf": b""})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert text.count("网页.html") == text.count("空.pdf") == 1
    assert [one.name for one in petition.attachments.all()] == ["来信.pdf"]
    assert len(stage.stored(media)) == 1
    assert Entry.objects.filter(event="attachment.not_taken").count() == 2


def test_nothing_of_a_file_lies_in_the_clear_neither_content_nor_name(house: House, petition: Petition, media: Path) -> None:
    made = stage.attached(petition, house.li, "机密名称.docx", samples.docx())
    stage.attached(petition, house.li, "第二份.txt", samples.WORD.encode())
    for path in stage.stored(media):
        assert samples.WORD.encode() not in path.read_bytes()
        assert "机密" not in path.name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT string_agg(t::text, chr(10)) FROM {connection.ops.quote_name(table)} t")
            content = cursor.fetchone()[0] or ""
            for form in ("机密名称", "机密名称".encode().hex(), samples.WORD, samples.WORD.encode().hex()):
                assert form not in content, table
    assert made.name == "机密名称.docx"


def test_t69_the_same_file_sent_twice_is_attached_once(house: House, petition: Petition) -> None:
    li = cast.signed_in(house.li)
    assert stage.problems(li, petition, {"来信.pdf": samples.pdf()}) == []
    assert len(stage.problems(li, petition, {"又一次.pdf": samples.pdf()})) == 1
    assert petition.attachments.count() == SealedFile.objects.count() == 1


def test_too_many_and_too_large_are_said_with_what_to_do(house: House, petition: Petition, settings: Any) -> None:
    li = cast.signed_in(house.li)
    settings.ATTACHMENT_MEGABYTES, settings.MOST_ATTACHMENTS = 1, 1
    (sentence,) = stage.problems(li, petition, {"大.txt": b"x" * (1024 * 1024 + 1)})
    assert "split" in sentence.lower() or "拆分" in sentence
    assert stage.problems(li, petition, {"大.txt": b"x" * 1024 * 1024}) == []
    assert len(stage.problems(li, petition, {"再.txt": b"y"})) == 1
    assert petition.attachments.count() == 1


def test_a_form_larger_than_all_that_is_taken_is_refused_before_it_is_read(house: House, petition: Petition, settings: Any) -> None:
    settings.ATTACHMENT_MEGABYTES = 1
    answer = stage.send(cast.signed_in(house.li), petition, {"大.txt": b"x" * (5 * 1024 * 1024 + 1)})
    assert answer.status_code == 413


def test_a_form_without_files_says_so(house: House, petition: Petition) -> None:
    assert stage.send(cast.signed_in(house.li), petition, {}).status_code == 400


def test_the_handling_officer_attaches_to_a_note_of_their_own_only(house: House, petition: Petition) -> None:
    note = actions.add_note(petition, text="已走访", by=house.li, on=cases.today())
    made = stage.attached(petition, house.li, "走访.jpg", samples.picture("JPEG"), belongs_to=str(note.pk))
    assert made.note == note
    actions.assign(petition, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=cases.today())
    chen = cast.signed_in(house.chen)
    assert len(stage.problems(chen, petition, {"x.txt": b"x"}, belongs_to=str(note.pk))) == 1
    assert stage.problems(chen, petition, {"x.txt": b"x"}) == []


@pytest.mark.parametrize(
    ("account", "status"), [("li", 200), ("wang", 403), ("liu", 403), ("he", 403), ("qian", 404), ("zhao", 404), ("secadmin", 404)]
)
def test_who_may_attach(house: House, petition: Petition, media: Path, account: str, status: int) -> None:
    client = cast.signed_in(house.people[account])
    address = f"/petitions/{petition.pk}/attachments/"
    assert client.get(address).status_code == status
    assert stage.send(client, petition, {"来信.pdf": samples.pdf()}).status_code == (302 if status == 200 else status)
    assert bool(stage.stored(media)) == (status == 200)


def test_a_closed_case_takes_no_more_files(house: House, media: Path) -> None:
    petition = cases.closed(house)
    assert stage.send(cast.signed_in(house.li), petition, {"来信.pdf": samples.pdf()}).status_code == 409
    assert stage.stored(media) == []


def test_a_wrong_file_is_taken_out_with_a_reason_and_can_be_put_back(house: House, petition: Petition) -> None:
    made, li = stage.attached(petition, house.li, "错.pdf", samples.pdf()), cast.signed_in(house.li)
    removal, restoration = f"/petitions/attachments/{made.pk}/removal/", f"/petitions/attachments/{made.pk}/restoration/"
    assert li.post(removal, {"reason": ""}).status_code == 200
    assert li.post(removal, {"reason": "放错了卷"}).status_code == 302
    for name, more in (("attachment", ()), ("attachment_file", ()), ("attachment_page", (1,))):
        assert stage.get(li, name, made, *more).status_code == 404
    text = li.get(petition.get_absolute_url()).content.decode()
    assert "放错了卷" in text
    assert li.post(removal, {"reason": "again"}).status_code == 409
    assert stage.place_of(made).exists(), "it stays sealed until the petition is destroyed"
    assert li.post(restoration).status_code == 302
    assert li.post(restoration).status_code == 409
    assert stage.get(li, "attachment", made).status_code == 200
    assert [row.history_type for row in made.history.order_by("history_id")] == ["+", "~", "~"]
    assert made.history.filter(removed_at__isnull=False).get().removal_reason == "放错了卷"


@pytest.mark.parametrize("account", ["wang", "liu", "he", "chen"])
def test_nobody_else_takes_a_file_out(house: House, petition: Petition, account: str) -> None:
    made = stage.attached(petition, house.li, "来信.pdf", samples.pdf())
    answer = cast.signed_in(house.people[account]).post(f"/petitions/attachments/{made.pk}/removal/", {"reason": "x"})
    assert answer.status_code in (403, 404)
    made.refresh_from_db()
    assert not made.is_removed


def test_taking_out_and_putting_back_are_asked_of_the_action_itself(house: House, petition: Petition) -> None:
    """Whatever the page has asked before: somebody may have closed the case or lost the office meanwhile."""
    made = stage.attached(petition, house.li, "来信.pdf", samples.pdf())
    with pytest.raises(Refused):
        remove(made, reason="x", by=house.wang, on=cases.today())
    remove(made, reason="x", by=house.li, on=cases.today())
    with pytest.raises(Refused):
        put_back(made, by=house.wang, on=cases.today())


def test_the_history_of_the_page_tells_readers_and_nobody_else_of_files(house: House, petition: Petition) -> None:
    stage.attached(petition, house.li, "只给读者.pdf", samples.pdf())
    assert cast.signed_in(house.li).get(petition.get_absolute_url()).content.decode().count("只给读者.pdf") >= 2
    for account in ("chen", "he", "liu"):
        assert "只给读者" not in cast.signed_in(house.people[account]).get(petition.get_absolute_url()).content.decode()


def test_what_a_signature_binds_changes_with_a_file(house: House, petition: Petition) -> None:
    """A destruction slip says by a hash what it destroys."""
    from destruction.fingerprints import of_record

    before = of_record(petition.record)
    made = stage.attached(petition, house.li, "来信.pdf", samples.pdf(), prepared=False)
    after = of_record(petition.record)
    rendering.render(made.pk)
    assert before != after == of_record(petition.record), "pages made of it change nothing"


def test_a_petition_that_is_gone_meanwhile_keeps_nothing_of_the_upload(house: House, petition: Petition, media: Path) -> None:
    """The case is closed while the file comes in."""
    from petitions.attachments.actions import attach
    from vault.uploads import SealedUpload

    with files.writing(petition.pk) as writer:
        writer.write(samples.pdf())
    upload = SealedUpload("来信.pdf", "", 1, writer.written, "")
    actions.close(petition, result="explained", reply="已答复", closed_on=cases.today(), by=house.li, on=cases.today())
    with pytest.raises(Refused):
        attach(petition, upload, note=None, by=house.li, on=cases.today())
    upload.close()
    assert stage.stored(media) == []
    assert not Attachment.objects.exists()
