"""A certificate's content in the reader's language. The content itself holds codes and never changes."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.steps import Step
from classification.models import SecrecyLevel
from custody.models import Carrier
from destruction.choices import Method


def worded(content: dict) -> dict:
    """Everything a page prints, from the certificate alone: the registers may have changed since."""
    colours = dict(SecrecyLevel.objects.values_list("code", "colour"))
    return {
        "method": dict(Method.choices).get(content["method"], content["method"]),
        "people": _people(content),
        "items": [_item(item, colours) for item in content["items"]],
        "destroyed_at": datetime.fromisoformat(content["destroyed_at"]),
    }


def _people(content: dict) -> list[dict]:
    steps = dict(Step.choices)
    named = [(_("Applicant"), pgettext("act", "Filed"), content["applicant"])]
    named += [(steps.get(approver["step"], approver["step"]), _("Signed"), approver) for approver in content["approvers"]]
    named += [(_("Executor"), _("Opened"), content["executor"])]
    witnesses = zip((_("First witness"), _("Second witness")), content["witnesses"], strict=True)
    named += [(label, _("Witnessed"), witness) for label, witness in witnesses]
    return [
        {"label": label, "state": "signed", "said": said, "name": person["name"], "office": person["unit"], "at": _at(person)}
        for label, said, person in named
    ]


def _at(person: dict) -> datetime:
    return datetime.fromisoformat(person["at"])


def _item(item: dict, colours: dict) -> dict:
    kind = dict(Carrier.Kind.choices).get(item["kind"], item["kind"])
    mark = {"text": item["mark"], "level": colours.get(item["level"], "ungraded")} if item["mark"] else None
    return {**item, "kind": kind, "mark": mark}
