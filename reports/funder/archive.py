"""All that was sent of a contract as one ZIP: PDFs, data, attachments, signed containers."""

import csv
import io
import zipfile

from django.utils import translation
from django.utils.translation import gettext as _

from reports.annual.data import evidence_csv, snapshot_json
from reports.annual.stamping import is_stamped, stamped_name
from reports.funder.comparing import compare, latest_sent
from silab.accounts.models import Contract
from silab.common.exports import defused
from silab.jobs.actions import enqueue
from silab.jobs.files import made
from silab.jobs.models import Job
from silab.jobs.registry import JobError, handler

#: A day that never changes, so that the same reports make the same ZIP.
DAY = (1980, 1, 1, 0, 0, 0)


def request_archive(*, contract: Contract, by) -> Job:
    """Ask for the ZIP; two clicks of one reader get the same job."""
    return enqueue(
        "reports.contract_zip", key=f"{contract.pk}:{by.pk}", payload={"contract": contract.pk}, by=by
    )


@handler("reports.contract_zip")
def contract_zip(run, *, contract: int):
    """Pack the latest sent report of each year."""
    found = Contract.objects.get(pk=contract)
    reports = latest_sent(found)
    if not reports:
        raise JobError(_("No report of this contract has been sent yet."))
    content = packed(found, reports, run.progress)
    return lambda: made(run.job, content, name=f"{found.slug}.zip", words=_("Download the ZIP"))


def packed(contract, reports, progress=lambda percent, step: None) -> bytes:
    """Return the ZIP's bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, report in enumerate(reports):
            progress(90 * place // len(reports), str(report.year))
            _add_report(archive, report)
        _write(archive, "vordlus.csv", _comparison(contract).encode("utf-8-sig"))
    return buffer.getvalue()


def _add_report(archive, report):
    folder = f"{report.year}/"
    if report.pdf:
        _write(archive, f"{folder}{report.file_name}.pdf", _read(report.pdf))
    if is_stamped(report):
        _write(archive, f"{folder}{stamped_name(report)}.pdf", _read(report.stamped_pdf))
    _write(archive, f"{folder}andmed.json", "".join(snapshot_json(report.snapshot)).encode())
    _write(archive, f"{folder}toendid.csv", "".join(evidence_csv(report.snapshot)).encode())
    for row in report.attachments.exclude(file="").order_by("pk"):
        _write(archive, f"{folder}lisad/{row.pk}-{row.file_name}", _read(row.file))
    for row in report.signed.order_by("pk"):
        _write(archive, f"{folder}allkirjastatud/{row.pk}-{row.file_name}", _read(row.file))


def _comparison(contract):
    """The years side by side as a table for spreadsheets, in Estonian."""
    lines = io.StringIO()
    write = csv.writer(lines, delimiter=";").writerow
    with translation.override("et"):
        seen = compare(contract)
        heads = [head for year in seen.years for head in (f"{year}", _("%(year)s planned") % {"year": year})]
        write([_("Figure"), *heads])
        for row, cells in (*seen.indicators, *seen.targets, *seen.money):
            title = f"{row.number} {row.title}".strip()
            write([defused(part) for part in (title, *(word for _year, *words in cells for word in words))])
    return lines.getvalue()


def _write(archive, name, content):
    archive.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)


def _read(field):
    with field.open("rb") as content:
        return content.read()
