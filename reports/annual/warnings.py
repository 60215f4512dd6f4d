"""What a writer should look at again in a text that was saved: said at once, never in the way."""

import re
from datetime import date

from django.utils.translation import gettext as _

from reports.annual.outline import Part
from reports.models import AnnualReport
from silab.common.markdown import needs_warning
from silab.common.templatetags.formats import day

DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20|21)\d\d)\b")


def warnings_of(report: AnnualReport, part: Part, body: str) -> list[str]:
    """Return what to check: HTML and pictures, which print as typed, and dates that cannot be meant.

    What was done lies in the report's year; elsewhere a date may lie anywhere in the contract's years and
    the one after.
    """
    found = []
    if needs_warning(body):
        found.append(
            _("The text holds HTML or a picture. They are not shown: they print as the characters you typed.")
        )
    years = [report.year] if part.key.startswith("activities:") else [*report.contract.years]
    years += [] if len(years) == 1 else [years[-1] + 1]
    for on in _dates(body):
        if on.year not in years:
            found.append(
                _("%(day)s is not in %(years)s. Check the date.")
                % {"day": day(on), "years": str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"}
            )
    return found


def _dates(body):
    for day_of_month, month, year in dict.fromkeys(DATE.findall(body)):
        try:
            yield date(int(year), int(month), int(day_of_month))
        except ValueError:
            continue
