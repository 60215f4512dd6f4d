"""One measure over time: any day's value by each way of counting, opened down to its records."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Cost, Indicator
from reports.overtime.steps import MONTH, MOST, QUARTER, YEAR, steps_until
from tests.reports.factories import ContractFactory, CostFactory

PAGE = "/toolaud/naitajad/test.count/?leping=leping"
LIST = "/toolaud/naitajad/?leping=leping"


def values(browser, query):
    return {row.step.title: row.words for row in browser.get(f"{PAGE}&{query}").context["page"].values}


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("liik=increment&seisuga=31.12.2021", "3"),
        ("liik=increment&seisuga=31.08.2021", "–"),
        ("liik=increment&seisuga=1.9.2022", "2"),
        ("liik=cumulative&seisuga=31.08.2022", "3"),
        ("liik=cumulative&seisuga=2022-12-31", "5"),
        ("liik=whole&seisuga=31.12.2024", "5"),
    ],
)
def test_any_day_has_its_value_and_its_very_records(staff, contract, query, value):
    page = staff.get(f"{PAGE}&{query}").context["page"]
    assert page.now.words == value
    if value == "–":
        assert not page.now.url
        return
    figure = staff.get(page.now.url)
    asked = parse_qs(urlsplit(page.now.url).query)
    assert (asked["algus"], asked["lopp"]) == ([str(page.now.period.first)], [str(page.now.period.last)])
    assert str(figure.context["list"].count) == value


def test_years_quarters_and_months_stand_beside_their_targets(staff, contract):
    assert values(staff, "liik=increment&seisuga=31.12.2022") == {"2021": "3", "2022": "2"}
    assert values(staff, "liik=cumulative&seisuga=31.12.2022") == {"2021": "3", "2022": "5"}
    page = staff.get(f"{PAGE}&liik=increment&samm=kvartal&seisuga=31.12.2022").context["page"]
    assert [row.words for row in page.values] == ["–", "3", "3", "–", "–", "2", "2"]
    assert [row.own for row in page.values] == ["–", "3", "–", "–", "–", "2", "–"]
    assert [row.planned_words for row in page.values][:4] == ["4", "4", "4", "3"]
    assert [group.target for group in page.chart.groups] == ["4", "3"]
    months = staff.get(f"{PAGE}&liik=increment&samm=kuu&seisuga=30.09.2022").context["page"]
    assert [row.own for row in months.values].count("–") == len(months.values) - 2


def test_the_steps_begin_with_the_contract_and_end_with_the_day():
    contract = ContractFactory.build(starts_on=date(2021, 5, 10), ends_on=date(2031, 3, 1))
    years = steps_until(contract, date(2023, 2, 28), YEAR)
    assert [(step.first, step.last, step.is_cut) for step in years] == [
        (date(2021, 5, 10), date(2021, 12, 31), False),
        (date(2022, 1, 1), date(2022, 12, 31), False),
        (date(2023, 1, 1), date(2023, 2, 28), True),
    ]
    assert len(steps_until(contract, date(2023, 2, 28), QUARTER)) == 8
    months = steps_until(contract, date(2030, 12, 1), MONTH)
    assert len(months) == MOST
    assert months[-1].first == date(2030, 12, 1)


def test_before_it_begins_an_indicator_has_no_number(staff, contract):
    url = "/toolaud/naitajad/test.sum/?leping=leping&seisuga=31.12.2022"
    page = staff.get(url)
    assert [row.words for row in page.context["page"].values] == ["–", "200,00\xa0€"]
    assert "begins 01.2022" in page.text


@pytest.mark.parametrize("day", ["31.02.2022", "eile", "30.04.2021", "01.01.2025", "=1+1"])
@pytest.mark.parametrize("page", [PAGE, LIST])
def test_a_day_that_cannot_be_is_said_and_nothing_is_lost(staff, contract, page, day):
    answer = staff.get(page, {"leping": "leping", "seisuga": day, "liik": "cumulative"})
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.text
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "url",
    [
        "/toolaud/naitajad/olematu/?leping=leping",
        f"{PAGE}&liik=stock",
        f"{PAGE}&samm=sajand",
        "/toolaud/naitajad/test.count/?leping=muu",
        "/toolaud/naitajad/olematu/jaotus/?leping=leping",
    ],
)
def test_what_cannot_be_asked_is_not_found(staff, contract, url):
    assert staff.get(url).status_code == 404


def test_a_plan_that_names_an_unknown_measure_is_shown_without_a_value(staff, contract):
    Indicator.objects.filter(letter="b").update(measure="test.vana")
    assert staff.get(LIST).status_code == 200
    page = staff.get("/toolaud/naitajad/test.vana/?leping=leping")
    assert page.status_code == 200
    assert "Nothing is counted under" in page.text
    assert "jaotus" not in page.text


def test_the_list_has_each_year_and_what_its_report_printed(staff, accepted):
    rows = staff.get(f"{LIST}&seisuga=31.12.2022").context["list"].rows
    assert 'annual report">A</abbr> <a href="/toolaud/arv/test.count/' in rows
    Cost.objects.filter(on__year=2021).order_by("pk").first().delete()
    file = staff.get(f"{LIST}&seisuga=31.12.2022&export=csv").getvalue().decode("utf-8-sig")
    assert "1.a Näidete arv; Koolitust läbi viidud" in file
    assert ";3;4;annual report;" in file  # each number in a cell of its own, so that they can be added up
    assert ";4;10;records\r\n" in file  # by the end of 2022, which is open
    assert "<" not in file


def test_everything_is_a_file_too(staff, contract):
    for kind in ("csv", "xlsx"):
        for page in (PAGE, LIST, "/toolaud/naitajad/communities.accepted/jaotus/?leping=leping"):
            assert staff.get(f"{page}&export={kind}").status_code == 200
    lines = staff.get(f"{PAGE}&seisuga=31.12.2022&export=csv").getvalue().decode("utf-8-sig").splitlines()
    assert lines[1].startswith("2021;01.05.2021;31.12.2021;") or lines[1].startswith(
        "2021;2021-05-01;2021-12-31;"
    )


def test_queries_do_not_grow_with_records_or_steps(staff, accepted, contract):
    def count(url):
        staff.get(url)
        with CaptureQueriesContext(connection) as queries:
            staff.get(url)
        return len(queries)

    first = {url: count(url) for url in (PAGE, f"{PAGE}&samm=kuu", LIST)}
    CostFactory.create_batch(30, activity=Cost.objects.first().activity, on=date(2022, 3, 1))
    assert {url: count(url) for url in first} == first
    assert max(first.values()) <= 15


def test_the_dashboard_and_the_plan_lead_here(staff, contract):
    for page in ("/toolaud/?leping=leping&aasta=2022", "/plaan/?leping=leping&aasta=2022"):
        text = staff.get(page).text
        assert "/toolaud/naitajad/?leping=leping" in text
        assert "/toolaud/naitajad/test.count/?leping=leping&amp;liik=cumulative" in text
    assert (
        "/toolaud/naitajad/test.count/" in staff.get("/toolaud/arv/test.count/?leping=leping&aasta=2022").text
    )


def test_strangers_to_the_contract_find_nothing(funder, contract):
    ContractFactory(slug="voor")
    assert funder.get(PAGE).status_code == 200
    assert funder.get(PAGE.replace("leping=leping", "leping=voor")).status_code == 404
