"""Amendments in the browser: asked at the import, told in order, read as of a day, taken back, carried over."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from reports.amendments.actions import amend_plan
from reports.amendments.versions import version_of_year
from reports.enums import AmendmentSource
from reports.models import Activity, Amendment, AnnualReport, CarryOver, Target
from reports.plan.files import plan_csv
from reports.rows import PlanRows

AS_OF = "/plaan/?leping=silab-2021&aasta=2022&seisuga="
PAGE = "/plaan/muudatused/?leping=silab-2021"


def three_trainings(contract):
    """The plan with three trainings in 2022 instead of four."""
    plan = PlanRows.of(contract)
    return replace(
        plan,
        targets=tuple(
            replace(row, amount=Decimal(3))
            if (row.year, row.measure) == (2022, "trainings.trainings_held")
            else row
            for row in plan.targets
        ),
    )


@pytest.fixture
def amended(real_plan):
    return amend_plan(
        contract=real_plan,
        plan=three_trainings(real_plan),
        decided_on=date(2022, 1, 31),
        source=AmendmentSource.LETTER,
        reference="Kiri 1-2/3",
        reason="Kodukant teeb ülejäänud",
        by=None,
    )


def held(contract):
    return Target.objects.get(
        activity__contract=contract, activity__year=2022, measure="trainings.trainings_held"
    ).amount


@pytest.fixture
def preview(as_staff, real_plan, settings, tmp_path):
    """The address of a preview with one target changed."""
    settings.MEDIA_ROOT = tmp_path
    files = [SimpleUploadedFile(*file) for file in plan_csv(three_trainings(real_plan)).items()]
    page = as_staff.post("/plaan/tuua/", {"contract": real_plan.pk, "files": files}, follow=True)
    assert page.context["can_apply"]
    return page.redirect_chain[-1][0]


def test_the_import_asks_and_keeps_what_was_typed(as_staff, real_plan, preview):
    assert as_staff.post(preview, {"apply": "1"}).context["form"].errors.keys() == {"how"}
    typed = {"apply": "1", "how": "amendment", "reason": "Vähem raha", "source": "letter", "decided_on": "x"}
    page = as_staff.post(preview, typed)
    assert page.context["form"].errors.keys() == {"decided_on"}
    assert "Vähem raha" in page.content.decode()
    early = as_staff.post(preview, {**typed, "decided_on": "31.12.2020", "reference": "Kiri 7"})
    assert early.context["form"].errors.keys() == {"decided_on"}
    assert as_staff.post(preview, {**typed, "decided_on": "31.01.2022"}).context["form"].errors.keys() == {
        "reference"
    }
    assert (held(real_plan), Amendment.objects.count()) == (4, 0)
    done = as_staff.post(preview, {**typed, "decided_on": "31.01.2022", "reference": "Kiri 7"}, follow=True)
    assert done.redirect_chain[-1][0] == PAGE
    assert (held(real_plan), Amendment.objects.get().applied_by.email) == (3, "mari@silab.example")


def test_the_import_as_a_correction_leaves_no_amendment(as_staff, real_plan, preview):
    as_staff.post(preview, {"apply": "1", "how": "correction"})
    assert (held(real_plan), Amendment.objects.count()) == (3, 0)


def test_a_report_makes_an_amendment(as_staff, real_plan, preview):
    report = AnnualReport.objects.create(contract=real_plan, year=2021)
    typed = {"apply": "1", "how": "amendment", "reason": "Valimised", "source": "report"}
    typed["decided_on"] = "31.01.2022"
    assert as_staff.post(preview, typed).context["form"].errors.keys() == {"report"}
    as_staff.post(preview, {**typed, "report": report.pk})
    assert Amendment.objects.get().report == report


def test_the_timeline_tells_and_the_plan_is_read_as_of_a_day(as_staff, amended, real_plan):
    page = as_staff.get(PAGE).content.decode()
    for words in ("Kodukant teeb ülejäänud", "Kiri 1-2/3", "31.01.2022", "2022/1 Koolitust läbi viidud"):
        assert words in page
    before = as_staff.get(f"{AS_OF}30.01.2022")
    [(_row, _groups, targets), *_more] = before.context["lines"]
    assert [amount for _target, _kind, amount in targets] == ["80", "4"]
    assert "seisuga=30.01.2022" in before.content.decode()
    today = as_staff.get(f"{AS_OF}31.01.2022")
    assert today.context["version"] == "Kava muudetud 31.01.2022, 1. muudatus"
    assert today.templates[0].name == "reports/plan.html"
    assert as_staff.get(f"{AS_OF}32.01.2022").status_code == 404
    assert [version_of_year(real_plan, year).number for year in (2021, 2022, 2023)] == [0, 1, 0]


def test_two_days_are_compared(as_funder, amended):
    url = "/plaan/muudatused/vordlus/?leping=silab-2021"
    page = as_funder.get(f"{url}&algus=01.05.2021&lopp=31.12.2022")
    [row] = page.context["rows"]
    assert (row.name, row.fields) == ("2022/1 Koolitust läbi viidud", (("Kui palju", "4", "3"),))
    assert as_funder.get(f"{url}&algus=01.02.2022&lopp=31.12.2022").context["rows"] == []
    wrong = as_funder.get(f"{url}&algus=eile&lopp=31.12.2022")
    assert wrong.context["rows"] is None
    assert 'value="eile"' in wrong.content.decode()


def test_taking_back_asks_first(as_staff, amended, real_plan):
    url = f"/plaan/muudatused/{amended.pk}/tagasi/"
    assert "2022/1 Koolitust läbi viidud" in as_staff.get(url).content.decode()
    assert held(real_plan) == 3
    as_staff.post(url)
    assert (held(real_plan), Amendment.objects.count()) == (4, 0)


def test_what_was_left_undone_is_carried_over_listed_and_removed(as_staff, real_plan):
    url = "/plaan/ulekanded/uus/?leping=silab-2021&aasta=2021"
    target = Target.objects.get(activity__contract=real_plan, measure="practices.videos_published")
    activity = Activity.objects.get(contract=real_plan, year=2022, number=5)
    begun = as_staff.get(f"{url}&siht={target.pk}").context["form"]
    assert (begun["target"].initial, begun["amount"].initial) == (target, 10)
    typed = {"target": target.pk, "activity": activity.pk, "amount": "10", "due_on": "31.12.2023", "note": ""}
    assert as_staff.post(url, typed).context["form"].errors.keys() == {"due_on"}
    for amount in ("-1", "0", "1e30"):
        assert as_staff.post(url, {**typed, "due_on": "31.12.2022", "amount": amount}).context["form"].errors
    for _click in range(2):
        page = as_staff.post(url, {**typed, "due_on": "31.12.2022"}, follow=True)
    assert [row.is_late for row in page.context["carried"]] == [True]
    as_staff.post(f"/plaan/ulekanded/{CarryOver.objects.get().pk}/eemalda/")
    assert not CarryOver.objects.exists()


def test_the_first_plan_is_not_loaded_over_an_amended_one(amended, real_plan):
    with pytest.raises(CommandError):
        call_command("load_plan", verbosity=0)
    assert held(real_plan) == 3


def test_pages_ask_alike_whatever_the_number_of_amendments(
    as_staff, amended, real_plan, django_assert_max_num_queries
):
    for number in range(3):
        plan = PlanRows.of(real_plan)
        rows = (replace(plan.totals[0], amount=Decimal(number + 1)), *plan.totals[1:])
        given = {"source": AmendmentSource.LETTER, "reference": "Kiri", "reason": "Veel", "by": None}
        day = date(2022, 2 + number, 1)
        amend_plan(contract=real_plan, plan=replace(plan, totals=rows), decided_on=day, **given)
    for url in (PAGE, f"{AS_OF}30.01.2022", f"{AS_OF}31.12.2022"):
        as_staff.get(url)  # Figures are counted once.
        with django_assert_max_num_queries(15):
            as_staff.get(url)
