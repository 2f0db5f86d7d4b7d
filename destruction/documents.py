"""The destruction slip (保密销毁单) with its list, and the certificate (销毁证明), as documents. Basis: DOMAIN §5.3."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from approvals.sheets.parts import Document, Form, Listing, Prose
from approvals.sheets.values import halved, moment, signatures, text
from custody.models import Carrier
from destruction.choices import Method
from destruction.models import Certificate, DestructionItem, DestructionSlip

WIDTHS = (0.75, 2.05, 2.05, 2.4, 2.2, 1, 1.3)


def slip_document(shown: dict) -> Document:
    """`shown`: what the slip's pages show this reader (views.pages.particulars), no more."""
    slip = shown["slip"]
    lines = [line.item for line in shown["lines"]]
    mark = slip.mark
    return Document(
        kind=_("Destruction slip"),
        title=_("Destruction slip for classified material"),
        number=slip.number,
        mark=mark.text if mark else "",
        colour=mark.level if mark else "",
        parts=[
            Form(_asked(slip, shown["reason"]), tall=[_("Reason")]),
            _list([_line(item) for item in lines], _totals(lines), _("List of what is destroyed")),
            signatures(shown["steps"], _("Signatures")),
        ],
    )


def _asked(slip: DestructionSlip, reason: str | None) -> list:
    rows = [
        [(_("Applicant"), text(slip.applicant)), (_("Owning unit"), text(slip.owning_unit))],
        [(_("Filed"), moment(slip.filed_at)), (_("State"), text(slip.get_status_display()))],
        [(_("Method"), text(slip.get_method_display())), (_("Destroyed at"), moment(slip.destroyed_at))],
    ]
    if reason is not None:
        rows.append([(_("Reason"), text(reason))])
    if slip.method == Method.AGENCY:  # written in by hand when the material leaves the house
        rows.append([(_("Destruction agency"), "\n"), (_("Receipt number"), "\n")])
        rows.append([(_("Two escorts"), "\n"), (_("Received by"), "\n")])
    return rows


def _line(item: DestructionItem) -> list[str]:
    kind = text(item.get_kind_display())
    return [text(item.position), item.record_number, item.carrier_number, kind, item.mark_text, text(item.pages), text(item.copies)]


def _list(rows: list, sums: list, title: str) -> Listing:
    heads = [_("Line"), _("Record"), _("Carrier"), _("Kind"), _("Level"), _("Pages"), _("Copies")]
    return Listing(heads, rows, widths=WIDTHS, right=(5, 6), sums=sums, title=title)


def _totals(items: Iterable) -> list[list[str]]:
    """A total for each kind of carrier, as the form asks for."""
    found: dict[str, list] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item)
    return [_total(dict(Carrier.Kind.choices).get(kind, "–"), of_kind) for kind, of_kind in found.items()]


def _total(kind: object, items: list) -> list[str]:
    count = ngettext("%(count)s line", "%(count)s lines", len(items)) % {"count": len(items)}
    pages = sum((item.pages or 0) * (item.copies or 1) for item in items)
    return ["", _("Total"), count, str(kind), "", str(pages), str(sum(item.copies or 0 for item in items))]


def certificate_document(certificate: Certificate, words: dict, *, mark, verifies: bool) -> Document:
    """`words`: the certificate's own content in the language in use (wording.worded); the registers are not asked."""
    content = certificate.content
    seal = _("Verified when this copy was made.") if verifies else _("Did not verify when this copy was made: not what was written.")
    form = [
        [(_("Owning unit"), content["unit"]), (_("Destroyed at"), moment(words["destroyed_at"]))],
        [(_("Method"), text(words["method"])), (_("Record keys destroyed"), text(content["record_keys_destroyed"]))],
        [(_("Hash of this certificate"), halved(certificate.digest))],
        [(_("Hash of what was signed"), halved(content["signed_payload"]))],
        [(_("Seal"), seal)],
    ]
    rows = [_certified(item) for item in words["items"]]
    said = _("What is listed below was destroyed on the signatures below; its content cannot be read again, from any copy or backup.")
    return Document(
        kind=_("Certificate of destruction"),
        title=_("Certificate of destruction"),
        number=content["slip"],
        mark=mark.text if mark else "",
        colour=mark.level if mark else "",
        parts=[
            Prose(said),
            Form(form),
            _list(rows, [], _("What was destroyed")),
            signatures(words["people"], _("Six people")),
        ],
    )


def _certified(item: dict) -> list[str]:
    named = [item[name] for name in ("position", "record", "carrier", "kind")]
    return [text(value) for value in (*named, item["mark"]["text"] if item["mark"] else "", item["pages"], item["copies"])]
