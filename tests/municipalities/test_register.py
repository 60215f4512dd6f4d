"""The register from its files: counts by day, codes over time, the merger (domain.md §1)."""

from datetime import date

import pytest
from django.core.management import call_command

from municipalities.models import County, Municipality, MunicipalityCode
from municipalities.register_files import fill_register


def code_on(name, day):
    return Municipality.objects.with_code(day).get(name=name).code_then


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2017, 10, 14), 0),
        (date(2022, 12, 31), 79),
        (date(2025, 10, 18), 79),
        (date(2025, 10, 19), 78),
    ],
)
def test_counts_by_day(register, day, count):
    assert Municipality.objects.valid_on(day).count() == count


def test_fifteen_counties_and_a_tile_for_each_municipality(register):
    assert County.objects.count() == 15
    assert not Municipality.objects.filter(tile_column=None).exists()


def test_a_second_run_changes_nothing(register, capsys):
    before = Municipality.history.count()
    assert fill_register() == 0
    call_command("load_municipalities")
    assert Municipality.history.count() == before


def test_what_staff_entered_stays(register):
    johvi = register["Jõhvi vald"]
    johvi.name, johvi.valid_to = "Jõhvi-Toila vald", date(2030, 1, 1)
    johvi.save()
    johvi.codes.create(code="0999", valid_from=date(2025, 10, 19))
    fill_register()
    johvi.refresh_from_db()
    assert (johvi.name, johvi.valid_to, Municipality.objects.count()) == (
        "Jõhvi-Toila vald",
        date(2030, 1, 1),
        79,
    )
    assert code_on("Jõhvi-Toila vald", date(2026, 1, 1)) == "0999"


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Kiili vald", date(2018, 9, 1), "0304"),
        ("Kiili vald", date(2022, 1, 1), "0305"),
        ("Saku vald", date(2018, 9, 1), "0718"),
        ("Saku vald", date(2022, 1, 1), "0719"),
        ("Jõhvi vald", date(2025, 10, 18), "0251"),
        ("Jõhvi vald", date(2025, 10, 19), None),
        ("Anija vald", date(2026, 1, 1), "0141"),
    ],
)
def test_codes_over_time(register, name, day, code):
    assert code_on(name, day) == code


def test_toila_is_part_of_johvi(register):
    toila = register["Toila vald"]
    assert toila.merged_into == register["Jõhvi vald"]
    assert toila.valid_to == date(2025, 10, 19)
    assert MunicipalityCode.objects.get(municipality=toila).valid_to == date(2025, 10, 19)
