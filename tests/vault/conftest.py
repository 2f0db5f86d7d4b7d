"""A petition to test the vault on: everything in it is invented."""

from datetime import date

import pytest
from django.utils import timezone

from config.demonstration.founding import House
from petitions.actions import Registration, register
from petitions.models import Petition
from tests import cast

SUBJECT, BODY, NAME, PHONE = "路灯不亮", "朱雀桥头三个月无灯 𠮷😀", "甄有信", "13900001111"


@pytest.fixture
def house(db: None) -> House:
    return cast.make()


@pytest.fixture
def petition(house: House) -> Petition:
    return registered(house)


def registered(house: House, **changes: str) -> Petition:
    values = {"subject": SUBJECT, "body": BODY, "petitioner_name": NAME, "petitioner_phone": PHONE} | changes
    entry = Registration(channel="letter", received_on=date(2026, 3, 2), category="claim", information_category="general", **values)
    made = register(entry, by=house.li, on=timezone.localdate())
    return Petition.objects.get(pk=made.pk)
