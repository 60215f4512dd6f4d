"""The way of a programme report: draft → figures taken → submitted, which ends it; a later version corrects it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual.adopting import adopt
from reports.annual.changes import Move
from reports.annual.copying import copy_contents
from reports.annual.errors import NotReady, ReportClosed
from reports.annual.fingerprint import fingerprint
from reports.annual.locking import locked_open, why_closed
from reports.models import ProgrammeReport, ProgrammeTarget
from reports.programme.missing import missing
from reports.programme.notices import tell_funder
from reports.programme.prefill import prefill
from reports.programme.snapshot import take_snapshot
from silab.common.templatetags.formats import figure
from silab.jobs.actions import enqueue
from silab.jobs.models import Job
from trainings.models import Training


def newest(training: Training) -> ProgrammeReport | None:
    """Return the newest version of a programme's report."""
    reports = ProgrammeReport.objects.filter(training=training).select_related(*ProgrammeReport.reads)
    return reports.order_by("-version").first()


def open_report(*, training: Training, by) -> ProgrammeReport:
    """Return the version of the programme's report that can be written: the open one, the first, or the one
    after a submitted one with its texts and files. Two clicks open one draft."""
    try:
        with transaction.atomic():
            return _open(training, by)
    except IntegrityError:
        return ProgrammeReport.objects.filter(training=training).latest("version")


def _open(training, by):
    last = newest(training)
    if last is not None and last.is_open:
        return last
    version = last.version + 1 if last else 1
    report = ProgrammeReport.objects.create(training=training, version=version, created_by=by)
    if last is None:
        prefill(report, by=by)
    else:
        report.dated_on, report.author = last.dated_on, last.author
        report.save()
        copy_contents(last, report)
    return report


def take_figures(*, report: ProgrammeReport, by) -> list[Move]:
    """Freeze the figures as they are up to the report's date and return what moved since they were last taken.

    Raises ReportClosed once the report is submitted. For the command; pages ask `request_figures`.
    """
    if not report.is_open:
        raise ReportClosed(why_closed(report))
    return adopt(report, take_snapshot(report=report, by=by), shown)


def request_figures(*, report: ProgrammeReport, by) -> Job:
    """Ask for the figures to be taken; two clicks, or two people, get the same job.

    Raises ReportClosed once the report is submitted.
    """
    with transaction.atomic():
        report = locked_open(report)
        return enqueue("reports.programme_figures", key=str(report.pk), payload={"report": report.pk}, by=by)


def shown(figures: dict) -> dict:
    """Return every printed figure of a snapshot by its identity: (its words, its value as printed)."""
    rows = [*figures["funnel"], *figures["results"]]
    found = {row["measure"]: (row["title"], figure(row["value"])) for row in rows}
    for row in figures["targets"]:
        found["planned", row["pk"]] = (f"{row['label']}: {_('planned')}", figure(row["planned"]))
    return found


def request_pdf(*, report: ProgrammeReport, by) -> Job:
    """Ask for the report's PDF; two clicks, or two people, get the same job.

    Raises NotReady before the figures are taken, ReportClosed once the report is submitted.
    """
    with transaction.atomic():
        report = locked_open(report)
        if report.snapshot is None:
            raise NotReady(_("Take the figures first: the PDF is made of them."), missing(report))
        made_of = fingerprint(report)
        return enqueue(
            "reports.programme_pdf",
            key=f"{report.pk}:{made_of}",
            payload={"report": report.pk, "made_of": made_of},
            by=by,
        )


@transaction.atomic
def submit(*, report: ProgrammeReport, by) -> ProgrammeReport:
    """End the report: its texts, figures and PDF stay; the funder of its contract may read it, and is told so.

    Raises NotReady with what is missing: figures, a reason for each missed promise, date and author, the PDF.
    """
    report = locked_open(report)
    lacks = missing(report)
    if lacks:
        raise NotReady(_("The report cannot be submitted yet."), lacks)
    report.submit(by=by, at=timezone.now())
    report.save()
    tell_funder(report)
    return report


@transaction.atomic
def sign(*, report: ProgrammeReport, dated_on, author: str, by) -> ProgrammeReport:
    """Keep the report's date and author (form B, 6); raise ReportClosed once it is submitted."""
    report = locked_open(report)
    report.dated_on, report.author = dated_on, author.strip()
    report._history_user = by
    report.save()
    return report


@transaction.atomic
def promise(*, training: Training, measure: str, label: str, planned, by) -> ProgrammeTarget:
    """Keep what the programme's application promised; a second promise of one measure takes the first's place."""
    target = ProgrammeTarget.objects.filter(training=training, measure=measure).first()
    target = target or ProgrammeTarget(training=training, measure=measure, created_by=by)
    target.label, target.planned = label.strip(), planned
    target._history_user = by
    target.full_clean()
    target.save()
    return target


@transaction.atomic
def take_back_promise(*, target: ProgrammeTarget, by) -> None:
    """Take a promised result off the programme."""
    target._history_user = by
    target.delete()
