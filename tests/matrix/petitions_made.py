"""Petitions in every state, with notes, gradings, attachments; imports of them."""

import io
from datetime import timedelta
from functools import partial

from PIL import Image

from classification.scoping import actions as scoping
from petitions import actions
from petitions.attachments import rendering
from petitions.attachments.actions import attach, remove
from petitions.importing import actions as importing
from petitions.importing.models import ImportRun
from petitions.importing.running import carry_on
from petitions.models import Attachment, Petition
from petitions.openings import actions as openings
from petitions.scoping.actions import ask_in
from tests.matrix.world import BOTH, OWN, PETITIONS, World, grading_values, phone_of, planted
from vault import files, keys
from vault.identity import uuid7
from vault.uploads import SealedUpload


def make_petitions(world: World) -> None:
    for name in PETITIONS:
        world.put("petition", name, _petition(world, name))
    _finish(world)
    _regrade(world)
    _scope(world)


def _petition(world: World, name: str) -> Petition:
    data = actions.Registration(
        channel="letter",
        received_on=world.on - timedelta(days=3),
        subject=planted("subject", name),
        body=planted("body", name),
        category="claim",
        information_category="privacy",
        petitioner_name=planted("name", name),
        petitioner_phone=phone_of(name),
        petitioner_address=planted("address", name),
    )
    return actions.register(data, by=world.house.li, on=world.on)


def _finish(world: World) -> None:
    for name, (level, units, officer, closed) in PETITIONS.items():
        petition = world.things["petition"][name]
        if officer:
            _assign(world, petition, "li")
            actions.add_note(petition, text=planted("note", name), by=world.house.li, on=world.on)
        if level or name == "proposed":
            _propose(world, name, level or "important", units or BOTH, decided=bool(level))
        if officer == "chen":
            _assign(world, petition, officer)
        _attach(world, petition, name)
        if closed:
            reply = planted("reply", name)
            actions.close(petition, result="explained", reply=reply, closed_on=world.on, by=world.house.li, on=world.on)


def _attach(world: World, petition: Petition, name: str) -> None:
    """A picture of one page, prepared; to `shared` a second one, which is taken out again."""
    world.put("attachment", name, _attached(world, petition, planted("file", name)))
    rendering.render(world.ids["attachment"][name])
    if name == "shared":
        other = _attached(world, petition, planted("removedfile", name))
        world.put("attachment", "removed", remove(other, reason=planted("removal", name), by=world.house.li, on=world.on))


def _attached(world: World, petition: Petition, name: str) -> Attachment:
    out = io.BytesIO()
    Image.new("RGB", (80, 100), "white").save(out, "PNG")
    with files.writing(petition.pk) as writer:
        writer.write(out.getvalue() + name.encode())  # so that no two are alike
    upload = SealedUpload(f"{name}.png", "image/png", writer.size, writer.written, "")
    return attach(petition, upload, note=None, by=world.house.li, on=world.on)


def _assign(world: World, petition: Petition, account: str) -> None:
    officer = world.house.people[account]
    actions.assign(petition, officer=officer, unit=officer.main_unit, by=world.house.wang, on=world.on)


def _propose(world: World, name: str, code: str, units, *, decided: bool) -> None:
    values = grading_values(world, code, units)
    values["basis"] = planted("basis", name)
    grading = actions.propose_grading(world.things["petition"][name], **values, by=world.house.li, on=world.on)
    if decided:
        actions.decide_grading(grading, **values, by=world.house.liu, on=world.on)


def _regrade(world: World) -> None:
    """Lowered and narrowed, of which chen is told; that it be declassified is proposed."""
    petition, house = world.things["petition"]["regraded"], world.house
    values = grading_values(world, "ordinary", OWN) | {"basis": planted("basis", "regraded")}
    changed = actions.propose_grading(petition, **values, reason=planted("change", "regraded"), by=house.li, on=world.on)
    actions.decide_grading(changed, **values, by=house.liu, on=world.on)
    world.put("notice", "given", changed.notices.get(person=house.chen))
    why = {"basis": planted("ground", "regraded"), "reason": planted("declassified", "regraded")}
    actions.propose_declassification(petition, **why, by=house.li, on=world.on)


def _scope(world: World) -> None:
    """Chen asked for more time in vain, and is told; li asks for qian, which waits."""
    petition, house, until = world.things["petition"]["shared"], world.house, world.on + timedelta(days=9)
    declined = ask_in(petition, named=house.chen, until=until, reason=planted("scope", "declined"), by=house.chen, on=world.on)
    scoping.decline(declined, reason=planted("scoperefusal", "declined"), by=house.liu, on=world.on)
    world.put("scope_notice", "given", declined.notices.get(person=house.chen))
    waits = ask_in(petition, named=house.qian, until=until, reason=planted("scope", "shared"), by=house.li, on=world.on)
    world.put("scope_change", "waiting", waits)


def make_openings(world: World) -> None:
    """Li has asked Wang to be by; Wang looks at it, and Li is by (`conftest.browsers_in` says on which screen)."""
    house = world.house
    ask = partial(openings.ask, world.things["petition"]["opened"], purpose=planted("opening", "opened"), on=world.on)
    world.put("opening", "asked", ask(companion=house.wang, by=house.li))
    looked_at = ask(companion=house.li, by=house.wang)
    openings.sign_as_reader(looked_at, screen="", by=house.wang, on=world.on)
    world.put("opening", "open", openings.sign_as_companion(looked_at, device=None, by=house.li, on=world.on))


def make_imports(world: World) -> None:
    """One that waits to be started, one that is done and has refused a row."""
    world.put("import", "ready", _given(world, b"subject,body\nMatrix ready,Matrix text\n"))
    done = _given(world, b"subject,body\nMatrix done,Matrix row\nMatrix \x07,Matrix bell\n")
    world.put("import", "done", _worked(world, importing.start(done, by=world.house.li)))


def _given(world: World, content: bytes) -> ImportRun:
    dossier = uuid7()
    keys.make_key(dossier)
    with files.writing(dossier) as writer:
        writer.write(content)
    upload = SealedUpload("matrix.csv", "text/csv", len(content), writer.written, "")
    return _worked(world, importing.receive(upload, by=world.house.li, on=world.on))


def _worked(world: World, run: ImportRun) -> ImportRun:
    while carry_on(str(run.pk), on=world.on):
        pass
    return ImportRun.objects.get(pk=run.pk)
