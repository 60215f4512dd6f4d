"""Costs: what the form takes and refuses."""

import re
from decimal import Decimal

import pytest

from reports.models import Activity, Cost
from tests.reports.factories import CostFactory

ADD = "/plaan/kulud/uus/?leping=silab-2021"


@pytest.fixture
def filled(real_plan):
    """What a person types for an invoice."""
    return {
        "activity": Activity.objects.get(contract=real_plan, year=2022, number=1).pk,
        "on": "01.03.2022",
        "document_number": "A-17",
        "supplier": "Ruumirent OÜ",
        "amount": "1 200,50",
        "vat": "200,08",
        "description": "Saal Põltsamaal",
    }


def test_an_invoice_is_kept_with_its_maker(as_staff, filled):
    assert as_staff.post(ADD, filled).status_code == 302
    cost = Cost.objects.get()
    assert (cost.amount, cost.vat, str(cost.created_by)) == (Decimal("1200.50"), Decimal("200.08"), "Mari")


def test_a_credit_note_is_negative(as_staff, filled):
    as_staff.post(ADD, filled | {"amount": "-120,00", "vat": "-20,00"})
    assert Cost.objects.get().amount == -120


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": "1e30"}, "amount"),
        ({"amount": "palju"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "1,234"}, "amount"),
        ({"vat": "5000"}, "vat"),
        ({"vat": "-1"}, "vat"),
        ({"on": "01.03.2031"}, "on"),
        ({"on": "31.02.2022"}, "on"),
        ({"supplier": ""}, "supplier"),
        ({"activity": "999999"}, "activity"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(as_staff, filled, changed, field):
    answer = as_staff.post(ADD, filled | changed)
    assert list(answer.context["form"].errors) == [field]
    assert "Saal Põltsamaal" in answer.content.decode()
    assert not Cost.objects.exists()


def test_the_same_document_is_not_recorded_twice(as_staff, filled):
    as_staff.post(ADD, filled)
    assert as_staff.post(ADD, filled | {"description": "Teine kord"}).status_code == 200
    assert Cost.objects.count() == 1


def test_a_change_keeps_what_was_before(as_staff, filled):
    as_staff.post(ADD, filled)
    cost = Cost.objects.get()
    as_staff.post(f"/plaan/kulud/{cost.pk}/", filled | {"amount": "1 300,00"})
    assert [row.amount for row in cost.history.order_by("pk")] == [Decimal("1200.50"), Decimal("1300.00")]
    assert "1\xa0300" in as_staff.get(f"/plaan/kulud/{cost.pk}/").content.decode()


def test_the_list_filters_by_year_activity_and_words(as_staff, real_plan):
    first = Activity.objects.get(contract=real_plan, year=2022, number=1)
    CostFactory(activity=first, supplier="Õismäe Trükk OÜ")
    CostFactory(activity=Activity.objects.get(contract=real_plan, year=2021, number=2), supplier="Kirjastus")
    for query in ("aasta=2022", f"tegevus={first.pk}", "q=oismae"):
        page = as_staff.get(f"/plaan/kulud/?leping=silab-2021&{query}").content.decode()
        assert "Õismäe Trükk" in page
        assert "Kirjastus" not in page


def test_the_list_is_as_the_records_are_whatever_was_asked_before(as_staff, real_plan):
    """Count and order are remembered until a record changes."""
    first = Activity.objects.get(contract=real_plan, year=2022, number=1)
    made = [CostFactory(activity=first, amount=number + 1) for number in range(30)]
    asked = "/plaan/kulud/?leping=silab-2021&sort=-amount&per_page=25"

    def shown(query=""):
        page = as_staff.get(asked + query).context["list"]
        return page.count, re.findall(r">(\d+),00\xa0€<", page.rows)[1::2]

    def numbers(first, last):
        return [str(number) for number in range(first, last, -1)]

    for _twice in range(2):
        assert shown() == (30, numbers(30, 5))
        assert shown("&page=2") == (30, numbers(5, 0))
    made[29].amount = 3
    made[29].document_number = "muudetud"
    made[29].save()
    made[0].delete()
    assert shown("&page=2") == (29, ["4", "3", "3", "2"])
    assert shown("&tegevus=0")[0] == 29
    assert shown("&q=puudub") == (0, [])


def test_what_is_recorded_stands_in_the_form_as_it_was_typed(as_staff, filled):
    as_staff.post(ADD, filled)
    form = as_staff.get(f"/plaan/kulud/{Cost.objects.get().pk}/").context["form"]
    # A field of type "number" would stand empty: browsers refuse a decimal comma in it.
    assert 'type="text"' in str(form["amount"])
    assert re.search(r'value="1\s?200,50"', str(form["amount"]))
    assert (
        as_staff.post(f"/plaan/kulud/{Cost.objects.get().pk}/", filled | {"amount": "1200,50"}).status_code
        == 302
    )
