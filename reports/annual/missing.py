"""What a report still lacks before it can be submitted (forms.md, part 3.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.annual.fingerprint import fingerprint
from reports.annual.outline import missed_targets
from reports.models import AnnualReport, Version


@dataclass(frozen=True)
class Lack:
    """One thing to put right, and the place of the report's page where that is done."""

    text: str
    anchor: str


def missing(report: AnnualReport, *, texts: dict[str, str] | None = None, made_of: str = "") -> list[Lack]:
    """Return what stands between the report and the funder, in the order in which it is best put right.

    `texts` by key and `made_of` (its fingerprint), for whoever knows them already.
    """
    if report.snapshot is None:
        return [Lack(_("The figures have not been taken."), "figures")]
    reasons = dict(report.texts.values_list("key", "body")) if texts is None else texts
    lacks = [
        Lack(
            _("“%(target)s” was not reached and has no reason.") % {"target": target["label"]},
            f"deviation-target-{target['pk']}",
        )
        for target in missed_targets(report.snapshot.figures)
        if not reasons.get(f"deviation:target:{target['pk']}", "").strip()
    ]
    return lacks + missing_pdf(report, made_of)


def missing_pdf(report: Version, made_of: str = "") -> list[Lack]:
    """Return what its PDF lacks."""
    if not report.pdf:
        return [Lack(_("The PDF has not been made."), "pdf")]
    if report.pdf_fingerprint != (made_of or fingerprint(report)):
        return [Lack(_("The PDF is older than the texts, files or figures: make it again."), "pdf")]
    return []
