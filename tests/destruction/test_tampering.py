"""Somebody with the owner's rights rewrites a certificate: it is shown, and remembered, as not the one that was written. T76."""

import hashlib
import json

import pytest
from django.urls import reverse

from audit.trail.models import Entry
from destruction import certificates
from tests import cast
from tests.destruction import stage

pytestmark = pytest.mark.django_db(transaction=True)


def body_of(answer) -> str:
    return answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_t76_a_rewritten_certificate_is_shown_as_such(owner_sql):
    house = cast.make()
    slip = stage.destroyed(house, stage.closed(house))
    auditor, address = cast.signed_in(house.zhou), reverse("destruction:certificate", args=[slip.pk])
    assert 'role="alert"' not in body_of(auditor.get(address))
    forged = {**slip.certificate.content, "destroyed_at": "2020-01-01T00:00:00+08:00"}
    digest = hashlib.sha256(certificates.canonical(forged)).hexdigest()
    owner_sql("ALTER TABLE destruction_certificate DISABLE TRIGGER only_grows")
    owner_sql("UPDATE destruction_certificate SET content = %s, digest = %s", [json.dumps(forged), digest])
    owner_sql("ALTER TABLE destruction_certificate ENABLE TRIGGER only_grows")
    assert 'role="alert"' in body_of(auditor.get(address))
    readings = Entry.objects.filter(event="certificate.read").order_by("at")
    assert list(readings.values_list("result", flat=True)) == ["done", "failed"]
