"""What a writer should look at again in a text that was saved: said at once, never in the way."""

import re
from datetime import date

from django.utils.translation import gettext as _

from reports.annual.outline import Part
from reports.models import AnnualReport
from silab.common.markdown import needs_warning
from silab.common.templatetags.formats import day

#: What every case of a month's name begins with: oktoober, oktoobril.
MONTHS = (
    *("jaanuar", "veebruar", "märts", "aprill", "mai", "juuni"),
    *("juuli", "august", "septemb", "oktoob", "novemb", "detsemb"),
)
YEAR = r"((?:19|20|21)\d\d)\b"
DATE = re.compile(rf"\b(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?{YEAR}")
IN_WORDS = re.compile(rf"\b(\d{{1,2}})\.\s?({'|'.join(MONTHS)})\w*\s{YEAR}", re.IGNORECASE)
ISO = re.compile(rf"\b{YEAR}-(\d\d)-(\d\d)\b")


def years_of(report: AnnualReport, part: Part) -> list[int]:
    """Return the years that a part's dates may lie in: what was done in the report's own, all else anywhere
    in the contract's and the one after."""
    if part.key.partition(":")[0] == "activities":
        return [report.year]
    years = [*report.contract.years]
    return years if len(years) == 1 else [*years, years[-1] + 1]


def warnings_of(years: list[int], body: str) -> list[str]:
    """Return what to check: HTML and pictures, which print as typed, and dates of other years than `years`."""
    found = []
    if needs_warning(body):
        found.append(
            _("The text holds HTML or a picture. They are not shown: they print as the characters you typed.")
        )
    for on in _dates(body):
        if on.year not in years:
            found.append(
                _("%(day)s is not in %(years)s. Check the date.")
                % {"day": day(on), "years": str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"}
            )
    return found


def _dates(body):
    written = DATE.findall(body)
    written += [(on, MONTHS.index(month.lower()) + 1, year) for on, month, year in IN_WORDS.findall(body)]
    written += [(on, month, year) for year, month, on in ISO.findall(body)]
    for day_of_month, month, year in dict.fromkeys(tuple(map(int, parts)) for parts in written):
        try:
            yield date(year, month, day_of_month)
        except ValueError:
            continue
