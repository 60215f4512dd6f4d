"""What a programme report still lacks before it can be finished."""

from django.utils.translation import gettext as _

from reports.annual.missing import Lack, missing_pdf
from reports.models import ProgrammeReport


def missing(report: ProgrammeReport) -> list[Lack]:
    """Return what stands between the report and its end, in the order in which it is best put right."""
    if report.snapshot is None:
        return [Lack(_("The figures have not been taken."), "figures")]
    reasons = dict(report.texts.values_list("key", "body"))
    lacks = [
        Lack(
            _("“%(target)s” was not reached and has no reason.") % {"target": row["label"]},
            f"deviation-target-{row['pk']}",
        )
        for row in report.snapshot.figures["targets"]
        if row["is_short"] and not reasons.get(f"deviation:target:{row['pk']}", "").strip()
    ]
    if not report.dated_on or not report.author:
        lacks.append(Lack(_("The report has no date or no author."), "cover"))
    return lacks + missing_pdf(report)
