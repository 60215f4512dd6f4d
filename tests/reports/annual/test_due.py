"""The day of a report: set within reason, counted down, reminded of once; the yearly job of 2 January."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from reports.annual import actions
from reports.annual.calendar import open_last_years, remind_due
from reports.annual.due import due_of, set_due
from reports.models import AnnualReport, ReportDue
from reports.tasks import look_after_reports
from silab.accounts.models import User
from silab.notices.models import Notice

DAY = date(2023, 3, 31)


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


@pytest.fixture
def due(contract, mari):
    return set_due(contract=contract, year=2022, due_on=DAY, by=mari)


@pytest.mark.parametrize("day", [date(1921, 3, 31), date(2022, 12, 31), date(2025, 1, 1), date(9999, 1, 1)])
def test_a_day_that_cannot_be_meant_is_refused_in_words(staff, contract, mari, day):
    with pytest.raises(ValidationError, match=r"01\.01\.2023"):
        set_due(contract=contract, year=2022, due_on=day, by=mari)
    page = staff.post(reverse("reports:dues"), {"aruanne": "leping/2022", "due_on": day.isoformat()})
    assert page.status_code == 422
    assert "01.01.2023 kuni 31.12.2024" in page.text
    assert f'value="{day.isoformat()}"' in page.text
    assert not ReportDue.objects.exists()


@pytest.mark.parametrize("typed", ["", "homme", "31.02.2023", "2023-03-31\x00"])
def test_what_is_no_day_is_refused(staff, contract, typed):
    page = staff.post(reverse("reports:dues"), {"aruanne": "leping/2022", "due_on": typed})
    assert page.status_code == 422
    assert not ReportDue.objects.exists()


@pytest.mark.parametrize("asked", ["leping/2031", "leping/x", "puudub/2022", ""])
def test_a_year_that_is_not_the_contracts_is_not_found(staff, contract, asked):
    assert staff.post(reverse("reports:dues"), {"aruanne": asked, "due_on": "2023-03-31"}).status_code == 404


@time_machine.travel("2023-03-11 12:00+02:00", tick=False)
def test_the_day_is_set_and_counted_down(staff, report, make_ready, mari):
    unset = staff.get(report.get_absolute_url()).text
    assert "määramata" in unset
    assert 'value="31.03.2023"' in unset
    back = {"aruanne": "leping/2022", "due_on": "2023-03-31", "tagasi": report.pk}
    assert staff.post(reverse("reports:dues"), back).url == report.get_absolute_url()
    for address in (report.get_absolute_url(), reverse("reports:reports"), reverse("reports:dues")):
        page = staff.get(address).text
        assert "31.03.2023" in page
        assert "jäänud 20 päeva" in page
    actions.submit(report=make_ready(report), by=mari)
    for address in (reverse("reports:reports"), reverse("reports:dues")):
        page = staff.get(address).text
        assert "31.03.2023" in page
        assert "jäänud 20" not in page
    assert due_of(AnnualReport.objects.get()).left is None


def test_pages_of_days_cost_the_same_however_many_years(
    staff, contract, report, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        staff.get(reverse("reports:dues"))


def test_staff_are_reminded_four_times_each_once(due, mari, riina):
    kaie = User.objects.create_user("kaie@silab.example", "x", role="staff")
    told = {}
    for day in (date(2023, 2, 28), date(2023, 3, 1), date(2023, 3, 2), date(2023, 3, 24), date(2023, 3, 30)):
        told[day] = [remind_due(day), remind_due(day)]
    told["late"] = [remind_due(date(2023, 4, 1)), remind_due(date(2023, 4, 2)), remind_due(date(2023, 5, 1))]
    assert told == {
        date(2023, 2, 28): [0, 0],
        date(2023, 3, 1): [2, 0],
        date(2023, 3, 2): [0, 0],
        date(2023, 3, 24): [2, 0],
        date(2023, 3, 30): [2, 0],
        "late": [2, 0, 0],
    }
    assert set(Notice.objects.values_list("recipient", flat=True)) == {mari.email, kaie.email}
    assert "jäänud 30 päeva" in Notice.objects.earliest("pk").text
    assert "möödas" in Notice.objects.latest("pk").subject


def test_reminders_stop_once_the_report_is_sent_and_begin_anew_with_another_day(
    due, report, make_ready, mari
):
    assert remind_due(date(2023, 3, 1)) == 1
    set_due(contract=due.contract, year=2022, due_on=date(2023, 4, 30), by=mari)
    assert remind_due(date(2023, 3, 31)) == 1
    actions.submit(report=make_ready(report), by=mari)
    assert remind_due(date(2023, 4, 23)) == 0


def test_a_returned_report_was_in_time(due, report, make_ready, mari, riina):
    report = actions.submit(report=make_ready(report), by=mari)
    actions.return_with_comments(report=report, by=riina, comment="Täpsustage.")
    assert remind_due(date(2023, 3, 24)) == 0
    assert due_of(AnnualReport.objects.get(version=2)).left is None


def test_the_second_of_january_opens_last_years_drafts_once(contract, mari):
    assert open_last_years(date(2023, 1, 1)) == []
    (report,) = open_last_years(date(2023, 1, 2))
    assert (report.year, report.version, report.state) == (2022, 1, "draft")
    assert open_last_years(date(2023, 1, 2)) == []
    assert open_last_years(date(2026, 1, 2)) == []  # the contract ended in 2024
    notice = Notice.objects.get()
    assert notice.recipient == mari.email
    assert report.get_absolute_url() in notice.text
    assert "määramata" in notice.text


def test_a_year_that_has_a_report_is_left_alone(report, due):
    assert open_last_years(date(2023, 1, 5)) == []
    assert not Notice.objects.exists()


def test_the_daily_job_does_both(contract, mari, due):
    with time_machine.travel("2023-01-02 06:00+02:00", tick=False):
        look_after_reports()
        look_after_reports()
    with time_machine.travel("2023-03-24 06:00+02:00", tick=False):
        look_after_reports()
    assert AnnualReport.objects.count() == 1
    assert Notice.objects.count() == 2
