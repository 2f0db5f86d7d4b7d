"""What the trail calls a page: entries keep its code, readers see its name."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from audit.trail.wording import word_facts_with

_WHOLE = {
    "worklist": _("Worklist"),
    "approvals": _("Waiting for me"),
    "operations": _("Operations"),
    "overview": _("Overview"),
    "account_login": _("Sign in"),
    "account_logout": _("Sign out"),
    "set_language": _("Language"),
    "account_change_password": _("Change your password"),
    "personnel:signin_policy": _("Passwords and sign-in"),
    "personnel:people": _("People"),
    "personnel:person": _("Person"),
    "personnel:account_new": _("New account"),
    "personnel:my_devices": _("My devices"),
    "personnel:devices": _("Devices"),
    "personnel:device": _("Device"),
    "personnel:proposals": _("Proposals"),
    "activation": _("Choose your password"),
    "personnel:propose_rule": _("Submit the proposal"),
    "personnel:propose": _("Submit the proposal"),
    "gate:duties": _("My duties"),
    "gate:pledge": _("Confidentiality pledge"),
    "gate:signed": _("Confidentiality pledge"),
    "gate:texts": _("Versions of the pledge"),
    "gate:text_new": _("New version of the pledge"),
    "gate:conditions": _("Conditions of access"),
    "gate:check": _("Background check"),
    "training:courses": _("Training"),
    "file:file": _("Confidentiality file"),
    "file:entry_new": _("Enter into the file"),
    "file:appeal": _("Appeal"),
    "file:answer": _("Answer the appeal"),
    "training:coverage": _("Coverage by unit"),
    "training:new": _("New course"),
    "classification:schemes": _("Schemes"),
    "classification:notices": _("Notices"),
    "classification:receipt": _("Receipt"),
    "petitions:list": _("Petitions"),
    "petitions:new": _("Register a petition"),
    "petitions:hints": _("Perhaps a repeat"),
    "petitions:imports": _("Imports"),
    "petitions:import_new": _("Import a table"),
    "custody:carriers": _("Carriers"),
    "custody:carrier": _("Carrier"),
    "custody:borrow_slips": _("Borrow slips"),
    "custody:borrow_new": _("New borrow slip"),
    "custody:borrow_slip": _("Borrow slip"),
    "destruction:slips": _("Destruction slips"),
    "destruction:slip_new": _("File a destruction slip"),
    "destruction:slip": _("Destruction slip"),
    "destruction:certificate": _("Certificate of destruction"),
    "inspection:reports": _("Self-inspection reports"),
    "inspection:report": _("Self-inspection report"),
    "inspection:trail": _("Audit trail"),
}
_PARTS = {
    "personnel:device_": (
        _("Device"),
        {"enrolment": _("Enrol the device"), "refusal": _("Do not enrol it"), "revocation": _("Revoke the device")},
    ),
    "personnel:account_": (
        _("Account"),
        {
            "code": _("Hand out your half of the code"),
            "renewal": _("Let a new password be chosen"),
            "closing": _("Close the account"),
            "reopening": _("Open the account again"),
        },
    ),
    "personnel:": (
        _("Proposal"),
        {"proposal": _("Read"), "confirmation": _("Confirm the proposal"), "refusal": _("Refuse"), "withdrawal": _("Withdraw")},
    ),
    "training:": (
        _("Course"),
        {
            "course": _("Read"),
            "edit": _("Correct"),
            "questions": _("Add a question"),
            "retirement": _("Retire"),
            "attendance": _("Attendance"),
            "beginning": _("Begin the test"),
            "attempt": _("Test"),
        },
    ),
    "petitions:": (
        _("Petition"),
        {
            "petition": _("Read"),
            "search": _("Searched"),
            "edit": _("Correct"),
            "handling": _("Handling"),
            "closing": _("Close the case"),
            "reopening": _("Reopen the case"),
            "notes": _("Note on the case"),
            "grading": _("Grading"),
            "declassification": _("Declassification"),
            "declining": _("Decline the proposal"),
            "knowing": _("Who can see this"),
            "seen_by": _("What this person can see"),
            "walls": _("Keep somebody out"),
            "wall_lifting": _("Let in again"),
            "recusal": _("Keep out of it"),
            "reveal": _("Reveal"),
            "attachments": _("Attach files"),
            "attachment": _("Attachment"),
            "attachment_file": _("Download"),
            "attachment_page": _("All pages"),
            "attachment_removal": _("Take out an attachment"),
            "attachment_restoration": _("Put back"),
            "repeats": _("Repeats"),
            "comparison": _("Compare two petitions"),
            "unlinking": _("Take the link off"),
        },
    ),
    "petitions:import": (
        _("Import"),
        {
            "": _("Read"),
            "_progress": _("Look again"),
            "_mapping": _("Which column is which"),
            "_beginning": _("Import now"),
            "_removal": _("Discard the file"),
            "_errors": _("Refused rows"),
            "_undoing": _("Undo this import"),
            "_repeats": _("Possible repeats"),
        },
    ),
    "custody:": (
        _("Borrow slip"),
        {
            "description": _("Correct the line"),
            "borrow_print": _("Print"),
            "borrow_pdf": _("Download PDF"),
            "approval": _("Sign"),
            "refusal": _("Refuse"),
            "withdrawal": _("Withdraw"),
            "handover": _("Hand over"),
            "return": _("Take back"),
        },
    ),
    "destruction:": (
        _("Destruction slip"),
        {
            "print": _("Print"),
            "pdf": _("Download PDF"),
            "approval": _("Sign"),
            "refusal": _("Refuse"),
            "withdrawal": _("Withdraw"),
            "execution": _("Open the execution"),
            "witness": _("Witness"),
            "certificate_print": _("Certificate of destruction"),
            "certificate_pdf": _("Download the certificate"),
        },
    ),
    "documents:": (
        _("Document"),
        {
            "document": _("Read"),
            "progress": _("Progress"),
            "again": _("Try again"),
            "file": _("Download"),
            "pledge": _("Confidentiality pledge"),
        },
    ),
    "inspection:": (
        _("Self-inspection report"),
        {
            "interim": _("Make an interim report now"),
            "wording": _("Word the report"),
            "signature": _("Sign the report"),
            "print": _("Print"),
            "rows": _("Report with its rows"),
            "pdf": _("Download PDF"),
            "docx": _("Download DOCX"),
            "xlsx": _("Download XLSX"),
            "csv": _("Download CSV"),
            "figure": _("Figure"),
        },
    ),
}


def page_names() -> dict[str, str]:
    """The name of an address as urls call it → the words of the page it leads to."""
    parts = {f"{room}{name}": format_lazy("{} · {}", thing, act) for room, (thing, acts) in _PARTS.items() for name, act in acts.items()}
    return {name: str(words) for name, words in (_WHOLE | parts).items()}


def connect() -> None:
    word_facts_with("page", page_names)
