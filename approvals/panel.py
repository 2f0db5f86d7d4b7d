"""What a slip's page shows of its signatures, and what its reader may do with them."""

from datetime import date

from django.utils.translation import gettext as _

from approvals import events, rules
from approvals.forms import RefusalForm, SigningForm, WithdrawalForm
from approvals.models import OPEN, Signature, Slip, Status
from approvals.steps import Step
from audit.trail.events import Kind
from audit.trail.models import Entry
from personnel.forms import ProofForm
from personnel.models import Person
from personnel.offices import Office
from personnel.proving import bound_or_new

_ENDED_UNSIGNED = (Status.WITHDRAWN, Status.LAPSED)


def signing_panel(slip: Slip, person: Person, *, on: date, form: ProofForm | None = None) -> dict:
    """Context of `approvals/signing.html`. `form`: a bound form to be shown again in place of the fresh one."""
    to_signing = list(rules.obstacles_to_signing(slip, person, on=on))
    to_withdrawing = list(rules.obstacles_to_withdrawing(slip, person))
    seen = {"seen": slip.canonical_hash()}
    return {
        "slip": slip,
        "steps": sign_offs(slip, on=on),
        "to_signing": to_signing if slip.is_open and _signs_slips(person) else [],
        "signing": None if to_signing else bound_or_new(SigningForm, form, **seen),
        "refusal": None if any(rules.obstacles_to_refusing(slip, person, on=on)) else bound_or_new(RefusalForm, form, **seen),
        "withdrawal": None if to_withdrawing else bound_or_new(WithdrawalForm, form),
        "open": form and type(form).__name__,
    }


def _signs_slips(person: Person) -> bool:
    """Why they cannot sign is told to people whose office signs; others are not asked to."""
    return person.holds(Office.UNIT_HEAD) or person.holds(Office.LEADER_IN_CHARGE)


def sign_offs(slip: Slip, *, on: date) -> list[dict]:
    """The steps in order, each with who signed, refused, or is waited for by name."""
    signed = {signature.step: signature for signature in slip.signatures}
    valid = slip.status not in (*OPEN, Status.APPROVED) or slip.canonical_hash() == slip.payload_hash
    return [_step(slip, number, code, signed, valid, on) for number, code in enumerate(slip.steps)]


def _step(slip: Slip, number: int, code: str, signed: dict[int, Signature], valid: bool, on: date) -> dict:
    label = Step(code).label
    if number in signed:
        return {"label": label, "state": "signed" if valid else "void", **_signer(signed[number])}
    if number > len(signed):
        return {"label": label, "state": "later", "waiting_for": _("No longer needed.") if not slip.is_open else ""}
    return {"label": label, **_turn(slip, number, on)}


def _turn(slip: Slip, number: int, on: date) -> dict:
    if slip.status == Status.REFUSED:
        return {"state": "refused", **_refuser(slip)}
    if slip.status in _ENDED_UNSIGNED:
        return {"state": "later", "waiting_for": _("No longer needed.")}
    names = _(", ").join(person.name for person in rules.signers_of_step(slip, number, on=on))
    sentence = _("Waiting for %(names)s.") % {"names": names} if names else str(rules.NO_SIGNER)
    return {"state": "waiting", "waiting_for": sentence}


def _signer(signature: Signature) -> dict:
    return {"name": signature.signer.name, "office": offices_in_words(signature.office), "at": signature.signed_at}


def _refuser(slip: Slip) -> dict:
    entry = Entry.objects.filter(subject_id=slip.pk, event=events.SLIP_REFUSED.code).select_related("actor").first()
    if entry is None:
        return {}
    return {"name": entry.actor.name, "office": offices_in_words(entry.office), "at": entry.at, "reason": entry.text}


def history(slip: Slip) -> list[dict]:
    """What was done with the slip, worded from the trail, newest first; who merely looked at it is not told here."""
    done = Entry.objects.filter(subject_id=slip.pk, kind__in=(Kind.CHANGE, Kind.SYSTEM)).select_related("actor")
    return [
        {"title": entry.sentence, "at": entry.at, "who": entry.actor, "office": offices_in_words(entry.office)}
        for entry in done.order_by("-at", "-id")
    ]


def offices_in_words(codes: str) -> str:
    """`registrar,handling_officer` as the reader's language says it."""
    known = dict(Office.choices)
    return _(", ").join(str(known[code]) for code in codes.split(",") if code in known)
