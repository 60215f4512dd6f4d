"""Fills the register from the files in `data/`: what is missing is added, what staff have entered stays.

municipalities.csv: the 79 municipalities of the 2017 reform and the merger of 2025 · codes.csv: codes that
changed, in place of the plain one · aliases.csv: misspellings met in sources · tile_grid.csv: the tile map."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from municipalities.models import County, Municipality, MunicipalityAlias, MunicipalityCode
from silab.common.text import search_key

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a data file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def fill_register() -> int:
    """Add what the files know and the register does not; return how many records were written.

    A municipality is recognised by any code it has ever had, so that one that staff renamed stays one."""
    by_code = {
        code.code: code.municipality for code in MunicipalityCode.objects.select_related("municipality")
    }
    written = _add_municipalities(by_code)
    written += _add_codes(by_code)
    written += _add_aliases(by_code)
    written += _complete(by_code)
    return written


def _add_municipalities(by_code):
    counties = {county.code: county for county in County.objects.all()}
    tiles = {row["ehak_code"]: row for row in rows("tile_grid.csv")}
    written = 0
    for row in rows("municipalities.csv"):
        if row["county_code"] not in counties:
            counties[row["county_code"]] = County.objects.create(
                code=row["county_code"], name=row["county_name"]
            )
            written += 1
        if row["ehak_code"] not in by_code:
            by_code[row["ehak_code"]] = Municipality.objects.create(
                name=row["name"],
                kind=row["kind"],
                county=counties[row["county_code"]],
                valid_from=_day(row["valid_from"]),
                **_facts(row, tiles.get(row["ehak_code"])),
            )
            written += 1
    return written


def _add_codes(by_code):
    changed = rows("codes.csv")
    plain = [
        {**row, "code": row["ehak_code"], "known_until": "", "note": ""}
        for row in rows("municipalities.csv")
        if row["ehak_code"] not in {other["ehak_code"] for other in changed}
    ]
    known = set(MunicipalityCode.objects.values_list("municipality", "code"))
    missing = [row for row in plain + changed if (by_code[row["ehak_code"]].pk, row["code"]) not in known]
    for row in missing:
        days = {name: _day(row[name]) for name in ("valid_from", "valid_to", "known_until")}
        by_code[row["ehak_code"]].codes.create(code=row["code"], note=row["note"], **days)
    return len(missing)


def _add_aliases(by_code):
    known = set(MunicipalityAlias.objects.values_list("municipality", "search_key"))
    missing = [
        row
        for row in rows("aliases.csv")
        if (by_code[row["ehak_code"]].pk, search_key(row["alias"])) not in known
    ]
    for row in missing:
        by_code[row["ehak_code"]].aliases.create(alias=row["alias"])
    return len(missing)


def _complete(by_code):
    """Set ends, mergers and tiles where they are empty."""
    tiles = {row["ehak_code"]: row for row in rows("tile_grid.csv")}
    return sum(
        _fill_empty(
            by_code[row["ehak_code"]],
            {
                **_facts(row, tiles.get(row["ehak_code"])),
                "merged_into": by_code.get(row["merged_into"]),
            },
        )
        for row in rows("municipalities.csv")
    )


def _facts(row, tile):
    return {
        "valid_to": _day(row["valid_to"]),
        "tile_column": int(tile["col"]) if tile else None,
        "tile_row": int(tile["row"]) if tile else None,
    }


def _fill_empty(municipality, facts):
    news = {
        name: value
        for name, value in facts.items()
        if value is not None
        and getattr(municipality, f"{name}_id" if name == "merged_into" else name) is None
    }
    for name, value in news.items():
        setattr(municipality, name, value)
    if news:
        municipality.save()
    return bool(news)


def _day(text):
    return date.fromisoformat(text) if text else None
