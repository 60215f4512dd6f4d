"""Where nothing is there yet, or no more, a page says so and what to do next, and shows no empty choices."""

import pytest

from reports.models import Commitment
from tests.reports.factories import CommitmentFactory, ContractFactory


@pytest.fixture
def new(db):
    return ContractFactory(slug="uus-leping")


@pytest.mark.parametrize("page", ["kulud/uus/", "kulud/kohustused/uus/"])
def test_money_without_activities_leads_to_the_plan(as_staff, new, page):
    assert "/plaan/muuda/?leping=uus-leping" in as_staff.get(f"/plaan/{page}?leping=uus-leping").text


def test_an_empty_plan_does_not_pass_its_check(as_staff, new, real_plan):
    assert as_staff.get("/plaan/kontroll/?leping=uus-leping").context["is_empty"]
    assert not as_staff.get("/plaan/kontroll/?leping=silab-2021").context["is_empty"]


def test_the_last_year_has_no_later_one_to_carry_to(as_staff, real_plan):
    last, earlier = (
        as_staff.get(f"/plaan/ulekanded/uus/?leping=silab-2021&aasta={year}").text for year in (2024, 2023)
    )
    assert 'name="due_on"' not in last
    assert 'name="due_on"' in earlier


def test_a_target_carried_over_twice_is_refused_in_words_and_a_long_note_is_folded(as_staff, real_plan):
    target = real_plan.activities.get(year=2022, number=3).targets.order_by("pk").first()
    later = real_plan.activities.get(year=2023, number=3)
    url = "/plaan/ulekanded/uus/?leping=silab-2021&aasta=2022"
    typed = {
        "target": target.pk,
        "activity": later.pk,
        "amount": "1",
        "due_on": "31.12.2023",
        "note": "Pikk " * 99,
    }
    assert as_staff.post(url, typed).status_code == 302
    page = as_staff.post(url, typed | {"amount": "2"})
    assert "Remove the earlier" in page.text or "Eemaldage varasem" in page.text
    assert '<details class="small"><summary>Pikk' in as_staff.get("/plaan/muudatused/?leping=silab-2021").text


def test_commitments_are_found_without_case_and_diacritics(as_staff, real_plan):
    activity = real_plan.activities.get(year=2022, number=1)
    CommitmentFactory(activity=activity, supplier="ÕPIRUUM OÜ", reference="LEP-1")
    CommitmentFactory(activity=activity, supplier="Kontor", reference="LEP-2")
    page = as_staff.get("/plaan/kulud/kohustused/?leping=silab-2021&q=opiruum")
    assert page.context["list"].count == 1 < Commitment.objects.count()
