"""Keeping a report that was signed outside beside its PDF (domain.md §11)."""

import hashlib
import uuid
from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from reports.enums import SENT
from reports.models import AnnualReport, SignedReport
from reports.signing.container import CHUNK, NotAContainer, read_container
from silab.common.templatetags.formats import figure
from silab.common.uploads import safe_name

#: Bytes: a report with its evidence inside, and the signatures.
LARGEST = 50_000_000


def keep_signed(*, report: AnnualReport, file, by) -> SignedReport:
    """Keep a signed container of a report that was sent.

    A container without our PDF is kept too and marked so: it may be what the funder was really sent. Raises
    ValidationError for a report without a submitted PDF, for what is no container, too large, or here already.
    """
    if report.state not in SENT or not report.pdf_sha256:
        raise ValidationError(_("Submit the report first: what is signed is its submitted PDF."))
    if file.size > LARGEST:
        raise ValidationError(
            _("The container has %(size)s MB; at most %(most)s MB fit.")
            % {"size": figure(round(file.size / 1_000_000, 1)), "most": figure(LARGEST // 1_000_000)}
        )
    try:
        container = read_container(file)
    except NotAContainer as error:
        raise ValidationError(str(error)) from error
    row = SignedReport(
        report=report,
        created_by=by,
        file_name=safe_name(file.name, ".asice"),
        sha256=_sha256(file),
        is_ours=container.holds(report.pdf_sha256),
        signers=[signer.as_json() for signer in container.signers],
    )
    return _stored(row, file)


@transaction.atomic
def remove_signed(*, signed: SignedReport, by) -> None:
    """Take a container off the report; who did it stays in its history."""
    storage, name = signed.file.storage, str(signed.file.name)
    signed._history_user = by
    signed.delete()
    transaction.on_commit(partial(storage.delete, name), robust=True)


def _stored(row, file):
    row.file.save(f"{uuid.uuid4().hex}.asice", file, save=False)
    storage, name = row.file.storage, str(row.file.name)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        storage.delete(name)
        raise ValidationError(_("This container is already here.")) from error
    return row


def _sha256(file):
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(CHUNK):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
