"""Hints in the form, the comparison, the link: by a person who sees both, and taken off again."""

import pytest
from django.urls import reverse

from audit.trail.models import Entry
from petitions.models import Petition
from tests import cast
from tests.petitions import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(house):
    return cast.signed_in(house.li)


@pytest.fixture
def pair(house):
    """An earlier and a later petition of one person."""
    return cases.register(house), cases.register(house, subject="家属区供暖温度仍不达标", body="又一年了。")


def compare(browser, one: Petition, other: Petition, method: str = "get"):
    return getattr(browser, method)(reverse("petitions:comparison", args=[one.pk, other.pk]))


def test_the_form_tells_what_a_new_petition_may_repeat(li, house):
    earlier = cases.register(house)
    answer = li.post(reverse("petitions:hints"), cases.form(subject="家属区供暖", body=""))
    text = answer.content.decode()
    assert earlier.number in text
    assert cases.PHONE not in text
    assert Entry.objects.get(event="petition.hinted").facts == {"count": 1, "shown": [str(earlier.pk)]}
    assert earlier.number not in li.post(reverse("petitions:hints"), cases.form(subject="别的事", body="")).content.decode()


def test_a_petition_is_registered_as_the_repeat_that_was_chosen(li, house):
    earlier = cases.register(house)
    li.post(reverse("petitions:new"), cases.form(repeat_of=str(earlier.pk)))
    assert Petition.objects.exclude(pk=earlier.pk).get().repeat_of == earlier


def test_t27_nobody_registers_a_repeat_of_what_they_do_not_see(house):
    from personnel.actions import appoint

    hidden = cases.register(house)
    browser = cast.signed_in(house.qian)
    appoint(house.qian, office="registrar", unit=house.units["legal"], since=cases.today(), by=None)
    absent = browser.post(reverse("petitions:new"), cases.form(repeat_of=str(house.li.pk)))
    unseen = browser.post(reverse("petitions:new"), cases.form(repeat_of=str(hidden.pk)))
    assert (absent.status_code, unseen.status_code, Petition.objects.count()) == (200, 200, 1)
    assert hidden.number not in unseen.content.decode()


def test_who_registered_without_looking_is_told_afterwards(li, house):
    cases.register(house)
    answer = li.post(reverse("petitions:new"), cases.form(), follow=True)
    assert len(answer.context["messages"]) == 2


def test_both_stand_side_by_side_and_are_linked_the_later_as_the_repeat(li, pair):
    earlier, later = pair
    text = compare(li, later, earlier).content.decode()
    assert text.index(earlier.number) < text.index(later.number)
    assert cases.BODY.splitlines()[0] in text
    assert cases.PHONE not in text
    assert compare(li, earlier, later, "post").status_code == 302
    assert cases.again(later).repeat_of == earlier
    assert later.history.count() == 2
    assert Entry.objects.get(event="petition.linked").facts == {"number": later.number, "earlier": earlier.number}
    assert compare(li, earlier, later, "post").status_code == 302
    assert later.history.count() == 2, "sent twice"


def test_the_link_is_taken_off_again(li, pair):
    earlier, later = pair
    compare(li, earlier, later, "post")
    li.post(reverse("petitions:unlinking", args=[later.pk]))
    assert cases.again(later).repeat_of is None
    assert Entry.objects.filter(event="petition.unlinked").count() == 1


def test_three_are_never_linked_in_a_circle(li, house, pair):
    earlier, later = pair
    compare(li, earlier, later, "post")
    assert compare(li, later, later, "post").status_code == 409
    last = cases.register(house)
    compare(li, later, last, "post")
    assert [cases.again(petition).repeat_of for petition in (earlier, later, last)] == [None, earlier, later]


def test_a_number_leads_to_the_comparison_and_an_unknown_one_back(li, pair):
    earlier, later = pair
    place = reverse("petitions:repeats", args=[later.pk])
    assert li.get(place, {"number": earlier.number.lower()})["Location"] == reverse("petitions:comparison", args=[later.pk, earlier.pk])
    assert li.get(place, {"number": "XF-2020-000001"}).status_code == 200


@pytest.mark.parametrize(("account", "status"), [("wang", 403), ("liu", 403), ("chen", 404), ("qian", 404), ("zhou", 404)])
def test_only_a_registrar_who_sees_both_compares_and_links(house, pair, account, status):
    browser = cast.signed_in(house.people[account])
    for method in ("get", "post"):
        assert compare(browser, *pair, method).status_code == status
    assert not Petition.objects.filter(repeat_of__isnull=False).exists()


def test_a_closed_case_is_not_linked(li, house):
    closed = cases.closed(house)
    assert li.get(reverse("petitions:repeats", args=[closed.pk])).status_code == 409
