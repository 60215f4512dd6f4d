"""Keeping a report's PDF beside what it was made of."""

import hashlib
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from reports.annual.errors import ReportClosed
from reports.annual.fingerprint import fingerprint
from reports.annual.locking import locked_open
from reports.models import Version
from silab.jobs.registry import JobError


@transaction.atomic
def keep_pdf(report: Version, made: bytes, made_of: str) -> dict:
    """Store the PDF with its SHA-256 and return the job's result; raise JobError when the report has moved on."""
    try:
        report = locked_open(report)
    except ReportClosed as error:
        raise JobError(error.message) from error
    if fingerprint(report) != made_of:
        raise JobError(_("The report was changed while its PDF was being made. Make the PDF again."))
    storage, before = report.pdf.storage, report.pdf.name
    report.pdf.save(f"{report.file_name}-{made_of[:12]}.pdf", ContentFile(made), save=False)
    report.pdf_sha256 = hashlib.sha256(made).hexdigest()
    report.pdf_fingerprint = made_of
    report.save()
    if before:
        transaction.on_commit(partial(storage.delete, before), robust=True)
    return {"url": report.urls["pdf"], "text": _("Download the PDF")}
